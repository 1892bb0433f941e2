//! The questions an office answers, each as one [`Answer`]: for the window, paper, CSV and programs alike.
//!
//! Nothing is counted here that is not counted in the summaries, which are brought up to date first; but the evidence
//! behind one person's hours comes straight from the events.

pub mod csv;
pub mod decisions;
mod evidence;
mod learning;
pub mod lists;
mod names;
pub mod paper;
mod participation;
mod people;
pub mod said;
mod stations;

use super::documents;
use super::home::OfficeHome;
use super::registry::{Registry, RegistryError};
use super::summaries;
use crate::format::trust::Trust;
use crate::model::id::{Lang, LearnerId};
use crate::model::problem::Problem;
use crate::model::report::{Answer, Asked, Cell, Chart, Question, Said, Table};
use crate::text::zone;
use jiff::tz::TimeZone;
use names::Names;

/// What an answer is made from.
struct Ground<'a> {
    registry: &'a Registry,
    trust: Trust,
    names: Names,
    zone: TimeZone,
    now: u64,
}

/// Answers a question. Brings the summaries up to date first: `on_step` hears how many persons are counted of how many,
/// and says whether to go on.
///
/// # Errors
/// The registry's; [`crate::model::problem::Code::JobCancelled`]; the office's documents cannot be read.
pub fn ask(
    home: &OfficeHome,
    registry: &mut Registry,
    question: Question,
    asked: &Asked,
    now: u64,
    on_step: impl FnMut(u64, u64) -> bool,
) -> Result<Answer, Problem> {
    ask_in(home, registry, question, asked, (now, None), on_step)
}

/// The same with titles in another language than the office's, by its tag.
///
/// # Errors
/// As [`ask`].
pub fn ask_in(
    home: &OfficeHome,
    registry: &mut Registry,
    question: Question,
    asked: &Asked,
    (now, lang): (u64, Option<&str>),
    on_step: impl FnMut(u64, u64) -> bool,
) -> Result<Answer, Problem> {
    let config = home.config()?;
    summaries::refresh(registry, &config.tz, on_step)?;
    let trust = documents::read(home)?;
    let lang = Lang::parse(lang.unwrap_or(&config.language)).ok(); // an unknown tag: each title in its first language
    let names = Names::read(registry, &trust, &config.office, lang)?;
    let ground = Ground { registry, trust, names, zone: zone(&config.tz), now };
    Ok(ground.answer(question, &asked.of(question))?)
}

/// An answer's parts, as each question makes them.
#[derive(Default)]
struct Made {
    headline: Option<Said>,
    table: Table,
    people: Vec<LearnerId>,
    chart: Option<Chart>,
    notes: Vec<Said>,
}

fn note(key: &'static str) -> Said {
    Said { key, values: Vec::new() }
}

impl Ground<'_> {
    fn answer(&self, question: Question, asked: &Asked) -> Result<Answer, RegistryError> {
        let mut made = match question {
            Question::Participation => self.participation(asked)?,
            Question::Outcomes => self.outcomes(asked)?,
            Question::People => self.people(asked)?,
            Question::Lessons => self.lessons(asked)?,
            Question::Questions => self.questions(asked)?,
            Question::Gain => self.gain(asked)?,
            Question::SeatTime => self.seat_time(asked)?,
            Question::Evidence => self.evidence(asked)?,
            Question::Levels => self.levels(asked)?,
            Question::Credentials => self.credentials(asked)?,
            Question::Stations => self.stations(asked)?,
            Question::Documents => self.documents(asked)?,
            Question::Hints => self.hints(asked)?,
        };
        if let Some(at_most) = asked.rows_max.map(|most| most as usize).filter(|most| *most < made.table.rows.len()) {
            made.notes.push(first(at_most as u64, made.table.rows.len() as u64));
            made.table.rows.truncate(at_most);
            made.people.truncate(at_most);
        }
        let filters = self.filters(asked)?;
        let Made { headline, table, people, chart, notes } = made;
        Ok(Answer { question, asked: asked.clone(), filters, headline, table, people, chart, notes })
    }

    /// What an answer is narrowed to, by name.
    fn filters(&self, asked: &Asked) -> Result<Vec<Said>, RegistryError> {
        let said = |key, name: String| Said { key, values: vec![("name", Cell::text(name))] };
        let facility = asked.facility.as_ref().map(|id| self.names.facility(id.as_str()));
        let course = asked.course.as_ref().map(|id| self.names.title(id.as_str()));
        let programme = asked.programme.as_ref().map(|id| self.names.title(id.as_str()));
        let person = asked.person.map(|id| self.registry.summarised_name(id)).transpose()?.flatten();
        let all = [
            ("report-filter-facility", facility),
            ("report-filter-course", course),
            ("report-filter-programme", programme),
            ("report-filter-person", person.map(|(name, number)| format!("{name} · {number}"))),
        ];
        Ok(all.into_iter().filter_map(|(key, name)| Some(said(key, name?))).collect())
    }
}

/// A note that not all rows are here.
fn first(shown: u64, all: u64) -> Said {
    Said { key: "report-note-first", values: vec![("shown", Cell::Count(shown)), ("all", Cell::Count(all))] }
}

/// How many rows a query may give.
fn at_most(asked: &Asked) -> u64 {
    asked.rows_max.map_or(i64::MAX.unsigned_abs(), u64::from)
}
