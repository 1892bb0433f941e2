//! `report QUESTION`: the questions an office answers, in words, as CSV, PDF or JSON.

use super::desk::{Desk, Done, shown};
use clap::{Args, ValueEnum};
use foothold::model::id::{CourseId, LearnerId, Slug};
use foothold::model::problem::{Code, Problem};
use foothold::model::report::{Answer, Asked, By, Cell, Month, Question, Table};
use foothold::model::sheet::LETTER;
use foothold::office::home::{Reader, write_file};
use foothold::office::registry::Registry;
use foothold::office::reports::{self, csv, paper, said};
use foothold::office::{aliases, documents, people, summaries};
use foothold::system::stop_on_ctrl_c;
use foothold::text::{Words, zone};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;

#[derive(Args)]
pub struct Report {
    /// The question: participation, outcomes, people, lessons, questions, gain, seat-time, evidence, levels,
    /// credentials, stations, documents, hints.
    #[arg(default_value = "people", value_parser = question)]
    question: Question,
    /// The first month, as 2026-01.
    #[arg(long)]
    from: Option<Month>,
    /// The last month, itself included.
    #[arg(long)]
    to: Option<Month>,
    /// Only this facility, by its short name.
    #[arg(long)]
    facility: Option<Slug>,
    /// Only this course, by its id.
    #[arg(long)]
    course: Option<CourseId>,
    /// Only the courses of this programme, by its id.
    #[arg(long)]
    programme: Option<CourseId>,
    /// How the rows are grouped: facility, course, programme, partner, month.
    #[arg(long, value_parser = by)]
    by: Option<By>,
    /// Only this person: a number, a name, or the beginning of an id (8 digits).
    #[arg(long)]
    person: Option<String>,
    /// Stations not heard of for so many days. Default: 14.
    #[arg(long)]
    days: Option<u32>,
    /// At most so many rows.
    #[arg(long)]
    rows: Option<u32>,
    /// Write it as CSV, which any spreadsheet opens.
    #[arg(long, short = 'o', visible_alias = "out", value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Write it as PDF.
    #[arg(long, value_name = "FILE")]
    pdf: Option<PathBuf>,
    /// The paper of the PDF.
    #[arg(long, value_enum, default_value = "letter")]
    paper: Paper,
    /// The language of words and PDF, en or es. Default: the office's.
    #[arg(long)]
    lang: Option<String>,
    /// Tell what each column means instead of answering.
    #[arg(long)]
    columns: bool,
    /// First make the summaries again from nothing.
    #[arg(long)]
    rebuild: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Paper {
    Letter,
    A4,
}

impl Paper {
    fn size(self) -> (f32, f32) {
        match self {
            Self::Letter => LETTER,
            Self::A4 => (210.0, 297.0),
        }
    }
}

fn question(word: &str) -> Result<Question, String> {
    let all = || Question::ALL.map(Question::as_str).join(", ");
    Question::parse(word).ok_or_else(|| format!("the questions are {}", all()))
}

fn by(word: &str) -> Result<By, String> {
    By::parse(word).ok_or_else(|| format!("rows are grouped by {}", By::ALL.map(By::as_str).join(", ")))
}

impl Report {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let config = desk.home.config()?;
        let zone = zone(&config.tz);
        let words = self.lang.as_deref().map_or_else(|| desk.words(), Words::for_tag);
        let mut registry = desk.registry()?;
        let stop = stop_on_ctrl_c(); // what is counted by then stays counted
        let mut told = 0;
        let mut on_step = |done: u64, all: u64| {
            if all > 0 && done * 20 / all > told {
                told = done * 20 / all;
                desk.step(&format!("counting: {done} of {all}"));
            }
            !stop.load(Ordering::Relaxed)
        };
        if self.rebuild {
            summaries::rebuild(&mut registry, &config.tz, &mut on_step)?;
        }
        if self.columns {
            return columns(desk, &mut registry, &words);
        }
        let asked = self.asked(&registry)?;
        let lang = Some(words.language().tag());
        let answer = reports::ask_in(&desk.home, &mut registry, self.question, &asked, (desk.now(), lang), on_step)?;
        let mut text = said::lines(&answer, &words, &zone);
        if self.question == Question::Evidence && asked.person.is_none() {
            return Err(Problem::new(Code::PersonUnknown).with("person", ""));
        }
        let mut files = Vec::new();
        if let Some(path) = &self.csv {
            write_csv(path, &answer.table, &zone)?;
            files.push(path);
        }
        if let Some(path) = &self.pdf {
            let head = Self::head(desk)?;
            let pdf = paper::pdf(&answer, &head, &words, &zone, self.paper.size())?;
            write_file(path, &pdf, Reader::Owner)?;
            files.push(path);
        }
        if !files.is_empty() {
            let names: Vec<String> = files.iter().map(|path| shown(path)).collect();
            let rows = answer.table.rows.len();
            text = format!("{rows} rows in {}. It may name people: keep it safe.", names.join(" and "));
        }
        Ok(Done::new(text, data(&answer, &words, &zone)))
    }

    fn asked(&self, registry: &Registry) -> Result<Asked, Problem> {
        let person = self.person.as_ref().map(|asked| person(registry, asked)).transpose()?;
        Ok(Asked {
            from: self.from,
            to: self.to,
            facility: self.facility.clone(),
            course: self.course.clone(),
            programme: self.programme.clone(),
            by: self.by,
            person,
            days: self.days,
            rows_max: self.rows,
        })
    }

    /// What stands at the head of the paper.
    fn head(desk: &Desk) -> Result<paper::Head, Problem> {
        let config = desk.home.config()?;
        let trust = documents::read(&desk.home)?;
        let office = trust.root.office(&config.office).map(|office| office.name.clone()).unwrap_or_default();
        Ok(paper::Head { office, made: desk.now() })
    }
}

fn person(registry: &Registry, asked: &str) -> Result<LearnerId, Problem> {
    let all = people::all(registry)?;
    Ok(aliases::find(&all, asked)?.learner)
}

/// Writes a table as CSV that only its owner reads.
pub fn write_csv(path: &Path, table: &Table, zone: &TimeZone) -> Result<(), Problem> {
    write_file(path, &csv::of(table, zone), Reader::Owner)
}

/// The answer for programs: one object a row, by column; hours in ms, shares in ‰.
fn data(answer: &Answer, words: &Words, zone: &TimeZone) -> Value {
    let object = |row: &Vec<Cell>| -> Value {
        let cells = answer.table.columns.iter().zip(row).map(|(column, cell)| (column.key.to_owned(), cell.value()));
        Value::Object(cells.collect())
    };
    json!({"question": answer.question.as_str(),
        "from": answer.asked.from.map(|month| month.to_string()),
        "to": answer.asked.to.map(|month| month.to_string()),
        "headline": answer.headline.as_ref().map(|said| said::sentence(said, words, zone)),
        "rows": answer.table.rows.iter().map(object).collect::<Vec<_>>(),
        "total": answer.table.total.as_ref().map(object),
        "notes": answer.notes.iter().map(|said| said::sentence(said, words, zone)).collect::<Vec<_>>()})
}

/// What every column of every question means.
fn columns(desk: &Desk, registry: &mut Registry, words: &Words) -> Result<Done, Problem> {
    let mut text = String::new();
    let mut all = Vec::new();
    for question in Question::ALL {
        let answer = reports::ask(&desk.home, registry, question, &Asked::default(), desk.now(), |_, _| true)?;
        text.push_str(&format!(
            "## {} ({})\n{}\n",
            words.get(&question.title()),
            question.as_str(),
            words.get(&question.about())
        ));
        let mut rows = Vec::new();
        for column in &answer.table.columns {
            let (head, about) = (words.get(&column.head()), words.get(&column.about()));
            text.push_str(&format!("- `{}` ({head}): {about}\n", column.key));
            rows.push(json!({"key": column.key, "head": head, "about": about}));
        }
        text.push('\n');
        all.push(json!({"question": question.as_str(), "columns": rows}));
    }
    Ok(Done::new(text, json!({"questions": all})))
}
