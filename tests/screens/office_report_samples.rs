//! Answers to the office's questions, as its registry might give them.

use super::office_samples::NOW_MS;
use super::samples;
use foothold::model::id::LearnerId;
use foothold::model::report::{Answer, Asked, By, Cell, Chart, ChartKind, Column, Kind, Month, Question, Said, Table};
use foothold::worker::office::view::ChoicesView;

pub fn choices() -> ChoicesView {
    ChoicesView {
        courses: vec![
            (samples::course_id("work"), "Looking for work".into()),
            (samples::course_id("money"), "Money basics, for people who begin anew".into()),
        ],
        programmes: vec![(samples::course_id("way"), "The way back".into())],
    }
}

fn month(text: &str) -> Month {
    Month::parse(text).expect("a month")
}

/// Rows of fifteen places, or of thirty months.
fn participation(by: By) -> (Table, ChartKind) {
    let columns = [("people", Kind::Count), ("hours", Kind::Hours), ("certificates", Kind::Count)];
    let columns = columns.map(|(key, kind)| Column::new(key, kind));
    let numbers = |n: u64| [Cell::Count(n * 3), Cell::Hours(n * 9_000_000), Cell::Count(n)];
    let of = |first: Column, rows: Vec<Cell>| {
        let row = |(n, cell): (usize, Cell)| std::iter::once(cell).chain(numbers(n as u64 + 1)).collect();
        Table {
            columns: std::iter::once(first).chain(columns).collect(),
            rows: rows.into_iter().enumerate().map(row).collect(),
            total: Some(std::iter::once(Cell::Empty).chain(numbers(100)).collect()),
        }
    };
    if by == By::Month {
        let months = (0..30).filter_map(|n| Month::from_number(202_401 + n / 12 * 100 + n % 12)).map(Cell::Month);
        return (of(Column::new("month", Kind::Month), months.collect()), ChartKind::Lines);
    }
    let places = (1..=15).map(|n| Cell::text(format!("Northern Correctional Facility {n}")));
    (of(Column::new("facility", Kind::Text), places.collect()), ChartKind::Bars)
}

fn seat_time(asked: &Asked) -> (Table, Vec<LearnerId>) {
    let mut columns =
        vec![Column::new("name", Kind::Text), Column::new("number", Kind::Text), Column::new("facility", Kind::Text)];
    columns.extend(asked.person.map(|_| Column::new("month", Kind::Month)));
    columns.extend(["hours", "hours_overlap", "hours_waiting"].map(|key| Column::new(key, Kind::Hours)));
    let row = |name: &str, number: &str| {
        let mut row = vec![Cell::text(name), Cell::text(number), Cell::text("North Facility")];
        row.extend(asked.person.map(|_| Cell::Month(month("2026-10"))));
        row.extend([23_400_000, 0, 3_600_000].map(Cell::Hours));
        row
    };
    let rows = match asked.person {
        Some(_) => vec![row("Ana María Ruiz", "4711")],
        None => vec![row("Ana María Ruiz", "4711"), row("Ben Ode", "4712")],
    };
    let people = (1..=rows.len() as u128).map(samples::learner_id).collect();
    (Table { columns, rows, total: None }, people)
}

fn evidence() -> Table {
    let columns = [
        ("from", Kind::Moment),
        ("to", Kind::Moment),
        ("course", Kind::Text),
        ("lesson", Kind::Text),
        ("what", Kind::Word),
        ("station", Kind::Text),
        ("facility", Kind::Text),
        ("hours_told", Kind::Hours),
        ("hours_counted", Kind::Hours),
        ("doubt", Kind::Word),
        ("event", Kind::Text),
    ];
    let row = |n: u64| {
        vec![
            Cell::Moment(NOW_MS + n * 3_600_000),
            Cell::Moment(NOW_MS + n * 3_600_000 + 1_800_000),
            Cell::text("Looking for work"),
            Cell::text("Your record"),
            Cell::Word("span"),
            Cell::text("Room 1"),
            Cell::text("North Facility"),
            Cell::Hours(1_800_000),
            Cell::Hours(1_800_000),
            if n == 2 { Cell::Word("clock-doubt") } else { Cell::Empty },
            Cell::text("7f".repeat(32)),
        ]
    };
    Table {
        columns: columns.map(|(key, kind)| Column::new(key, kind)).to_vec(),
        rows: (0..8).map(row).collect(),
        total: None,
    }
}

pub fn answer(question: Question, asked: &Asked) -> Answer {
    let asked = asked.of(question);
    let said = |key: &'static str, values: &[(&'static str, u64)]| Said {
        key,
        values: values.iter().map(|(name, value)| (*name, Cell::Count(*value))).collect(),
    };
    let (mut table, mut people, mut chart, mut headline) = (Table::default(), Vec::new(), None, None);
    match question {
        Question::Participation => {
            let (rows, kind) = participation(asked.by.unwrap_or(By::Facility));
            table = rows;
            chart = Some(Chart { kind, label: 0, values: vec![1] });
            let values = [("people", 300), ("hours", 250), ("certificates", 100)];
            headline = Some(said("report-said-participation", &values));
        }
        Question::SeatTime => {
            (table, people) = seat_time(&asked);
            headline = Some(said("report-said-seat-time", &[("people", 2), ("hours", 13)]));
        }
        Question::Evidence if asked.person.is_some() => table = evidence(),
        Question::Outcomes => {
            let columns = [("partner", Kind::Text), ("began", Kind::Count), ("done", Kind::Count)];
            let row = |name: &str, n| vec![Cell::text(name), Cell::Count(2 * n), Cell::Count(n)];
            table = Table {
                columns: columns.map(|(key, kind)| Column::new(key, kind)).to_vec(),
                rows: vec![row("The Workshop", 4), row("The College of the Northern Counties", 7)],
                total: None,
            };
            chart = Some(Chart { kind: ChartKind::Bars, label: 0, values: vec![1, 2] });
        }
        _ => {}
    }
    let notes = vec![said("report-note-once", &[]), said("report-note-months", &[])];
    Answer { question, asked, filters: Vec::new(), headline, table, people, chart, notes }
}
