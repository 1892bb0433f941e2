//! What the office decides of people: `people add|status|archive|change|history PERSON`, and `transfer`.

use super::desk::{Desk, Done, shown};
use super::people::{line, row};
use super::report::write_csv;
use clap::Args;
use foothold::model::event::{Actor, LearnerField, LearnerStatus};
use foothold::model::id::Lang;
use foothold::model::problem::{Code, Problem};
use foothold::office::keys::{KeyName, Keys};
use foothold::office::people::{self, Fact, Person, Told};
use foothold::office::registry::Registry;
use foothold::office::reports::decisions;
use foothold::office::standing::{self, NewPerson, Writing};
use foothold::office::{aliases, receipts, transfer};
use serde_json::{Value, json};
use std::path::Path;

/// Reads a word for where somebody is.
pub fn parse_status(text: &str) -> Result<LearnerStatus, String> {
    serde_json::from_value(Value::String(text.to_owned()))
        .map_err(|_| "active, segregated, transferred, released, returned or archived".to_owned())
}

#[derive(Args)]
struct When {
    /// The day it holds from, as 2026-11-30. Default: today.
    #[arg(long)]
    day: Option<String>,
    /// Why, and who decided: it stays on record.
    #[arg(long)]
    reason: Option<String>,
}

impl When {
    fn told(&self) -> (Option<&str>, Option<&str>) {
        (self.day.as_deref(), self.reason.as_deref())
    }
}

#[derive(Args)]
pub struct Add {
    /// The person's name.
    #[arg(long)]
    name: String,
    /// The person's resident number.
    #[arg(long)]
    number: String,
    /// Year of birth.
    #[arg(long)]
    birth_year: Option<u32>,
    /// Language: en or es.
    #[arg(long, default_value = "en")]
    language: String,
    /// The station where they will learn.
    #[arg(long)]
    to: String,
    #[command(flatten)]
    when: When,
}

impl Add {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let lang = Lang::parse(&self.language);
        let lang = lang.map_err(|_| Problem::new(Code::EntryMissing).with("field", "language"))?;
        let new = NewPerson { name: self.name, number: self.number, birth_year: self.birth_year, lang };
        decide(desk, |writing| standing::add(writing, &new, &self.to, self.when.told()))
    }
}

#[derive(Args)]
pub struct Status {
    /// A number, a name, or the beginning of an id (8 digits).
    person: String,
    /// active, segregated, transferred, released, returned or archived.
    #[arg(value_parser = parse_status)]
    status: LearnerStatus,
    #[command(flatten)]
    when: When,
}

impl Status {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        decide(desk, |writing| standing::set_status(writing, &self.person, self.status, self.when.told()))
    }
}

#[derive(Args)]
pub struct Archive {
    /// A number, a name, or the beginning of an id (8 digits).
    person: String,
    #[command(flatten)]
    when: When,
}

impl Archive {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        decide(desk, |writing| standing::set_status(writing, &self.person, LearnerStatus::Archived, self.when.told()))
    }
}

#[derive(Args)]
#[group(required = true, multiple = true)]
pub struct Changed {
    /// The name from now on.
    #[arg(long)]
    name: Option<String>,
    /// The resident number from now on.
    #[arg(long)]
    number: Option<String>,
    /// The year of birth.
    #[arg(long)]
    birth_year: Option<u32>,
    /// The language: en or es.
    #[arg(long)]
    language: Option<String>,
}

#[derive(Args)]
pub struct Change {
    /// A number, a name, or the beginning of an id (8 digits).
    person: String,
    #[command(flatten)]
    changed: Changed,
}

impl Change {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let Changed { name, number, birth_year, language } = self.changed;
        let wanted = [
            (LearnerField::Name, name),
            (LearnerField::Number, number),
            (LearnerField::BirthYear, birth_year.map(|year| year.to_string())),
            (LearnerField::Lang, language),
        ];
        decide(desk, |writing| {
            let all = people::all(writing.registry)?;
            let mut person = aliases::find(&all, &self.person)?.clone();
            for (field, new) in wanted {
                if let Some(new) = new {
                    person = standing::change(writing, &person.learner.to_string(), field, &new)?;
                }
            }
            Ok(person)
        })
    }
}

/// Opens what writing in the office's log needs.
fn with_office<T>(
    desk: &Desk,
    work: impl FnOnce(&mut Writing<'_>) -> Result<T, Problem>,
) -> Result<(T, Keys, Registry), Problem> {
    let keys = desk.keys(&[KeyName::Office])?;
    let mut registry = desk.registry()?;
    let (clock, random) = (&desk.clock, &desk.random);
    let done = work(&mut Writing { home: &desk.home, registry: &mut registry, keys: &keys, clock, random })?;
    Ok((done, keys, registry))
}

/// A decision about a person, and the notice that tells the stations.
fn decide(desk: &Desk, work: impl FnOnce(&mut Writing<'_>) -> Result<Person, Problem>) -> Result<Done, Problem> {
    let (person, keys, mut registry) = with_office(desk, work)?;
    receipts::write_notice(&desk.home, &mut registry, &keys, &desk.clock)?;
    let text = format!("{}\nThe stations hear of it with the next notice, in {}.", line(&person), notice(desk));
    Ok(Done::new(text, json!({"person": row(&person), "notice": notice(desk)})))
}

fn notice(desk: &Desk) -> String {
    shown(&desk.home.notice())
}

#[derive(Args)]
pub struct Transfer {
    /// A number, a name, or the beginning of an id (8 digits).
    person: String,
    /// The station where they go on: its name, its fingerprint, or the beginning of its id.
    #[arg(long)]
    to: String,
    #[command(flatten)]
    when: When,
}

impl Transfer {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let asked = (self.person.as_str(), self.to.as_str());
        let (made, keys, mut registry) = with_office(desk, |writing| transfer::send(writing, asked, self.when.told()))?;
        receipts::write_notice(&desk.home, &mut registry, &keys, &desk.clock)?;
        let text = format!(
            "{} goes on at {}: {} entries and {} certificates, sealed to that station.\n\
             Carry the folder {} there. Staff give {} a PIN.",
            made.name,
            made.station_name,
            made.events,
            made.certificates,
            notice(desk),
            made.name
        );
        let data = json!({"learner": made.learner, "station": made.station, "events": made.events,
            "certificates": made.certificates, "file": shown(&made.path), "notice": notice(desk)});
        Ok(Done::new(text, data))
    }
}

/// All that was told of one person, the oldest first.
pub fn history(desk: &Desk, asked: &str, csv: Option<&Path>) -> Result<Done, Problem> {
    let registry = desk.registry()?;
    let all = people::all(&registry)?;
    let person = aliases::find(&all, asked)?;
    if let Some(path) = csv {
        write_csv(path, &decisions::history(&registry, person)?, &desk.zone())?;
    }
    let name = |fact: &Fact| -> Result<String, Problem> {
        Ok(registry.station(fact.station)?.map_or_else(|| "the office".to_owned(), |row| row.name))
    };
    let (mut text, mut rows) = (line(person) + "\n", Vec::new());
    for fact in &person.facts {
        let (what, value, reason) = told(&registry, &fact.what)?;
        let by = match fact.by {
            Actor::Office => "the office".to_owned(),
            Actor::Station | Actor::Learner(_) | Actor::Staff(_) => name(fact)?,
        };
        let why = reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
        text.push_str(&format!("  {}  {what} {value}, by {by}{why}\n", desk.day(fact.wall)));
        rows.push(json!({"what": what, "value": value, "by": by, "wall": fact.wall, "reason": reason}));
    }
    Ok(Done::new(text, json!({"person": row(person), "facts": rows})))
}

/// A fact in words: what, its value, and why.
fn told(registry: &Registry, what: &Told) -> Result<(&'static str, String, Option<String>), Problem> {
    Ok(match what {
        Told::Field(field, value) => {
            let field = match field {
                LearnerField::Name => "name",
                LearnerField::Number => "number",
                LearnerField::BirthYear => "year of birth",
                LearnerField::Lang => "language",
            };
            (field, value.clone(), None)
        }
        Told::Status(status, day, reason) => {
            let status = serde_json::to_value(status).unwrap_or_default();
            ("status", format!("{} since {day}", status.as_str().unwrap_or_default()), reason.clone())
        }
        Told::Placed(station, day, _) => {
            let name = registry.station(*station)?.map_or_else(|| station.to_string(), |row| row.name);
            ("sent to", format!("{name} from {day}"), None)
        }
    })
}
