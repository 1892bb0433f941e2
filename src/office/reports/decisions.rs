//! What was decided and written down, about people and stations, as tables for the one CSV writer: who may be one person,
//! who is, what became of somebody, what stands in their record, what was decided of stations.

use super::lists::{status_word, yes_no};
use crate::model::day::Day;
use crate::model::event::{Actor, CreditKind, LearnerField, OutsideKind, StationDecision};
use crate::model::id::{LearnerId, StationId};
use crate::model::report::{Cell, Column, Kind, Table};
use crate::office::aliases::{Aliases, Likeness};
use crate::office::credentials::{Entry, Standing};
use crate::office::people::{Person, Told};
use crate::office::registry::{Registry, RegistryError};
use crate::office::stations;
use std::collections::BTreeMap;

/// People who may be one, a pair in each row.
#[must_use]
pub fn duplicates(pairs: &[(&Person, &Person, Likeness)]) -> Table {
    let columns = vec![
        Column::new("why", Kind::Word),
        Column::new("name", Kind::Text),
        Column::new("number", Kind::Text),
        Column::new("birth_year", Kind::Text),
        Column::new("id", Kind::Text),
        Column::new("other_name", Kind::Text),
        Column::new("other_number", Kind::Text),
        Column::new("other_birth_year", Kind::Text),
        Column::new("other_id", Kind::Text),
    ];
    let cells = |person: &Person| {
        let year = person.birth_year.map(|year| year.to_string()).unwrap_or_default();
        [&person.name, &person.number, &year, &person.learner.to_string()].map(Cell::text)
    };
    let row = |(one, other, likeness): &(&Person, &Person, Likeness)| {
        let why = match likeness {
            Likeness::Number => "same-number",
            Likeness::NameAndYear => "same-name-and-year",
        };
        [vec![Cell::Word(why)], cells(one).into(), cells(other).into()].concat()
    };
    Table { columns, rows: pairs.iter().map(row).collect(), total: None }
}

/// Every decision that two ids are one person, or not, the oldest first.
#[must_use]
pub fn one_or_two(aliases: &Aliases, people: &[Person]) -> Table {
    let columns = vec![
        Column::new("decided", Kind::Moment),
        Column::new("name", Kind::Text),
        Column::new("id", Kind::Text),
        Column::new("other_name", Kind::Text),
        Column::new("other_id", Kind::Text),
        Column::new("is_one", Kind::Word),
        Column::new("reason", Kind::Text),
    ];
    let names: BTreeMap<LearnerId, &str> =
        people.iter().flat_map(|person| person.ids.iter().map(|id| (*id, person.name.as_str()))).collect();
    let name = |id: &LearnerId| Cell::text(names.get(id).copied().unwrap_or_default());
    let rows = aliases.decisions.iter().map(|it| {
        vec![
            Cell::Moment(it.wall),
            name(&it.one),
            Cell::text(it.one.to_string()),
            name(&it.other),
            Cell::text(it.other.to_string()),
            yes_no(it.is_one),
            Cell::text(&*it.reason),
        ]
    });
    Table { columns, rows: rows.collect(), total: None }
}

/// What was told of one person, in the order it was told; `station` is empty where the office said it.
///
/// # Errors
/// The registry's.
pub fn history(registry: &Registry, person: &Person) -> Result<Table, RegistryError> {
    let columns = vec![
        Column::new("entered", Kind::Moment),
        Column::new("field", Kind::Word),
        Column::new("value", Kind::Text),
        Column::new("day", Kind::Day),
        Column::new("station", Kind::Text),
        Column::new("reason", Kind::Text),
        Column::new("id", Kind::Text),
    ];
    let names: BTreeMap<StationId, String> = registry.stations()?.into_iter().map(|row| (row.id, row.name)).collect();
    let name = |id: &StationId| names.get(id).cloned().unwrap_or_else(|| id.to_hex());
    let rows = person.facts.iter().map(|fact| {
        let (field, value, day, reason) = match &fact.what {
            Told::Field(LearnerField::Name, value) => ("name", Cell::text(value), None, None),
            Told::Field(LearnerField::Number, value) => ("number", Cell::text(value), None, None),
            Told::Field(LearnerField::BirthYear, value) => ("birth-year", Cell::text(value), None, None),
            Told::Field(LearnerField::Lang, value) => ("language", Cell::text(value), None, None),
            Told::Status(status, day, why) => {
                ("status", Cell::Word(status_word(Some(*status))), Some(day), why.as_ref())
            }
            Told::Placed(station, day, _) => ("placed", Cell::text(name(station)), Some(day), None),
        };
        let from = match fact.by {
            Actor::Office => Cell::Empty,
            Actor::Station | Actor::Learner(_) | Actor::Staff(_) => Cell::text(name(&fact.station)),
        };
        vec![
            Cell::Moment(fact.wall),
            Cell::Word(field),
            value,
            day.and_then(|day| Day::parse(day).ok()).map_or(Cell::Empty, Cell::Day),
            from,
            reason.map_or(Cell::Empty, Cell::text),
            Cell::text(person.learner.to_string()),
        ]
    });
    Ok(Table { columns, rows: rows.collect(), total: None })
}

/// What stands in one person's record and counts.
#[must_use]
pub fn entries(person: &Person, entries: &[Standing]) -> Table {
    let columns = vec![
        Column::new("entered", Kind::Moment),
        Column::new("kind", Kind::Word),
        Column::new("what", Kind::Text),
        Column::new("issuer", Kind::Text),
        Column::new("day", Kind::Day),
        Column::new("evidence", Kind::Text),
        Column::new("by", Kind::Text),
        Column::new("from_station", Kind::Word),
        Column::new("id", Kind::Text),
        Column::new("event", Kind::Text),
    ];
    let row = |it: &Standing| {
        let (kind, what, issuer, day, evidence) = match &it.entry {
            Entry::Credential(body) => {
                let kind = if body.kind == OutsideKind::Instructor { "instructor" } else { "credential" };
                (kind, &body.name, body.issuer.as_str(), Day::parse(&body.day).ok(), &body.evidence)
            }
            Entry::Credit(body) => (credit_word(body.kind), &body.amount, "", None, &body.basis),
        };
        vec![
            Cell::Moment(it.wall_ms),
            Cell::Word(kind),
            Cell::text(what),
            Cell::text(issuer),
            day.map_or(Cell::Empty, Cell::Day),
            Cell::text(evidence),
            Cell::text(&*it.who),
            yes_no(it.is_from_station),
            Cell::text(person.learner.to_string()),
            Cell::text(it.event.to_string()),
        ]
    };
    Table { columns, rows: entries.iter().map(row).collect(), total: None }
}

fn credit_word(kind: CreditKind) -> &'static str {
    match kind {
        CreditKind::SeatHours => "credit-seat-hours",
        CreditKind::Academic => "credit-academic",
        CreditKind::Ceu => "credit-ceu",
        CreditKind::EarnedTime => "credit-earned-time",
        CreditKind::Outside => "credit-outside",
    }
}

/// Every decision about a station, the oldest first.
///
/// # Errors
/// The registry's.
pub fn of_stations(registry: &Registry) -> Result<Table, RegistryError> {
    let columns = vec![
        Column::new("decided", Kind::Moment),
        Column::new("station", Kind::Text),
        Column::new("decision", Kind::Word),
        Column::new("reason", Kind::Text),
        Column::new("id", Kind::Text),
    ];
    let names: BTreeMap<StationId, String> = registry.stations()?.into_iter().map(|row| (row.id, row.name)).collect();
    let rows = stations::history(registry)?.into_iter().map(|fact| {
        let decision = match fact.decision {
            Some(StationDecision::Confirmed) => "confirmed",
            Some(StationDecision::Retired) => "retired",
            Some(StationDecision::Released) => "let-count",
            Some(StationDecision::Renamed) => "renamed",
            None => "fork-decided",
        };
        let name = if fact.name.is_empty() { names.get(&fact.station).cloned() } else { Some(fact.name) };
        vec![
            Cell::Moment(fact.wall),
            Cell::text(name.unwrap_or_default()),
            Cell::Word(decision),
            Cell::text(fact.reason),
            Cell::text(fact.station.to_hex()),
        ]
    });
    Ok(Table { columns, rows: rows.collect(), total: None })
}
