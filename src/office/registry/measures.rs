//! Participants, hours, courses and certificates out of the summaries, counted by facility, course, programme, partner
//! or month. A person counts once in each group, however many of its courses and months they are in.
//!
//! A server groups and counts by itself. SQLite would sort the rows by the names of their groups, and persons once more
//! within each; yet it gives rows person by person for nothing, since that is how the tables lie. So there they are
//! counted here as they come by, in one pass and little memory.

use super::answers::{Where, numbers, word};
use super::db::values;
use super::schema::Dialect;
use super::{Registry, RegistryError};
use crate::model::report::{Asked, By};
use std::collections::{BTreeMap, HashMap};

/// What of the summaries is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::office) enum Measure {
    /// Persons, and their counted time.
    Time,
    /// Persons, courses begun, the sum of scores and how many there are.
    Began,
    /// Persons, courses done.
    Done,
    /// Persons, official certificates that hold.
    Certificates,
    /// Persons who took both quizzes, the sum of ‰ before and after.
    Gain,
}

/// By what is counted, and the numbers of each.
pub(in crate::office) type Group = BTreeMap<String, [u64; 4]>;

impl Measure {
    fn table(self) -> &'static str {
        match self {
            Self::Time => "summary_time",
            Self::Began | Self::Done => "summary_course",
            Self::Certificates => "summary_certificate",
            Self::Gain => "summary_gain",
        }
    }

    fn month(self) -> &'static str {
        match self {
            Self::Time | Self::Certificates | Self::Gain => "month",
            Self::Began => "began",
            Self::Done => "done",
        }
    }

    /// Where it was: a course is begun in one place, and may be done in another.
    fn facility(self) -> &'static str {
        match self {
            Self::Began => "begun_facility",
            Self::Time | Self::Done | Self::Certificates | Self::Gain => "facility",
        }
    }

    /// What each row adds to the numbers; to the first one if its rows are not of one person each.
    fn added(self) -> &'static [&'static str] {
        match self {
            Self::Time => &["t.counted_ms", "0", "0"],
            Self::Began => &["1", "coalesce(t.score, 0)", "CASE WHEN t.score IS NULL THEN 0 ELSE 1 END"],
            Self::Done | Self::Certificates => &["1", "0", "0"],
            Self::Gain => &["t.people", "t.before_sum", "t.after_sum", "0"],
        }
    }

    fn is_by_person(self) -> bool {
        self != Self::Gain
    }

    fn only(self) -> &'static str {
        match self {
            Self::Done => " AND t.done IS NOT NULL",
            Self::Certificates => " AND t.is_revoked = 0",
            Self::Time | Self::Began | Self::Gain => "",
        }
    }

    /// Which of its rows are counted.
    fn wanted(self, by: Option<By>, asked: &Asked) -> Where {
        let mut wanted = Where::at(asked, self.month(), self.facility());
        wanted.text.push_str(self.only());
        if self == Self::Time {
            let by_course = matches!(by, Some(By::Course | By::Programme | By::Partner));
            let is_whole = !by_course && asked.course.is_none() && asked.programme.is_none();
            wanted.text.push_str(if is_whole { " AND t.course = ''" } else { " AND t.course <> ''" });
        }
        wanted
    }

    /// What tells to which group or groups a row belongs.
    fn key(self, by: Option<By>) -> String {
        match by {
            None => "''".to_owned(),
            Some(By::Facility) => format!("t.{}", self.facility()),
            Some(By::Course | By::Programme | By::Partner) => "t.course".to_owned(),
            Some(By::Month) => format!("t.{}", self.month()),
        }
    }
}

/// Which groups of courses that is, in `summary_group`.
fn kind(by: Option<By>) -> Option<&'static str> {
    match by {
        Some(By::Programme) => Some("programme"),
        Some(By::Partner) => Some("partner"),
        None | Some(By::Facility | By::Course | By::Month) => None,
    }
}

impl Registry {
    /// Counts by `by`, or over all: then under the empty name. Over all each moment and each person counts once.
    pub(in crate::office) fn measured(
        &self,
        measure: Measure,
        by: Option<By>,
        asked: &Asked,
    ) -> Result<Group, RegistryError> {
        if by.is_some() && measure.is_by_person() && self.db.dialect() == Dialect::Sqlite {
            self.measured_as_they_come(measure, by, asked)
        } else {
            self.measured_there(measure, by, asked)
        }
    }

    /// The database groups and counts.
    fn measured_there(&self, measure: Measure, by: Option<By>, asked: &Asked) -> Result<Group, RegistryError> {
        let (name, join) = match kind(by) {
            Some(kind) => {
                let join = format!(" JOIN summary_group g ON g.kind = '{kind}' AND g.course = t.course");
                ("g.name".to_owned(), join)
            }
            None => (measure.key(by), String::new()),
        };
        let persons = measure.is_by_person().then(|| "count(DISTINCT t.person)".to_owned());
        let sums = measure.added().iter().map(|added| format!("CAST(coalesce(sum({added}), 0) AS BIGINT)"));
        let wanted = measure.wanted(by, asked);
        let sql = format!(
            "SELECT {name}, {} FROM {} t{join} WHERE 1 = 1{}{}",
            persons.into_iter().chain(sums).collect::<Vec<_>>().join(", "),
            measure.table(),
            wanted.text,
            if by.is_some() { format!(" GROUP BY {name}") } else { String::new() },
        );
        let rows = self.db.all(&sql, &wanted.values(), |row| Ok((word(row, 0)?, numbers(row, 1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// The same of a measure by person: the database gives the rows in the order of persons, and we count.
    fn measured_as_they_come(&self, measure: Measure, by: Option<By>, asked: &Asked) -> Result<Group, RegistryError> {
        let mut tallies = Tallies::default();
        if let Some(kind) = kind(by) {
            let sql = "SELECT name, course FROM summary_group WHERE kind = ?1 ORDER BY name";
            self.db.each(sql, values![kind], |row| {
                tallies.belongs(row.get(1)?, row.get(0)?);
                Ok(true)
            })?;
        }
        let wanted = measure.wanted(by, asked);
        let sql = format!(
            "SELECT {}, t.person, {} FROM {} t WHERE 1 = 1{} ORDER BY t.person",
            measure.key(by),
            measure.added().join(", "),
            measure.table(),
            wanted.text,
        );
        self.db.each(&sql, &wanted.values(), |row| {
            let key = word(row, 0)?;
            if kind(by).is_none() && !tallies.places.contains_key(&key) {
                tallies.belongs(&key, &key);
            }
            tallies.add(&key, row.get(1)?, [row.get(2)?, row.get(3)?, row.get(4)?]);
            Ok(true)
        })?;
        Ok(tallies.counted())
    }
}

/// Counts of groups, from rows in the order of persons.
#[derive(Default)]
struct Tallies {
    groups: Vec<Tally>,
    /// Where among them are those that a key belongs to.
    places: HashMap<String, Vec<usize>>,
}

/// What a group came to so far.
struct Tally {
    name: String,
    /// Whom it counted last: whoever else comes is new to it.
    last: Option<i64>,
    numbers: [u64; 4],
}

impl Tallies {
    /// A key belongs to a group. The keys of one group are told one after the other.
    fn belongs(&mut self, key: &str, name: &str) {
        if self.groups.last().is_none_or(|group| group.name != name) {
            self.groups.push(Tally { name: name.to_owned(), last: None, numbers: [0; 4] });
        }
        self.places.entry(key.to_owned()).or_default().push(self.groups.len() - 1);
    }

    /// Counts a person's row in each group that its key belongs to.
    fn add(&mut self, key: &str, person: i64, added: [u64; 3]) {
        for place in self.places.get(key).into_iter().flatten() {
            let Some(group) = self.groups.get_mut(*place) else { continue };
            let [persons, sums @ ..] = &mut group.numbers;
            if group.last.replace(person) != Some(person) {
                *persons += 1;
            }
            sums.iter_mut().zip(added).for_each(|(sum, more)| *sum = sum.saturating_add(more));
        }
    }

    /// The groups that anything was counted in.
    fn counted(self) -> Group {
        let groups = self.groups.into_iter().filter(|group| group.last.is_some());
        groups.map(|group| (group.name, group.numbers)).collect()
    }
}

#[cfg(test)]
mod tests;
