//! Certificates of people who turn out to be two: which of them say, of the one who has it then, what only both together
//! had done, or what the other one had. Those are taken back together with the decision; each is then issued what their
//! own record bears out.

use super::aliases::{Aliases, plain};
use super::due::{Becomes, Counting};
use super::people;
use super::registry::{IssuedRow, Registry, RegistryError};
use crate::format::certificate;
use crate::model::event::Event;
use crate::model::id::{CourseId, LearnerId, Slug};
use std::collections::BTreeSet;

/// The certificates that are wrong once the person whose id `one` is becomes several; none if they stay one, or were
/// several before.
pub(super) fn wrongly_held(
    registry: &Registry,
    before: &Aliases,
    after: Aliases,
    one: LearnerId,
) -> Result<Vec<IssuedRow>, RegistryError> {
    let persons = after.persons(&before.ids(one));
    if persons.len() < 2 {
        return Ok(Vec::new());
    }
    let counting = Counting::after_all_forks(registry, after)?;
    let joint = borne_out(&counting, &before.events(registry, one)?);
    let mut wrong = Vec::new();
    for person in persons {
        let mut rows = counting.aliases.certificates(registry, person)?;
        rows.retain(|row| row.revoked.is_none());
        if rows.is_empty() {
            continue;
        }
        let events = counting.aliases.events(registry, person)?;
        let own = borne_out(&counting, &events);
        let names = names(person, &events);
        rows.retain(|row| {
            let what = (row.course.clone(), row.cert.clone());
            let is_earned = events.iter().any(|(event, _)| event.hash == row.earned_by);
            // What not even both together bear out any more (the course is not approved now) is judged by who earned it.
            let is_theirs = own.contains(&what) || (is_earned && !joint.contains(&what));
            !(is_theirs && is_named(row, &names))
        });
        wrong.extend(rows);
    }
    Ok(wrong)
}

/// What some events bear out, by course or programme and certificate.
fn borne_out(counting: &Counting, events: &[(Event, u64)]) -> BTreeSet<(CourseId, Slug)> {
    let judged = counting.judge(events, &[]).into_iter();
    let due = judged.filter_map(|judged| match judged.becomes {
        Becomes::Issued(it) => Some((judged.target, it.certificate.id)),
        Becomes::NotBorneOut | Becomes::WaitsForFork | Becomes::UnknownCourse => None,
    });
    due.collect()
}

/// Every name of a person, as names are compared, whoever told it.
fn names(person: LearnerId, events: &[(Event, u64)]) -> BTreeSet<String> {
    let person = people::of(person, events.iter().map(|(event, _)| event), std::iter::empty());
    person.names.iter().chain([&person.name]).map(|name| plain(name)).collect()
}

/// Whether a certificate names one of these. One that cannot be read is left to whoever checks it.
fn is_named(row: &IssuedRow, names: &BTreeSet<String>) -> bool {
    certificate::verify(&row.file).map_or(true, |checked| names.contains(&plain(&checked.name)))
}
