//! Questions about persons: each in each course, their seat hours, what stands out.

use super::names::Courses;
use super::participation::whole_hours;
use super::{Ground, Made, at_most, first, note};
use crate::model::id::LearnerId;
use crate::model::report::{Asked, Cell, Chart, ChartKind, Column, Kind, Said, Table};
use crate::office::registry::{HintRow, RegistryError};
use crate::office::summaries::hints::KINDS;

const NAME: Column = Column::new("name", Kind::Text);
const NUMBER: Column = Column::new("number", Kind::Text);
const FACILITY: Column = Column::new("facility", Kind::Text);
const HOURS: Column = Column::new("hours", Kind::Hours);
const WAITING: Column = Column::new("hours_waiting", Kind::Hours);
const OVERLAP: Column = Column::new("hours_overlap", Kind::Hours);

impl Ground<'_> {
    /// Each person in each course they have begun.
    pub(super) fn people(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let columns = vec![
            NAME,
            NUMBER,
            FACILITY,
            Column::new("course", Kind::Text),
            Column::new("course_id", Kind::Text),
            HOURS,
            WAITING,
            Column::new("lessons_done", Kind::Count),
            Column::new("lessons_required", Kind::Count),
            Column::new("is_done", Kind::Word),
            Column::new("score_percent", Kind::Permille),
            Column::new("certificate_ids", Kind::Text),
        ];
        let (mut rows, mut people) = (Vec::new(), Vec::new());
        for row in self.registry.course_rows(asked, at_most(asked))? {
            let ids = self.registry.certificate_ids(row.person, &row.course)?;
            people.push(row.learner);
            rows.push(vec![
                Cell::text(row.name),
                Cell::text(row.number),
                Cell::text(self.names.facility(&row.facility)),
                Cell::text(self.names.title(&row.course)),
                Cell::text(row.course),
                Cell::Hours(row.counted_ms),
                Cell::Hours(row.waiting_ms),
                Cell::Count(u64::from(row.lessons.0)),
                Cell::Count(u64::from(row.lessons.1)),
                Cell::Word(if row.is_done { "yes" } else { "no" }),
                row.score_permille.map_or(Cell::Empty, Cell::Permille),
                Cell::text(ids.join(" ")),
            ]);
        }
        let mut notes = if asked.from.or(asked.to).is_some() { vec![note("report-note-cohort")] } else { Vec::new() };
        if asked.rows_max.is_some_and(|most| rows.len() >= most as usize) {
            let all = self.registry.course_rows_count(asked)?;
            notes.extend((all > rows.len() as u64).then(|| first(rows.len() as u64, all)));
        }
        notes.extend(self.common_notes()?);
        Ok(Made { table: Table { columns, rows, total: None }, people, notes, ..Made::default() })
    }

    /// Seat hours: by person; of one person by month and facility.
    pub(super) fn seat_time(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let is_one = asked.person.is_some();
        let mut columns = vec![NAME, NUMBER, FACILITY];
        columns.extend(is_one.then_some(Column::new("month", Kind::Month)));
        columns.extend([HOURS, OVERLAP, WAITING]);
        let found = self.registry.time_rows(asked, at_most(asked))?;
        let (mut sums, mut rows) = ([0_u64; 3], Vec::with_capacity(found.len()));
        let whose: Vec<LearnerId> = found.iter().map(|row| row.learner).collect();
        for row in found {
            let times = [row.counted_ms, row.twice_ms, row.waiting_ms];
            sums.iter_mut().zip(times).for_each(|(sum, ms)| *sum = sum.saturating_add(ms));
            let mut cells =
                vec![Cell::text(row.name), Cell::text(row.number), Cell::text(self.names.facility(&row.facility))];
            cells.extend(is_one.then(|| row.month.map_or(Cell::Empty, Cell::Month)));
            cells.extend(times.map(Cell::Hours));
            rows.push(cells);
        }
        let mut notes = vec![note("report-note-months")];
        let mut people = rows.len() as u64;
        if !is_one && asked.rows_max.is_some_and(|most| rows.len() >= most as usize) {
            let whole = self.registry.measured(crate::office::registry::Measure::Time, None, asked)?;
            let [all, ms, ..] = whole.get("").copied().unwrap_or_default();
            (people, sums[0]) = (all, ms);
            notes.extend((all > rows.len() as u64).then(|| first(rows.len() as u64, all)));
        }
        let is_cut = people > rows.len() as u64;
        let people = if is_one { 1 } else { people };
        let hours = whole_hours(&Cell::Hours(sums[0]));
        let headline =
            Said { key: "report-said-seat-time", values: vec![("people", Cell::Count(people)), ("hours", hours)] };
        let total = (!is_cut).then(|| {
            let mut cells = vec![Cell::Empty; columns.len() - 3];
            cells.extend(sums.map(Cell::Hours));
            cells
        });
        let chart = is_one.then(|| Chart { kind: ChartKind::Lines, label: 3, values: vec![4] });
        notes.extend(self.common_notes()?);
        Ok(Made { headline: Some(headline), table: Table { columns, rows, total }, people: whose, chart, notes })
    }

    /// What stands out.
    pub(super) fn hints(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let columns = vec![
            Column::new("hint", Kind::Word),
            Column::new("measured", Kind::Count),
            NAME,
            NUMBER,
            Column::new("station", Kind::Text),
            FACILITY,
            Column::new("course", Kind::Text),
            Column::new("lesson", Kind::Text),
            Column::new("month", Kind::Month),
        ];
        let mut courses = Courses::new(self.registry);
        let mut rows = Vec::new();
        for row in self.registry.hint_rows(asked)? {
            rows.extend(self.hint(row, &mut courses)?);
        }
        rows.sort();
        let headline = Said { key: "report-said-hints", values: vec![("hints", Cell::Count(rows.len() as u64))] };
        let notes = vec![note("report-note-hints")];
        Ok(Made { headline: Some(headline), table: Table { columns, rows, total: None }, notes, ..Made::default() })
    }

    /// A row of a kind that this program knows.
    fn hint(&self, row: HintRow, courses: &mut Courses<'_>) -> Result<Option<Vec<Cell>>, RegistryError> {
        let Some(kind) = KINDS.into_iter().find(|kind| *kind == row.kind) else { return Ok(None) };
        let station = match row.station {
            Some(id) => self.registry.station(id)?.map_or_else(|| id.to_hex(), |station| station.name),
            None => String::new(),
        };
        let course = if row.course.is_empty() { String::new() } else { self.names.title(&row.course) };
        let lesson = if row.lesson.is_empty() {
            String::new()
        } else {
            self.names.lesson(courses.get(&row.course)?, &row.lesson)
        };
        Ok(Some(vec![
            Cell::Word(kind),
            Cell::Count(row.measured),
            Cell::text(row.name),
            Cell::text(row.number),
            Cell::text(station),
            Cell::text(self.names.facility(&row.facility)),
            Cell::text(course),
            Cell::text(lesson),
            row.month.map_or(Cell::Empty, Cell::Month),
        ]))
    }
}
