//! Programmes: cards, pages, their level certificates.

use super::course::{earned_wall_ms, state_of};
use super::home::local_day;
use super::kept::credit_row;
use crate::job::courses::Courses;
use crate::job::follow::Followed;
use crate::model::course::{Certificate, Credit, Shows};
use crate::model::event::{EnrolmentState, TargetKind};
use crate::model::id::{CourseId, Lang, ProgrammeId, Slug};
use crate::model::programme::{Goal, Level, Programme, Signoff, Step, Week};
use crate::model::progress::{CertificateProgress, Enrolment, GoalState, LevelProgress, ProgrammeProgress};
use crate::model::text::Text;
use crate::worker::view::{
    CertificateRow, CertificateView, CreditRow, GoalRow, LevelView, ProgrammeCard, ProgrammeView, StepRow, WeekView,
};
use jiff::tz::TimeZone;

/// What a person's programmes are shown from.
pub(in crate::worker) struct Plans<'a> {
    pub courses: &'a Courses,
    pub followed: &'a Followed,
    /// The language they read.
    pub lang: &'a Lang,
}

/// Whose certificate it is, and on whose paper.
pub(in crate::worker) struct Owner<'a> {
    pub name: &'a str,
    /// The office's name.
    pub issuer: &'a str,
    pub zone: &'a TimeZone,
    /// For a certificate that is not earned yet.
    pub now_ms: u64,
    /// Whether it may be printed and saved.
    pub may: (bool, bool),
}

impl Plans<'_> {
    /// Every programme here.
    pub(in crate::worker) fn cards(&self) -> Vec<ProgrammeCard> {
        self.courses.programmes().map(|on| self.card(&on.programme, &self.progress(&on.programme))).collect()
    }

    /// Those that are under way, or asked of them: the ones for the first page.
    pub(in crate::worker) fn under_way(&self) -> Vec<ProgrammeCard> {
        let mut cards = self.cards();
        cards.retain(|card| !card.is_done && (card.done_permille.is_some() || self.is_asked(&card.programme)));
        cards
    }

    /// Whether staff assigned the programme.
    fn is_asked(&self, id: &ProgrammeId) -> bool {
        self.asked(id).is_some()
    }

    /// How staff assigned the programme, if it stands.
    fn asked(&self, id: &ProgrammeId) -> Option<&Enrolment> {
        let mut enrolments = self.followed.fold().enrolments();
        let is_it = |target: &CourseId, enrolment: &Enrolment| {
            enrolment.kind == TargetKind::Programme
                && enrolment.state == EnrolmentState::Active
                && target.as_str() == id.as_str()
        };
        enrolments.find(|(target, enrolment)| is_it(target, enrolment)).map(|(_, enrolment)| enrolment)
    }

    /// The goals that a mentor signs off, of programmes begun or asked of the person: those that wait come first.
    pub(in crate::worker) fn mentor_goals(&self) -> Vec<GoalRow> {
        let begun = self.courses.programmes().map(|on| (on, self.progress(&on.programme)));
        let shown = begun.filter(|(on, progress)| progress.is_begun || self.is_asked(&on.programme.id));
        let mut goals: Vec<_> = shown
            .flat_map(|(on, progress)| self.weeks(&on.programme, &progress))
            .flat_map(|week| week.goals)
            .filter(|goal| goal.is_for_mentor)
            .collect();
        goals.sort_by_key(|goal| goal.state != GoalState::Waiting);
        goals
    }

    /// The page of one programme.
    pub(in crate::worker) fn page(&self, id: &ProgrammeId) -> Option<ProgrammeView> {
        let programme = &self.courses.programme(id)?.programme;
        let progress = self.progress(programme);
        let levels = programme.levels.iter().zip(&progress.levels);
        Some(ProgrammeView {
            card: self.card(programme, &progress),
            lang: language(programme, self.lang),
            levels: levels.map(|(level, known)| self.level(programme, level, known)).collect(),
            weeks: self.weeks(programme, &progress),
        })
    }

    /// The certificates of levels that are earned or could be, with the programme's id as their course.
    pub(in crate::worker) fn certificates(&self) -> Vec<CertificateRow> {
        let all = self.courses.programmes().flat_map(|on| {
            let progress = self.progress(&on.programme);
            let levels = on.programme.levels.iter().zip(progress.levels);
            levels.filter_map(|(level, known)| self.certificate_of(&on.programme, level, &known)).collect::<Vec<_>>()
        });
        all.collect()
    }

    /// What the levels that are done are recommended to count for.
    pub(in crate::worker) fn credits(&self) -> Vec<CreditRow> {
        let mut rows = Vec::new();
        for on in self.courses.programmes() {
            let programme = &on.programme;
            let both = programme.levels.iter().zip(self.progress(programme).levels);
            for (level, _) in both.filter(|(_, known)| known.is_done) {
                let basis =
                    format!("{} · {}", self.say(programme, &level.title), self.say(programme, &programme.title));
                let row = |credit: &Credit| credit_row(credit, basis.clone(), |text| self.say(programme, text));
                rows.extend(level.credit.iter().map(row));
            }
        }
        rows
    }

    /// A level's certificate as it is drawn; none if `target` is no programme here or has no such one.
    pub(in crate::worker) fn paper(
        &self,
        target: &str,
        certificate: &Slug,
        owner: &Owner<'_>,
    ) -> Option<CertificateView> {
        self.paper_of(&self.courses.programme(&ProgrammeId::parse(target).ok()?)?.programme, certificate, owner)
    }

    /// The same of a programme that may not be in use here.
    pub(super) fn paper_of(
        &self,
        programme: &Programme,
        certificate: &Slug,
        owner: &Owner<'_>,
    ) -> Option<CertificateView> {
        let progress = self.progress(programme);
        let both = programme.levels.iter().zip(&progress.levels);
        let is_it = |level: &Level| level.certificate.as_ref().is_some_and(|given| given.id == *certificate);
        let (level, known) = both.into_iter().find(|(level, _)| is_it(level))?;
        let (given, row) = (level.certificate.as_ref()?, self.certificate_of(programme, level, known)?);
        let earned_ms = earned_wall_ms(&row.state).unwrap_or(owner.now_ms);
        let shows = |what: &Shows| given.shows.contains(what);
        let credit = level.credit.iter().filter(|_| shows(&Shows::Credit));
        Some(CertificateView {
            learner_name: owner.name.to_owned(),
            day: local_day(earned_ms, owner.zone).map(|day| day.to_string()).unwrap_or_default(),
            issuer: owner.issuer.to_owned(),
            active_ms: shows(&Shows::Hours).then_some(progress.active_ms),
            score_permille: known.score_permille.filter(|_| shows(&Shows::Score)),
            outcomes: self.course_names(level).filter(|_| shows(&Shows::Outcomes)).collect(),
            credit: credit.map(|one| self.credit(programme, one)).collect(),
            lang: language(programme, self.lang),
            may_print: owner.may.0,
            may_save: owner.may.1,
            row,
        })
    }

    fn progress(&self, programme: &Programme) -> ProgrammeProgress {
        self.followed.programme(programme, self.courses)
    }

    fn say(&self, programme: &Programme, text: &Text) -> String {
        text.get(self.lang, programme.first_language()).to_owned()
    }

    fn card(&self, programme: &Programme, progress: &ProgrammeProgress) -> ProgrammeCard {
        let next = progress.next.as_ref().and_then(|id| self.courses.get(id).ok());
        ProgrammeCard {
            programme: programme.id.clone(),
            title: self.say(programme, &programme.title),
            summary: self.say(programme, &programme.summary),
            courses: count(programme.steps().count()),
            weeks: count(programme.weeks.len()),
            levels: count(progress.levels.len()),
            levels_done: count(progress.levels.iter().filter(|level| level.is_done).count()),
            done_permille: progress.is_begun.then(|| progress.done_permille()),
            is_done: progress.is_done,
            due: self.asked(&programme.id).and_then(|asked| asked.due.clone()),
            week: self.weeks(programme, progress).into_iter().find(|week| week.is_now),
            next: next.map(|on| (on.course.id.clone(), super::course::say(&on.course, &on.course.title, self.lang))),
        }
    }

    fn level(&self, programme: &Programme, level: &Level, known: &LevelProgress) -> LevelView {
        LevelView {
            level: level.id.clone(),
            title: self.say(programme, &level.title),
            is_done: known.is_done,
            steps_done: known.steps_done,
            steps_counted: known.steps,
            steps: level.steps.iter().map(|step| self.step(step)).collect(),
            credit: level.credit.iter().map(|credit| self.credit(programme, credit)).collect(),
            certificate: self.certificate_of(programme, level, known),
        }
    }

    fn step(&self, step: &Step) -> StepRow {
        let on = self.courses.get(&step.course).ok();
        let progress = on.map(|on| self.followed.course(&on.course, self.courses));
        StepRow {
            course: step.course.clone(),
            title: on.map(|on| super::course::say(&on.course, &on.course.title, self.lang)),
            minutes: on.map_or(0, |on| on.course.minutes),
            is_required: step.required,
            done_permille: progress.as_ref().filter(|known| known.is_begun).map(|known| known.done_permille()),
            is_done: progress.is_some_and(|known| known.is_done),
        }
    }

    fn course_names(&self, level: &Level) -> impl Iterator<Item = String> {
        level.steps.iter().filter_map(|step| self.step(step).title)
    }

    fn credit(&self, programme: &Programme, credit: &Credit) -> String {
        let words = [
            Some(credit.amount.to_string()),
            credit.body.as_ref().map(|body| self.say(programme, body)),
            credit.note.as_ref().map(|note| self.say(programme, note)),
        ];
        words.into_iter().flatten().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    fn certificate_of(&self, programme: &Programme, level: &Level, known: &LevelProgress) -> Option<CertificateRow> {
        let (given, progress): (&Certificate, &CertificateProgress) =
            (level.certificate.as_ref()?, known.certificate.as_ref()?);
        let steps = known.steps.max(1);
        let done_permille = if known.is_done { 1000 } else { (known.steps_done * 1000 / steps).min(999) };
        Some(CertificateRow {
            course: programme.id.as_target(),
            certificate: given.id.clone(),
            title: self.say(programme, &given.title),
            criteria: self.say(programme, &given.criteria),
            course_title: self.say(programme, &programme.title),
            state: state_of(progress, done_permille),
        })
    }

    fn weeks(&self, programme: &Programme, progress: &ProgrammeProgress) -> Vec<WeekView> {
        let week = |(at, week): (usize, &Week)| WeekView {
            week: week.id.clone(),
            number: count(at + 1),
            title: self.say(programme, &week.title),
            is_now: progress.week.as_ref() == Some(&week.id),
            goals: week.goals.iter().map(|goal| self.goal(programme, goal, progress)).collect(),
        };
        programme.weeks.iter().enumerate().map(week).collect()
    }

    fn goal(&self, programme: &Programme, goal: &Goal, progress: &ProgrammeProgress) -> GoalRow {
        let step = goal.step.as_ref().and_then(|id| programme.steps().find(|step| step.id == *id));
        let here = step.filter(|step| self.courses.get(&step.course).is_ok());
        let ticked = self.followed.fold().keepings().goals_reached(&programme.id);
        GoalRow {
            programme: programme.id.clone(),
            goal: goal.id.clone(),
            text: self.say(programme, &goal.text),
            state: progress.goals.get(&goal.id).copied().unwrap_or(GoalState::Open),
            is_for_mentor: goal.signoff == Signoff::Mentor,
            is_ticked: ticked.contains(&goal.id),
            course: here.map(|step| step.course.clone()),
        }
    }
}

/// The language a programme is shown in: the wanted one where it has it.
fn language(programme: &Programme, wanted: &Lang) -> Lang {
    if programme.languages.contains(wanted) { wanted.clone() } else { programme.first_language().clone() }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
