//! Everybody's hours and completions, counted straight from the events: slow, and what the summaries must agree with.

use super::aliases::Aliases;
use super::people;
use super::registry::{Registry, RegistryError};
use crate::model::course::Course;
use crate::model::id::CourseId;
use crate::model::progress::{CourseProgress, Elsewhere, LearnerFold};
use std::collections::BTreeMap;

/// One person in one course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The person's name.
    pub name: String,
    /// The facility's number.
    pub number: String,
    /// The course.
    pub course: CourseId,
    /// Its title, in its first language; empty if this office has not approved it.
    pub title: String,
    /// Time that counts, ms.
    pub credited_ms: u64,
    /// Time that waits for a decision about a fork, ms.
    pub held_ms: u64,
    /// Required lessons done, and how many there are.
    pub lessons: (u32, u32),
    /// The course is done.
    pub is_done: bool,
    /// Mean score, ‰.
    pub score_permille: Option<u32>,
    /// Ids of its official certificates.
    pub certificates: Vec<String>,
}

/// Every person in every course they have begun.
///
/// # Errors
/// The registry's.
pub fn rows(registry: &Registry) -> Result<Vec<Row>, RegistryError> {
    let held = registry.held_epochs()?;
    let mut courses: BTreeMap<CourseId, Course> = BTreeMap::new();
    for row in registry.courses()? {
        courses.insert(row.course.id.clone(), row.course); // editions ascend: the newest stays
    }
    let mut out = Vec::new();
    let aliases = Aliases::read(registry)?;
    for learner in aliases.persons(&registry.learners()?) {
        let events = aliases.events(registry, learner)?;
        let fold = LearnerFold::of(events.iter().map(|(event, _)| event));
        let person = people::one(registry, &aliases, learner, &events)?;
        let certificates = aliases.certificates(registry, learner)?;
        for id in fold.courses() {
            let Some(course) = courses.get(id) else { continue };
            let progress = CourseProgress::of(course, &fold, &Elsewhere::default(), &held);
            out.push(Row {
                name: person.name.clone(),
                number: person.number.clone(),
                course: id.clone(),
                title: course.title.get(course.first_language(), course.first_language()).to_owned(),
                credited_ms: progress.time.credited_ms,
                held_ms: progress.time.held_ms,
                lessons: (progress.lessons_done, progress.lessons_required),
                is_done: progress.is_done,
                score_permille: progress.score_permille,
                certificates: certificates.iter().filter(|row| row.course == *id).map(|row| row.id.clone()).collect(),
            });
        }
    }
    out.sort_by(|a, b| (&a.name, &a.number, &a.course).cmp(&(&b.name, &b.number, &b.course)));
    Ok(out)
}
