//! Plain reports: hours and completions, as rows that a spreadsheet reads (CSV, RFC 4180).

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
        let person = people::of(learner, events.iter().map(|(event, _)| event));
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

/// The rows as CSV, lines ending in CR LF, with a head line.
#[must_use]
pub fn csv(rows: &[Row]) -> String {
    let mut out = String::from(
        "name,number,course,title,hours,hours_waiting,lessons_done,lessons_required,done,score_percent,certificates\r\n",
    );
    for row in rows {
        let fields = [
            row.name.clone(),
            row.number.clone(),
            row.course.to_string(),
            row.title.clone(),
            hours(row.credited_ms),
            hours(row.held_ms),
            row.lessons.0.to_string(),
            row.lessons.1.to_string(),
            if row.is_done { "yes" } else { "no" }.to_owned(),
            row.score_permille.map(|score| format!("{}.{}", score / 10, score % 10)).unwrap_or_default(),
            row.certificates.join(" "),
        ];
        let line: Vec<String> = fields.iter().map(|field| field_of(field)).collect();
        out.push_str(&line.join(","));
        out.push_str("\r\n");
    }
    out
}

/// Hours with two decimals, rounded down.
fn hours(ms: u64) -> String {
    let hundredths = ms / 36_000;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Quoted where it must be; and never read as a formula by a spreadsheet.
fn field_of(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_breaks_a_row_or_becomes_a_formula() {
        for (text, wanted) in [
            ("Ana", "Ana"),
            ("López, Ana", "\"López, Ana\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("=1+1", "'=1+1"),
            ("@x,y", "\"'@x,y\""),
        ] {
            assert_eq!(field_of(text), wanted);
        }
        assert_eq!(hours(5_400_000), "1.50");
    }
}
