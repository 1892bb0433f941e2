//! The events that go with a person to another station: which they are, and, a few at a time, what they say. A life's log
//! need not fit in memory.

use super::db::{AsValue, Row, Value, marks};
use super::events::{COLUMNS, event};
use super::{Registry, RegistryError, damaged};
use crate::format::record::travels;
use crate::model::event::Event;
use crate::model::id::{Hash, LearnerId, StationId};
use std::collections::HashMap;

/// Where an event stands: its epoch's row and its number; and its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::office) struct EventPlace(i64, u64, Hash);

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
    ) -> Result<Vec<EventPlace>, RegistryError> {
        let sql = format!(
            "SELECT e.epoch, e.seq, e.hash, e.kind FROM event e JOIN epoch p ON p.id = e.epoch
             WHERE e.learner IN ({}) AND e.standing = 0 AND p.station <> ?1
             ORDER BY p.station, p.epoch, e.seq, e.hash",
            marks(2, ids.len())
        );
        let mut rows = Vec::new();
        self.db.each(&sql, &asked(ids, &not_of), |row| {
            rows.extend(travels(row.get(3)?).then_some(EventPlace(row.get(0)?, row.get(1)?, row.get(2)?)));
            Ok(true)
        })?;
        Ok(rows)
    }

    /// These events, in this order.
    pub(in crate::office) fn events_in(&self, places: &[EventPlace]) -> Result<Vec<Event>, RegistryError> {
        let asked: Vec<String> = (0..places.len())
            .map(|n| format!("(CAST(?{} AS BIGINT), CAST(?{} AS BIGINT))", 2 * n + 1, 2 * n + 2))
            .collect();
        let sql = format!(
            "WITH asked(epoch, seq) AS (VALUES {}) SELECT {COLUMNS} FROM asked
               JOIN event ON event.epoch = asked.epoch AND event.seq = asked.seq",
            asked.join(", ")
        );
        let values: Vec<Value<'_>> = places.iter().flat_map(|at| [at.0.as_value(), at.1.as_value()]).collect();
        // Of a station that forked, a place may hold another event too.
        let read = |row: &Row<'_>| Ok((row.get(0)?, event(row)?));
        let mut found: HashMap<Hash, Event> = self.db.all(&sql, &values, read)?.into_iter().collect();
        places.iter().map(|at| found.remove(&at.2).ok_or_else(|| damaged("event"))).collect()
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
