//! What the office knows of one person: who they are, what they did in each course, their certificates, and what clerks
//! decided about their ids.

use super::aliases::{Aliases, Decision};
use super::known::Known;
use super::people::{self, Person};
use super::registry::{IssuedRow, Registry, RegistryError};
use crate::model::course::Course;
use crate::model::id::{CourseId, LearnerId};
use crate::model::progress::{CourseProgress, LearnerFold};

/// One course that a person has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseAccount {
    /// Which.
    pub course: CourseId,
    /// Its title in its first language; its id if this office has not approved it.
    pub title: String,
    /// Time that counts, ms.
    pub credited_ms: u64,
    /// Time that waits for a decision about a fork, ms.
    pub held_ms: u64,
    /// Required lessons done, and how many there are; none if the course is not known here.
    pub lessons: Option<(u32, u32)>,
    /// Mean score, ‰.
    pub score_permille: Option<u32>,
    /// It is done.
    pub is_done: bool,
}

/// See the module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub person: Person,
    /// Their courses.
    pub courses: Vec<CourseAccount>,
    /// Their official certificates.
    pub certificates: Vec<IssuedRow>,
    /// What was decided about any of their ids, oldest first.
    pub decisions: Vec<Decision>,
    /// Entries that count.
    pub events: u64,
    /// When the newest of them was made, by its station's clock, ms.
    pub last_wall: Option<u64>,
}

/// The account of a person.
///
/// # Errors
/// The registry's.
pub fn account(registry: &Registry, learner: LearnerId) -> Result<Account, RegistryError> {
    let aliases = Aliases::read(registry)?;
    let front = aliases.front(learner);
    let events = aliases.events(registry, front)?;
    let ids = aliases.ids(front);
    let person = people::one(registry, &aliases, front, &events)?;
    let fold = LearnerFold::of(events.iter().map(|(event, _)| event));
    let held = registry.held_epochs()?;
    let known = Known::of(registry)?;
    let elsewhere = known.elsewhere(&fold, &held);
    let course = |id: &CourseId| match known.courses.get(id).and_then(|editions| editions.last()) {
        Some(course) => of_course(course, &CourseProgress::of(course, &fold, &elsewhere, &held)),
        None => CourseAccount {
            course: id.clone(),
            title: id.to_string(),
            credited_ms: 0,
            held_ms: 0,
            lessons: None,
            score_permille: None,
            is_done: false,
        },
    };
    let concerns = |decision: &&Decision| ids.contains(&decision.one) || ids.contains(&decision.other);
    Ok(Account {
        person,
        courses: fold.courses().filter(|id| !known.programmes.contains_key(*id)).map(course).collect(),
        certificates: aliases.certificates(registry, front)?,
        decisions: aliases.decisions.iter().filter(concerns).cloned().collect(),
        events: events.len() as u64,
        last_wall: events.iter().map(|(event, _)| event.header.wall).max(),
    })
}

fn of_course(course: &Course, progress: &CourseProgress) -> CourseAccount {
    CourseAccount {
        course: course.id.clone(),
        title: course.title.get(course.first_language(), course.first_language()).to_owned(),
        credited_ms: progress.time.credited_ms,
        held_ms: progress.time.held_ms,
        lessons: Some((progress.lessons_done, progress.lessons_required)),
        score_permille: progress.score_permille,
        is_done: progress.is_done,
    }
}
