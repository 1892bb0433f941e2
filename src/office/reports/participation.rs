//! Participation and outcomes: people, hours, courses, certificates, scores and gains by whatever they are grouped by.

use super::{Ground, Made, note};
use crate::model::report::{Asked, By, Cell, Chart, ChartKind, Column, Kind, Month, Said, Table};
use crate::office::registry::{Group, Measure, RegistryError};
use std::collections::BTreeSet;

const PEOPLE: Column = Column::new("people", Kind::Count);
const HOURS: Column = Column::new("hours", Kind::Hours);
const BEGAN: Column = Column::new("began", Kind::Count);
const DONE: Column = Column::new("done", Kind::Count);
const CERTIFICATES: Column = Column::new("certificates", Kind::Count);

/// Everything counted by one grouping.
struct Counted {
    time: Group,
    began: Group,
    done: Group,
    certificates: Group,
    gain: Group,
}

impl Counted {
    fn read(ground: &Ground<'_>, by: Option<By>, asked: &Asked) -> Result<Self, RegistryError> {
        let of = |measure| ground.registry.measured(measure, by, asked);
        Ok(Self {
            time: of(Measure::Time)?,
            began: of(Measure::Began)?,
            done: of(Measure::Done)?,
            certificates: of(Measure::Certificates)?,
            gain: of(Measure::Gain)?,
        })
    }

    fn names(&self) -> BTreeSet<&String> {
        let all = [&self.time, &self.began, &self.done, &self.certificates];
        all.into_iter().flat_map(Group::keys).collect()
    }

    fn at(group: &Group, name: &str) -> [u64; 4] {
        group.get(name).copied().unwrap_or_default()
    }

    /// People, hours, begun, done, certificates.
    fn participation(&self, name: &str) -> Vec<Cell> {
        let [people, ms, ..] = Self::at(&self.time, name);
        vec![
            Cell::Count(people),
            Cell::Hours(ms),
            Cell::Count(Self::at(&self.began, name)[1]),
            Cell::Count(Self::at(&self.done, name)[1]),
            Cell::Count(Self::at(&self.certificates, name)[1]),
        ]
    }

    /// People, begun, done, done in ‰, hours, score, gain, certificates.
    fn outcomes(&self, name: &str) -> Vec<Cell> {
        let [people, ms, ..] = Self::at(&self.time, name);
        let [_, began, scores, scored] = Self::at(&self.began, name);
        let done = Self::at(&self.done, name)[1];
        let [both, before, after, _] = Self::at(&self.gain, name);
        let score = scores.checked_div(scored).and_then(|mean| u32::try_from(mean).ok());
        vec![
            Cell::Count(people),
            Cell::Count(began),
            Cell::Count(done),
            Cell::share(done, began),
            Cell::Hours(ms),
            score.map_or(Cell::Empty, Cell::Permille),
            mean_gain(both, before, after),
            Cell::Count(Self::at(&self.certificates, name)[1]),
        ]
    }
}

/// The mean difference of two scores; empty where nobody took both quizzes.
pub(super) fn mean_gain(both: u64, before: u64, after: u64) -> Cell {
    let signed = |sum: u64| i64::try_from(sum).unwrap_or(i64::MAX);
    let mean = (signed(after) - signed(before)).checked_div(signed(both));
    mean.and_then(|mean| i32::try_from(mean).ok()).map_or(Cell::Empty, Cell::Points)
}

impl Ground<'_> {
    /// The line funders quote, and the same by facility, course, programme, partner or month.
    pub(super) fn participation(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let by = asked.by.unwrap_or(By::Facility);
        let (counted, whole) = (Counted::read(self, Some(by), asked)?, Counted::read(self, None, asked)?);
        let columns = vec![head(by), PEOPLE, HOURS, BEGAN, DONE, CERTIFICATES];
        let total = whole.participation("");
        let headline = Said {
            key: "report-said-participation",
            values: vec![
                ("people", total[0].clone()),
                ("hours", whole_hours(&total[1])),
                ("certificates", total[4].clone()),
            ],
        };
        let rows = self.rows(by, &counted, Counted::participation);
        Ok(Made {
            headline: Some(headline),
            chart: Some(Chart { kind: chart(by), label: 0, values: vec![if by == By::Month { 2 } else { 1 }] }),
            table: Table { columns, rows, total: Some(with_all(total)) },
            notes: self.notes(by)?,
            ..Made::default()
        })
    }

    /// What came of it.
    pub(super) fn outcomes(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let by = asked.by.unwrap_or(By::Partner);
        let (counted, whole) = (Counted::read(self, Some(by), asked)?, Counted::read(self, None, asked)?);
        let columns = vec![
            head(by),
            PEOPLE,
            BEGAN,
            DONE,
            Column::new("done_percent", Kind::Permille),
            HOURS,
            Column::new("score_percent", Kind::Permille),
            Column::new("gain_points", Kind::Points),
            CERTIFICATES,
        ];
        let total = whole.outcomes("");
        let headline =
            Said { key: "report-said-outcomes", values: vec![("began", total[1].clone()), ("done", total[2].clone())] };
        Ok(Made {
            headline: Some(headline),
            chart: Some(Chart { kind: ChartKind::Bars, label: 0, values: vec![2, 3] }),
            table: Table { columns, rows: self.rows(by, &counted, Counted::outcomes), total: Some(with_all(total)) },
            notes: self.notes(by)?,
            ..Made::default()
        })
    }

    /// A row for each group, by name; months in their order.
    fn rows(&self, by: By, counted: &Counted, row: fn(&Counted, &str) -> Vec<Cell>) -> Vec<Vec<Cell>> {
        let mut rows: Vec<Vec<Cell>> = counted
            .names()
            .into_iter()
            .map(|name| std::iter::once(self.group(by, name)).chain(row(counted, name)).collect())
            .collect();
        rows.sort_by(|a, b| a[0].cmp(&b[0]));
        rows
    }

    fn group(&self, by: By, name: &str) -> Cell {
        match by {
            By::Facility => Cell::text(self.names.facility(name)),
            By::Course | By::Programme => Cell::text(self.names.title(name)),
            By::Partner => Cell::text(name),
            By::Month => name.parse().ok().and_then(Month::from_number).map_or(Cell::Empty, Cell::Month),
        }
    }

    fn notes(&self, by: By) -> Result<Vec<Said>, RegistryError> {
        let keys = ["report-note-once", "report-note-months", "report-note-begun", "report-note-done"];
        let mut notes = keys.map(note).to_vec();
        if by == By::Month {
            notes.retain(|note| note.key != "report-note-months");
        }
        notes.extend(self.common_notes()?);
        Ok(notes)
    }

    /// What limits every count.
    pub(super) fn common_notes(&self) -> Result<Vec<Said>, RegistryError> {
        let mut notes = Vec::new();
        if self.registry.waiting_ms()? > 0 {
            notes.push(note("report-note-waiting"));
        }
        let unknown = self.registry.unknown_courses()?;
        if unknown > 0 {
            notes.push(Said { key: "report-note-unknown", values: vec![("courses", Cell::Count(unknown))] });
        }
        Ok(notes)
    }
}

fn head(by: By) -> Column {
    match by {
        By::Facility => Column::new("facility", Kind::Text),
        By::Course => Column::new("course", Kind::Text),
        By::Programme => Column::new("programme", Kind::Text),
        By::Partner => Column::new("partner", Kind::Text),
        By::Month => Column::new("month", Kind::Month),
    }
}

fn chart(by: By) -> ChartKind {
    if by == By::Month { ChartKind::Lines } else { ChartKind::Bars }
}

/// The last row's own name is left to whoever shows it.
fn with_all(cells: Vec<Cell>) -> Vec<Cell> {
    std::iter::once(Cell::Empty).chain(cells).collect()
}

/// Whole hours, to be quoted.
pub(super) fn whole_hours(cell: &Cell) -> Cell {
    if let Cell::Hours(ms) = cell { Cell::Count(ms / 3_600_000) } else { cell.clone() }
}
