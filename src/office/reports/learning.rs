//! Questions about courses: where people stop, hard questions, gains, levels and credentials.

use super::names::Courses;
use super::participation::mean_gain;
use super::{Ground, Made, note};
use crate::model::id::{CourseId, Slug};
use crate::model::report::{Asked, By, Cell, Chart, ChartKind, Column, Kind, Said, Table};
use crate::office::registry::{Measure, RegistryError, SumOf};
use std::collections::BTreeMap;

const COURSE: Column = Column::new("course", Kind::Text);
const LESSON: Column = Column::new("lesson", Kind::Text);
const PEOPLE: Column = Column::new("people", Kind::Count);
const DONE: Column = Column::new("done", Kind::Count);

impl Ground<'_> {
    /// Completion and drop-off by lesson, in the order of the course.
    pub(super) fn lessons(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let columns = vec![
            COURSE,
            LESSON,
            Column::new("reached", Kind::Count),
            Column::new("reached_percent", Kind::Permille),
            DONE,
            Column::new("done_percent", Kind::Permille),
            Column::new("stopped", Kind::Count),
            Column::new("hours", Kind::Hours),
        ];
        let began = self.registry.measured(Measure::Began, Some(By::Course), asked)?;
        let mut by_course: BTreeMap<String, Vec<(String, [u64; 4])>> = BTreeMap::new();
        for (key, sums) in self.registry.sums(SumOf::Lessons, asked)? {
            if let [course, lesson] = key.as_slice() {
                by_course.entry(course.clone()).or_default().push((lesson.clone(), sums));
            }
        }
        let mut courses = Courses::new(self.registry);
        let mut rows = Vec::new();
        for (id, mut lessons) in by_course {
            let course = courses.get(&id)?;
            let place = |lesson: &String| {
                course.and_then(|course| course.lessons().position(|known| known.id.as_str() == lesson))
            };
            lessons.sort_by_key(|(lesson, _)| place(lesson).unwrap_or(usize::MAX));
            let all = began.get(&id).map_or(0, |numbers| numbers[0]);
            for (lesson, [people, done, stopped, ms]) in lessons {
                rows.push(vec![
                    Cell::text(self.names.title(&id)),
                    Cell::text(self.names.lesson(course, &lesson)),
                    Cell::Count(people),
                    Cell::share(people, all),
                    Cell::Count(done),
                    Cell::share(done, all),
                    Cell::Count(stopped),
                    Cell::Hours(ms),
                ]);
            }
        }
        let chart = Some(Chart { kind: ChartKind::Bars, label: 1, values: vec![2, 4] });
        let mut notes = if asked.from.or(asked.to).is_some() { vec![note("report-note-cohort")] } else { Vec::new() };
        notes.extend(asked.facility.is_some().then(|| note("report-note-cohort-place")));
        notes.extend(self.common_notes()?);
        Ok(Made { table: Table { columns, rows, total: None }, chart, notes, ..Made::default() })
    }

    /// Quiz questions, the hardest first.
    pub(super) fn questions(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let columns = vec![
            COURSE,
            LESSON,
            Column::new("question_id", Kind::Text),
            Column::new("question", Kind::Text),
            Column::new("tries", Kind::Count),
            Column::new("right", Kind::Count),
            Column::new("right_percent", Kind::Permille),
            Column::new("seconds", Kind::Count),
        ];
        let mut found = self.registry.sums(SumOf::Questions, asked)?;
        // The smaller share first; of equal ones what was asked more often.
        found.sort_by(|(_, a), (_, b)| {
            let (one, other) = (u128::from(a[1]) * u128::from(b[0]), u128::from(b[1]) * u128::from(a[0]));
            one.cmp(&other).then(b[0].cmp(&a[0]))
        });
        let mut courses = Courses::new(self.registry);
        let mut rows = Vec::new();
        for (key, [tries, right, ms, _]) in found {
            let [course, lesson, question, rev] = key.as_slice() else { continue };
            let known = courses.get(course)?;
            rows.push(vec![
                Cell::text(self.names.title(course)),
                Cell::text(self.names.lesson(known, lesson)),
                Cell::text(format!("{question} r{rev}")),
                Cell::text(self.names.prompt(known, lesson, question, rev).unwrap_or_default()),
                Cell::Count(tries),
                Cell::Count(right),
                Cell::share(right, tries),
                (ms / 1000).checked_div(tries).map_or(Cell::Empty, Cell::Count),
            ]);
        }
        let chart = Some(Chart { kind: ChartKind::Bars, label: 2, values: vec![6] });
        Ok(Made {
            headline: None,
            chart,
            table: Table { columns, rows, total: None },
            notes: vec![note("report-note-months")],
            ..Made::default()
        })
    }

    /// Scores before and after.
    pub(super) fn gain(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let columns = vec![
            COURSE,
            LESSON,
            PEOPLE,
            Column::new("before_percent", Kind::Permille),
            Column::new("after_percent", Kind::Permille),
            Column::new("gain_points", Kind::Points),
            Column::new("better", Kind::Count),
        ];
        let mut courses = Courses::new(self.registry);
        let (mut rows, mut all) = (Vec::new(), [0; 4]);
        let numbers = |[people, before, after, better]: [u64; 4]| {
            let mean = |sum: u64| sum.checked_div(people).and_then(|mean| u32::try_from(mean).ok());
            let permille = |sum| mean(sum).map_or(Cell::Empty, Cell::Permille);
            [
                Cell::Count(people),
                permille(before),
                permille(after),
                mean_gain(people, before, after),
                Cell::Count(better),
            ]
        };
        for (key, sums) in self.registry.sums(SumOf::Gains, asked)? {
            let [course, _, after] = key.as_slice() else { continue };
            let mut row = vec![Cell::text(self.names.title(course))];
            row.push(Cell::text(self.names.lesson(courses.get(course)?, after)));
            row.extend(numbers(sums));
            rows.push(row);
            all.iter_mut().zip(sums).for_each(|(sum, more)| *sum += more);
        }
        let headline = Said {
            key: "report-said-gain",
            values: vec![("people", Cell::Count(all[0])), ("better", Cell::Count(all[3]))],
        };
        let total = [Cell::Empty, Cell::Empty].into_iter().chain(numbers(all)).collect();
        Ok(Made {
            headline: Some(headline),
            chart: Some(Chart { kind: ChartKind::Bars, label: 0, values: vec![3, 4] }),
            table: Table { columns, rows, total: Some(total) },
            notes: vec![note("report-note-months")],
            ..Made::default()
        })
    }

    /// Levels of programmes that people reached.
    pub(super) fn levels(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let columns = vec![
            Column::new("programme", Kind::Text),
            Column::new("level", Kind::Text),
            PEOPLE,
            Column::new("level_percent", Kind::Permille),
        ];
        let (found, took_part) = self.registry.level_rows(asked)?;
        let programmes: BTreeMap<CourseId, _> =
            self.registry.programmes()?.into_iter().map(|one| (one.id.as_target(), one)).collect();
        let is_wanted = |id: &CourseId| asked.programme.as_ref().is_none_or(|wanted| wanted == id);
        let mut rows = Vec::new();
        for (id, programme) in programmes.iter().filter(|(id, _)| is_wanted(id)) {
            let all = took_part.get(id.as_str()).copied().unwrap_or(0);
            for level in &programme.levels {
                let of = |(of, name, _): &&(CourseId, String, u64)| of == id && name == level.id.as_str();
                let people = found.iter().find(of).map_or(0, |(.., people)| *people);
                rows.push(vec![
                    Cell::text(self.names.title(id.as_str())),
                    Cell::text(self.names.of(&level.title, programme.first_language())),
                    Cell::Count(people),
                    Cell::share(people, all),
                ]);
            }
        }
        let chart = Some(Chart { kind: ChartKind::Bars, label: 1, values: vec![2] });
        let notes = vec![note("report-note-months")];
        Ok(Made { table: Table { columns, rows, total: None }, chart, notes, ..Made::default() })
    }

    /// This office's certificates, and what people earned elsewhere.
    pub(super) fn credentials(&self, asked: &Asked) -> Result<Made, RegistryError> {
        let columns = vec![
            Column::new("issuer", Kind::Text),
            Column::new("credential", Kind::Text),
            PEOPLE,
            Column::new("credentials", Kind::Count),
            Column::new("taken_back", Kind::Count),
        ];
        let mut courses = Courses::new(self.registry);
        let mut rows = Vec::new();
        for (course, cert, [people, given, back]) in self.registry.certificate_rows(asked)? {
            let title = match (courses.get(&course)?, Slug::parse(&cert)) {
                (Some(known), Ok(id)) => known
                    .certificate(&id)
                    .map_or_else(|| cert.clone(), |it| self.names.of(&it.title, known.first_language())),
                _ => format!("{}: {cert}", self.names.title(&course)),
            };
            rows.push(row_of(&self.names.office, &title, [people, given, back]));
        }
        for (issuer, name, numbers) in self.registry.credential_rows(asked)? {
            rows.push(row_of(&issuer, &name, numbers));
        }
        let chart = Some(Chart { kind: ChartKind::Bars, label: 1, values: vec![3] });
        let notes = vec![note("report-note-months")];
        Ok(Made { table: Table { columns, rows, total: None }, chart, notes, ..Made::default() })
    }
}

fn row_of(issuer: &str, name: &str, [people, given, back]: [u64; 3]) -> Vec<Cell> {
    vec![Cell::text(issuer), Cell::text(name), Cell::Count(people), Cell::Count(given), Cell::Count(back)]
}
