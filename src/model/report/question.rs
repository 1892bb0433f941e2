//! The questions, and what may be asked of each.

use super::Month;
use crate::model::id::{CourseId, LearnerId, Slug};

/// Days without news after which a station is worth a telephone call, unless another number is asked.
pub const SILENT_DAYS: u32 = 14;

/// One question an office answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Question {
    /// Participants, hours and certificates by facility, course, programme, partner or month.
    Participation,
    /// What came of it, by facility and partner: people, courses done, scores, gain.
    Outcomes,
    /// Each person in each course they have begun.
    People,
    /// Completion and drop-off by lesson.
    Lessons,
    /// Quiz questions, the hardest first.
    Questions,
    /// Scores before and after.
    Gain,
    /// Seat hours by person and period, for earned-time credit.
    SeatTime,
    /// The evidence behind one person's hours.
    Evidence,
    /// Levels of programmes that people reached.
    Levels,
    /// Credentials by who gave them.
    Credentials,
    /// Stations that nothing was heard of for so many days.
    Stations,
    /// Which signed documents stations hold.
    Documents,
    /// Things a person should look at. Never a verdict.
    Hints,
}

impl Question {
    /// All, in the order offered.
    pub const ALL: [Self; 13] = [
        Self::Participation,
        Self::Outcomes,
        Self::People,
        Self::Lessons,
        Self::Questions,
        Self::Gain,
        Self::SeatTime,
        Self::Evidence,
        Self::Levels,
        Self::Credentials,
        Self::Stations,
        Self::Documents,
        Self::Hints,
    ];

    /// Its word on the command line and in text keys: `seat-time`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Participation => "participation",
            Self::Outcomes => "outcomes",
            Self::People => "people",
            Self::Lessons => "lessons",
            Self::Questions => "questions",
            Self::Gain => "gain",
            Self::SeatTime => "seat-time",
            Self::Evidence => "evidence",
            Self::Levels => "levels",
            Self::Credentials => "credentials",
            Self::Stations => "stations",
            Self::Documents => "documents",
            Self::Hints => "hints",
        }
    }

    /// From its word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.as_str() == word)
    }

    /// The text key of its title.
    #[must_use]
    pub fn title(self) -> String {
        format!("report-{}", self.as_str())
    }

    /// The text key of what it tells.
    #[must_use]
    pub fn about(self) -> String {
        format!("report-{}-about", self.as_str())
    }

    /// What may be asked of it; everything else of [`Asked`] is left aside.
    #[must_use]
    pub fn filters(self) -> &'static [Filter] {
        use Filter::{Course, Days, Facility, Grouping, Period, Person, Programme};
        match self {
            Self::Participation | Self::Outcomes => &[Period, Facility, Course, Programme, Grouping],
            Self::People | Self::Lessons | Self::Questions | Self::Gain => &[Period, Facility, Course, Programme],
            Self::SeatTime => &[Period, Facility, Course, Programme, Person],
            Self::Evidence => &[Period, Person],
            Self::Levels => &[Period, Facility, Programme],
            Self::Credentials => &[Period, Facility, Course],
            Self::Stations => &[Facility, Days],
            Self::Documents => &[Facility],
            Self::Hints => &[Period, Facility, Course, Person],
        }
    }

    /// How its rows can be grouped, the usual way first; empty if they always are one way.
    #[must_use]
    pub fn groupings(self) -> &'static [By] {
        match self {
            Self::Participation => &[By::Facility, By::Course, By::Programme, By::Partner, By::Month],
            Self::Outcomes => &[By::Partner, By::Facility, By::Programme, By::Course],
            _ => &[],
        }
    }
}

/// How rows are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum By {
    /// By where the station stands.
    Facility,
    /// By course.
    Course,
    /// By programme; a course of two programmes counts in both.
    Programme,
    /// By who made the course; a course of two makers counts at both.
    Partner,
    /// By month.
    Month,
}

impl By {
    /// All.
    pub const ALL: [Self; 5] = [Self::Facility, Self::Course, Self::Programme, Self::Partner, Self::Month];

    /// Its word on the command line; its text is `report-col-WORD`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Facility => "facility",
            Self::Course => "course",
            Self::Programme => "programme",
            Self::Partner => "partner",
            Self::Month => "month",
        }
    }

    /// From its word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.as_str() == word)
    }
}

/// One thing that can be asked of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Filter {
    /// [`Asked::from`] and [`Asked::to`].
    Period,
    /// [`Asked::facility`].
    Facility,
    /// [`Asked::course`].
    Course,
    /// [`Asked::programme`].
    Programme,
    /// [`Asked::by`].
    Grouping,
    /// [`Asked::person`].
    Person,
    /// [`Asked::days`].
    Days,
}

/// What is asked of a question. Nothing set: everything there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The first month.
    pub from: Option<Month>,
    /// The last month, itself included.
    pub to: Option<Month>,
    /// Only this facility.
    pub facility: Option<Slug>,
    /// Only this course.
    pub course: Option<CourseId>,
    /// Only the courses of this programme; its id has the form of a course's.
    pub programme: Option<CourseId>,
    /// How the rows are grouped; none: the question's usual way.
    pub by: Option<By>,
    /// Only this person: any of their ids.
    pub person: Option<LearnerId>,
    /// Days without news; none: [`SILENT_DAYS`].
    pub days: Option<u32>,
    /// At most so many rows, for a screen; a note says how many there are. None: all.
    pub rows_max: Option<u32>,
}

impl Asked {
    /// True if it leaves anything out.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        Self { by: None, days: None, rows_max: None, ..self.clone() } != Self::default()
    }

    /// What of it `question` uses. A grouping the question does not have becomes its usual one.
    #[must_use]
    pub fn of(&self, question: Question) -> Self {
        let uses = |filter: Filter| question.filters().contains(&filter);
        let groupings = question.groupings();
        let by = self.by.filter(|by| groupings.contains(by)).or(groupings.first().copied());
        Self {
            from: self.from.filter(|_| uses(Filter::Period)),
            to: self.to.filter(|_| uses(Filter::Period)),
            facility: self.facility.clone().filter(|_| uses(Filter::Facility)),
            course: self.course.clone().filter(|_| uses(Filter::Course)),
            programme: self.programme.clone().filter(|_| uses(Filter::Programme)),
            by,
            person: self.person.filter(|_| uses(Filter::Person)),
            days: uses(Filter::Days).then(|| self.days.unwrap_or(SILENT_DAYS)),
            rows_max: self.rows_max,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_keeps_only_what_it_uses_and_groups_in_its_own_way() {
        let asked = Asked {
            from: Month::parse("2026-01").ok(),
            facility: Slug::parse("north").ok(),
            by: Some(By::Month),
            days: Some(3),
            ..Asked::default()
        };
        let kept = asked.of(Question::Stations);
        assert_eq!((kept.from, kept.facility.is_some(), kept.by, kept.days), (None, true, None, Some(3)));
        assert_eq!(asked.of(Question::Participation).by, Some(By::Month));
        assert_eq!(asked.of(Question::Outcomes).by, Some(By::Partner), "months are not among its groupings");
        assert_eq!(Asked::default().of(Question::Stations).days, Some(SILENT_DAYS));
        for question in Question::ALL {
            assert_eq!(Question::parse(question.as_str()), Some(question));
            assert_eq!(question.filters().contains(&Filter::Grouping), !question.groupings().is_empty());
        }
    }
}
