//! Questions about stations: which were not heard of, which documents they hold.

use super::{Ground, Made};
use crate::model::report::{Asked, Cell, Chart, ChartKind, Column, Kind, SILENT_DAYS, Said, Table};
use crate::office::registry::{RegistryError, StationRow, StationState};

const STATION: Column = Column::new("station", Kind::Text);
const FACILITY: Column = Column::new("facility", Kind::Text);
const DAY_MS: u64 = 86_400_000;

impl Ground<'_> {
    /// Stations whose files have not come for some days, the longest silence first. Retired ones are not expected.
    pub(super) fn stations(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let columns = vec![
            STATION,
            FACILITY,
            Column::new("state", Kind::Word),
            Column::new("heard", Kind::Moment),
            Column::new("days", Kind::Count),
            Column::new("last_entry", Kind::Moment),
        ];
        let least = u64::from(asked.days.unwrap_or(SILENT_DAYS));
        let heard = self.registry.last_heard()?;
        let expected = self.expected(asked)?;
        let silent = expected.iter().filter_map(|row| {
            let last = heard.get(&row.id).copied();
            let days = self.now.saturating_sub(last.unwrap_or(row.first_seen)) / DAY_MS;
            (days >= least).then_some((days, last, row))
        });
        let mut silent: Vec<_> = silent.collect();
        silent.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.2.name.cmp(&b.2.name)));
        let shown = asked.rows_max.map_or(usize::MAX, |most| most as usize);
        let mut rows = Vec::new();
        for (place, (days, last, row)) in silent.iter().enumerate() {
            // Only what is shown is asked for: each is a look into the log.
            let entry = if place < shown { self.registry.last_entry(row.id)? } else { None };
            rows.push(vec![
                Cell::text(&*row.name),
                Cell::text(self.names.facility(row.facility.as_str())),
                Cell::Word(row.state.as_str()),
                last.map_or(Cell::Empty, Cell::Moment),
                Cell::Count(*days),
                entry.map_or(Cell::Empty, Cell::Moment),
            ]);
        }
        let headline = Said {
            key: "report-said-stations",
            values: vec![
                ("silent", Cell::Count(rows.len() as u64)),
                ("stations", Cell::Count(expected.len() as u64)),
                ("days", Cell::Count(least)),
            ],
        };
        let chart = Some(Chart { kind: ChartKind::Bars, label: 0, values: vec![4] });
        Ok(Made { headline: Some(headline), table: Table { columns, rows, total: None }, chart, ..Made::default() })
    }

    /// Which signed documents stations hold, those furthest behind first. Of a station that never told it nothing is said.
    pub(super) fn documents(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let columns = vec![
            STATION,
            FACILITY,
            Column::new("root", Kind::Count),
            Column::new("catalogue", Kind::Count),
            Column::new("policy", Kind::Count),
            Column::new("behind", Kind::Count),
            Column::new("told", Kind::Moment),
        ];
        let newest = self.trust.catalogue.version;
        let documents = self.registry.station_documents()?;
        let expected = self.expected(asked)?;
        let mut rows = Vec::new();
        for row in &expected {
            let ([root, catalogue, policy], told) = documents.get(&row.id).copied().unwrap_or_default();
            let count = |version: u64| if version == 0 { Cell::Empty } else { Cell::Count(version) };
            let behind = if catalogue == 0 { Cell::Empty } else { Cell::Count(newest.saturating_sub(catalogue)) };
            rows.push(vec![
                Cell::text(&*row.name),
                Cell::text(self.names.facility(row.facility.as_str())),
                count(root),
                count(catalogue),
                count(policy),
                behind,
                told.map_or(Cell::Empty, Cell::Moment),
            ]);
        }
        rows.sort_by(|a, b| b[5].cmp(&a[5]).then_with(|| a[1].cmp(&b[1])).then_with(|| a[0].cmp(&b[0])));
        let untold = rows.iter().filter(|row| row[5] == Cell::Empty).count() as u64;
        let behind = rows.iter().filter(|row| row[5].number().is_some_and(|behind| behind > 0)).count();
        let notes =
            (untold > 0).then(|| Said { key: "report-note-untold", values: vec![("stations", Cell::Count(untold))] });
        let headline = Said {
            key: "report-said-documents",
            values: vec![
                ("behind", Cell::Count(behind as u64)),
                ("stations", Cell::Count(rows.len() as u64 - untold)),
                ("catalogue", Cell::Count(newest)),
            ],
        };
        let notes = notes.into_iter().collect();
        Ok(Made { headline: Some(headline), table: Table { columns, rows, total: None }, notes, ..Made::default() })
    }

    fn expected(&self, asked: &Asked) -> Result<Vec<StationRow>, RegistryError> {
        let is_asked = |row: &StationRow| {
            row.state != StationState::Retired && asked.facility.as_ref().is_none_or(|id| *id == row.facility)
        };
        Ok(self.registry.stations()?.into_iter().filter(is_asked).collect())
    }
}
