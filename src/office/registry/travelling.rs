//! The events that go with a person to another station: which they are, and, a few at a time, what they say. A life's log
//! need not fit in memory.

use super::db::{AsValue, Row, Value, marks};
use super::events::{COLUMNS, event};
use super::{Registry, RegistryError, damaged};
use crate::format::record::travels;
use crate::model::event::Event;
use crate::model::id::{LearnerId, StationId};
use std::collections::HashMap;

/// The row number of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::office) struct EventNumber(i64);

/// These people's ids, and a station, as the values of a statement.
fn asked<'a>(ids: &'a [LearnerId], station: &'a StationId) -> Vec<Value<'a>> {
    std::iter::once(station.as_value()).chain(ids.iter().map(AsValue::as_value)).collect()
}

impl Registry {
    /// The counted events about some ids that stations other than this one wrote and that travel, in a record's order: by
    /// station, epoch, number and hash.
    pub(in crate::office) fn travelling(
        &self,
        ids: &[LearnerId],
        not_of: StationId,
    ) -> Result<Vec<EventNumber>, RegistryError> {
        let sql = format!(
            "SELECT e.id, e.kind FROM event e JOIN epoch p ON p.id = e.epoch
             WHERE e.learner IN ({}) AND e.standing = 0 AND p.station <> ?1
             ORDER BY p.station, p.epoch, e.seq, e.hash",
            marks(2, ids.len())
        );
        let mut rows = Vec::new();
        self.db.each(&sql, &asked(ids, &not_of), |row| {
            rows.extend(travels(row.get(1)?).then_some(EventNumber(row.get(0)?)));
            Ok(true)
        })?;
        Ok(rows)
    }

    /// These events, in this order.
    pub(in crate::office) fn events_in_rows(&self, rows: &[EventNumber]) -> Result<Vec<Event>, RegistryError> {
        let sql = format!("SELECT {COLUMNS}, id FROM event WHERE id IN ({})", marks(1, rows.len()));
        let values: Vec<Value<'_>> = rows.iter().map(|row| row.0.as_value()).collect();
        let read = |row: &Row<'_>| Ok((EventNumber(row.get(6)?), event(row)?));
        let mut found: HashMap<EventNumber, Event> = self.db.all(&sql, &values, read)?.into_iter().collect();
        rows.iter().map(|row| found.remove(row).ok_or_else(|| damaged("event"))).collect()
    }

    /// What a station's counted events say that it took in of records of these ids.
    pub(in crate::office) fn records_taken(
        &self,
        ids: &[LearnerId],
        station: StationId,
    ) -> Result<Vec<Event>, RegistryError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM event WHERE learner IN ({}) AND standing = 0 AND kind = 'record.taken'
               AND epoch IN (SELECT id FROM epoch WHERE station = ?1)",
            marks(2, ids.len())
        );
        self.db.all(&sql, &asked(ids, &station), event)
    }
}
