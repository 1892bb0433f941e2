//! The evidence behind one person's hours: every stretch, out of the events themselves.

use super::names::Courses;
use super::{Ground, Made, note};
use crate::model::event::Event;
use crate::model::id::{Hash, StationId};
use crate::model::progress::{Evidence, LearnerFold, Told};
use crate::model::report::{Asked, Cell, Column, Kind, Month, Said, Table};
use crate::office::aliases::Aliases;
use crate::office::issue::official_date;
use crate::office::registry::RegistryError;
use crate::text::day_of;
use std::collections::{BTreeMap, HashSet};

impl Ground<'_> {
    /// Every stretch that one person's hours are made of; nothing without a person.
    pub(super) fn evidence(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let columns = vec![
            Column::new("from", Kind::Moment),
            Column::new("to", Kind::Moment),
            Column::new("course", Kind::Text),
            Column::new("lesson", Kind::Text),
            Column::new("what", Kind::Word),
            Column::new("station", Kind::Text),
            Column::new("facility", Kind::Text),
            Column::new("hours_told", Kind::Hours),
            Column::new("hours_counted", Kind::Hours),
            Column::new("doubt", Kind::Word),
            Column::new("event", Kind::Text),
        ];
        let Some(person) = asked.person else {
            return Ok(Made { table: Table { columns, rows: Vec::new(), total: None }, ..Made::default() });
        };
        let events = Aliases::read(self.registry)?.events(self.registry, person)?;
        let wrong_clock: HashSet<Hash> = events
            .iter()
            .filter(|(event, opened)| official_date(event, *opened).1)
            .map(|(event, _)| event.hash)
            .collect();
        let events: Vec<&Event> = events.iter().map(|(event, _)| event).collect();
        let held = self.registry.held_epochs()?;
        let fold = LearnerFold::of(events.iter().copied());
        let stations: BTreeMap<StationId, (String, String)> = self
            .registry
            .stations()?
            .into_iter()
            .map(|row| (row.id, (row.name, self.names.facility(row.facility.as_str()))))
            .collect();
        let mut courses = Courses::new(self.registry);
        let (mut rows, mut sums) = (Vec::new(), [0_u64; 2]);
        for it in fold.evidence(events.iter().copied(), &held) {
            if !self.is_in_period(asked, it.wall[1]) {
                continue;
            }
            sums[0] = sums[0].saturating_add(it.told_ms);
            sums[1] = sums[1].saturating_add(it.counted_ms);
            let (station, facility) = stations.get(&it.station).cloned().unwrap_or_default();
            let lesson = self.names.lesson(courses.get(it.at.course.as_str())?, it.at.lesson.as_str());
            rows.push(vec![
                Cell::Moment(it.wall[0]),
                Cell::Moment(it.wall[1]),
                Cell::text(self.names.title(it.at.course.as_str())),
                Cell::text(lesson),
                Cell::Word(if it.told == Told::Span { "span" } else { "answer" }),
                Cell::text(station),
                Cell::text(facility),
                Cell::Hours(it.told_ms),
                Cell::Hours(it.counted_ms),
                doubt(&it, wrong_clock.contains(&it.event)),
                Cell::text(it.event.to_hex()),
            ]);
        }
        let mut total = vec![Cell::Empty; columns.len()];
        (total[7], total[8]) = (Cell::Hours(sums[0]), Cell::Hours(sums[1]));
        let headline = Said {
            key: "report-said-evidence",
            values: vec![
                ("name", Cell::text(self.registry.summarised_name(person)?.unwrap_or_default().0)),
                ("hours", Cell::Hours(sums[1])),
                ("told", Cell::Hours(sums[0])),
            ],
        };
        let table = Table { columns, rows, total: Some(total) };
        Ok(Made { headline: Some(headline), table, notes: vec![note("report-note-evidence")], ..Made::default() })
    }

    /// Whether the month of an instant is asked for.
    fn is_in_period(&self, asked: &Asked, wall_ms: u64) -> bool {
        let month = Month::of(day_of(wall_ms, &self.zone));
        asked.from.is_none_or(|from| month >= from) && asked.to.is_none_or(|to| month <= to)
    }
}

fn doubt(it: &Evidence, is_clock_wrong: bool) -> Cell {
    if it.waiting_ms > 0 {
        Cell::Word("waiting")
    } else if it.twice_ms > 0 {
        Cell::Word("told-twice")
    } else if is_clock_wrong {
        Cell::Word("clock-doubt")
    } else {
        Cell::Empty
    }
}
