//! What a clerk sees in lists (people, certificates, stations, merges) as tables, for the one CSV writer.

use crate::model::day::Day;
use crate::model::event::LearnerStatus;
use crate::model::id::StationId;
use crate::model::report::{Cell, Column, Kind, Table};
use crate::office::people::{self, Person};
use crate::office::registry::{MergedRow, Registry, RegistryError};
use crate::office::stations;
use std::collections::BTreeMap;

/// These people.
#[must_use]
pub fn people(people: &[Person]) -> Table {
    let columns = vec![
        Column::new("name", Kind::Text),
        Column::new("number", Kind::Text),
        Column::new("birth_year", Kind::Text),
        Column::new("language", Kind::Text),
        Column::new("status", Kind::Word),
        Column::new("status_day", Kind::Day),
        Column::new("id", Kind::Text),
        Column::new("other_ids", Kind::Text),
    ];
    let row = |person: &Person| {
        let others: Vec<String> = person.ids.iter().skip(1).map(ToString::to_string).collect();
        let status = person.status.as_ref();
        let day = status.and_then(|(_, day)| Day::parse(day).ok());
        vec![
            Cell::text(&*person.name),
            Cell::text(&*person.number),
            Cell::text(person.birth_year.map(|year| year.to_string()).unwrap_or_default()),
            Cell::text(person.lang.to_string()),
            Cell::Word(status_word(status.map(|(status, _)| *status))),
            day.map_or(Cell::Empty, Cell::Day),
            Cell::text(person.learner.to_string()),
            Cell::text(others.join(" ")),
        ]
    };
    Table { columns, rows: people.iter().map(row).collect(), total: None }
}

/// The word of a status: `report-word-…`. None was told: learning.
#[must_use]
pub fn status_word(status: Option<LearnerStatus>) -> &'static str {
    match status {
        None | Some(LearnerStatus::Active) => "active",
        Some(LearnerStatus::Segregated) => "segregated",
        Some(LearnerStatus::Transferred) => "transferred",
        Some(LearnerStatus::Released) => "released",
        Some(LearnerStatus::Returned) => "returned",
        Some(LearnerStatus::Archived) => "archived",
    }
}

/// Every official certificate.
///
/// # Errors
/// The registry's.
pub fn certificates(registry: &Registry) -> Result<Table, RegistryError> {
    let columns = vec![
        Column::new("id", Kind::Text),
        Column::new("name", Kind::Text),
        Column::new("number", Kind::Text),
        Column::new("course_id", Kind::Text),
        Column::new("certificate", Kind::Text),
        Column::new("dated", Kind::Moment),
        Column::new("date_from_office", Kind::Word),
        Column::new("issued", Kind::Moment),
        Column::new("revoked", Kind::Moment),
        Column::new("reason", Kind::Text),
    ];
    let people = people::all(registry)?;
    let by_id: BTreeMap<_, &Person> =
        people.iter().flat_map(|person| person.ids.iter().map(move |id| (*id, person))).collect();
    let rows = registry.certificates()?.into_iter().map(|row| {
        let person = by_id.get(&row.learner);
        let (revoked, reason) = row.revoked.map_or((None, String::new()), |(at, reason)| (Some(at), reason));
        vec![
            Cell::text(row.id),
            Cell::text(person.map(|person| person.name.clone()).unwrap_or_default()),
            Cell::text(person.map(|person| person.number.clone()).unwrap_or_default()),
            Cell::text(row.course.to_string()),
            Cell::text(row.cert.to_string()),
            Cell::Moment(row.dated),
            yes_no(row.date_from_office),
            Cell::Moment(row.issued),
            revoked.map_or(Cell::Empty, Cell::Moment),
            Cell::text(reason),
        ]
    });
    Ok(Table { columns, rows: rows.collect(), total: None })
}

/// Every station.
///
/// # Errors
/// The registry's.
pub fn stations(registry: &Registry) -> Result<Table, RegistryError> {
    let columns = vec![
        Column::new("station", Kind::Text),
        Column::new("facility", Kind::Text),
        Column::new("state", Kind::Word),
        Column::new("fingerprint", Kind::Text),
        Column::new("first_seen", Kind::Moment),
        Column::new("heard", Kind::Moment),
        Column::new("entries", Kind::Count),
        Column::new("apart", Kind::Count),
        Column::new("id", Kind::Text),
    ];
    let heard = registry.last_heard()?;
    let mut rows = Vec::new();
    for row in registry.stations()? {
        let counts = registry.counts(Some(row.id))?;
        let key = crate::format::trust::public_key(&row.key);
        rows.push(vec![
            Cell::text(row.name),
            Cell::text(row.facility.to_string()),
            Cell::Word(row.state.as_str()),
            Cell::text(stations::fingerprint(&key).to_string()),
            Cell::Moment(row.first_seen),
            heard.get(&row.id).copied().map_or(Cell::Empty, Cell::Moment),
            Cell::Count(counts.counted),
            Cell::Count(counts.unconfirmed + counts.quarantined),
            Cell::text(row.id.to_hex()),
        ]);
    }
    Ok(Table { columns, rows, total: None })
}

/// Every merged file, or one station's, the newest first.
///
/// # Errors
/// The registry's.
pub fn merges(registry: &Registry, station: Option<StationId>) -> Result<Table, RegistryError> {
    let columns = vec![
        Column::new("merged", Kind::Moment),
        Column::new("station", Kind::Text),
        Column::new("file", Kind::Text),
        Column::new("by", Kind::Text),
        Column::new("entries", Kind::Count),
        Column::new("new_entries", Kind::Count),
        Column::new("build", Kind::Text),
        Column::new("id", Kind::Text),
    ];
    let names: BTreeMap<StationId, String> = registry.stations()?.into_iter().map(|row| (row.id, row.name)).collect();
    let row = |row: MergedRow| {
        vec![
            Cell::Moment(row.merged),
            Cell::text(names.get(&row.station).cloned().unwrap_or_else(|| row.station.to_hex())),
            Cell::text(row.file),
            Cell::text(row.by),
            Cell::Count(row.events),
            Cell::Count(row.new),
            Cell::text(row.build),
            Cell::text(row.id.to_string()),
        ]
    };
    let wanted = registry.merges()?.into_iter().filter(|row| station.is_none_or(|id| id == row.station));
    Ok(Table { columns, rows: wanted.map(row).collect(), total: None })
}

pub(super) fn yes_no(is_so: bool) -> Cell {
    Cell::Word(if is_so { "yes" } else { "no" })
}
