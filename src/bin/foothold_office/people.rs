//! `people list|add|status|archive|change|duplicates|merge|unmerge|history`, `transfer`, and what [`super::credentials`]
//! does.

use super::credentials::{Credential, Credit, Entries, TakeBack};
use super::desk::{Desk, Done};
use super::report::write_csv;
use super::standing;
use clap::{Args, Subcommand};
use foothold::model::event::LearnerStatus;
use foothold::model::id::StationId;
use foothold::model::problem::Problem;
use foothold::office::aliases::{self, Aliases};
use foothold::office::keys::KeyName;
use foothold::office::people::{self, Person};
use foothold::office::reports::{decisions, lists};
use foothold::office::{issue, receipts, stations};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct People {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Everybody, with numbers, other ids, and where they are.
    List(List),
    /// Somebody new, sent to a station with the next notice; staff there give a PIN.
    Add(standing::Add),
    /// Where somebody is, from a day on: the stations hear of it with the next notice.
    Status(standing::Status),
    /// Put somebody away: they stay in every record, and stand on no station's list.
    Archive(standing::Archive),
    /// Another name, number, year of birth or language; what it was before stays known.
    Change(standing::Change),
    /// Who may be one person: the same number, now or once, or the same name and year of birth.
    Duplicates(Duplicates),
    /// Two are one person: their records count together from now on. Nothing is deleted.
    Merge(Two),
    /// Two are not one person, or no longer thought to be. Certificates that neither has alone are taken back, and each
    /// is issued what they earned themselves.
    Unmerge(Two),
    /// Every such decision, and why; of one person: names, numbers, and where they were, with who said it.
    History(History),
    /// What was written into a person's record: earned elsewhere, an instructor's word, credit.
    Entries(Entries),
    /// Write down what a person earned elsewhere, or an instructor's word.
    Credential(Credential),
    /// Give a person credit.
    Credit(Credit),
    /// Take an entry back: it counts for nothing from now on, and stays on record.
    TakeBack(TakeBack),
}

#[derive(Args)]
struct List {
    /// Only people who are there: active, segregated, transferred, released, returned or archived.
    #[arg(long, value_parser = standing::parse_status)]
    status: Option<LearnerStatus>,
    /// Only people whom this station told of, or who were sent there.
    #[arg(long)]
    station: Option<String>,
    /// Only people of the stations of this facility.
    #[arg(long)]
    facility: Option<String>,
    /// Write it as CSV, which any spreadsheet opens.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

#[derive(Args)]
struct History {
    /// A number, a name, or the beginning of an id (8 digits).
    person: Option<String>,
    /// Write it as CSV, which any spreadsheet opens.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

#[derive(Args)]
struct Duplicates {
    /// Write it as CSV, which any spreadsheet opens.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

#[derive(Args)]
struct Two {
    /// A number, a name, or the beginning of an id (8 digits): the one that stays in front.
    one: String,
    /// The other one.
    other: String,
    /// Why, and who decided: it stays on record.
    #[arg(long)]
    reason: String,
}

impl People {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        match self.action {
            Action::List(it) => list(desk, &it),
            Action::Add(it) => it.run(desk),
            Action::Status(it) => it.run(desk),
            Action::Archive(it) => it.run(desk),
            Action::Change(it) => it.run(desk),
            Action::Duplicates(it) => duplicates(desk, &it),
            Action::Merge(two) => decide(desk, &two, true),
            Action::Unmerge(two) => decide(desk, &two, false),
            Action::History(History { person: Some(person), csv }) => standing::history(desk, &person, csv.as_deref()),
            Action::History(History { person: None, csv }) => history(desk, csv.as_deref()),
            Action::Entries(it) => it.run(desk),
            Action::Credential(it) => it.run(desk),
            Action::Credit(it) => it.run(desk),
            Action::TakeBack(it) => it.run(desk),
        }
    }
}

fn word(person: &Person) -> Value {
    person.status.as_ref().map_or(Value::Null, |(status, day)| json!({"status": status, "day": day}))
}

pub(super) fn row(person: &Person) -> Value {
    json!({"learner": person.learner, "ids": person.ids, "name": person.name, "names": person.names,
        "number": person.number, "numbers": person.numbers, "birth_year": person.birth_year, "lang": person.lang,
        "status": word(person), "is_here": person.is_here(), "stations": person.stations,
        "placed": person.placed.as_ref().map(|(station, day)| json!({"station": station, "day": day}))})
}

pub(super) fn line(person: &Person) -> String {
    let mut text = format!("{} ({}) {}", person.name, person.number, person.learner);
    if let Some((status, day)) = &person.status {
        let status = serde_json::to_value(status).unwrap_or_default();
        text.push_str(&format!(", {} since {day}", status.as_str().unwrap_or_default()));
    }
    for (what, all, now) in [("numbers", &person.numbers, &person.number), ("names", &person.names, &person.name)] {
        let once: Vec<&str> = all.iter().filter(|one| *one != now).map(String::as_str).collect();
        if !once.is_empty() {
            text.push_str(&format!("\n  earlier {what}: {}", once.join(", ")));
        }
    }
    for id in person.ids.iter().skip(1) {
        text.push_str(&format!("\n  also {id}"));
    }
    text
}

fn list(desk: &Desk, asked: &List) -> Result<Done, Problem> {
    let registry = desk.registry()?;
    let wanted: Option<BTreeSet<StationId>> = match (&asked.station, &asked.facility) {
        (None, None) => None,
        (Some(station), _) => Some(BTreeSet::from([stations::find(&registry, station)?.id])),
        (None, Some(facility)) => {
            let of = registry.stations()?.into_iter().filter(|row| row.facility.as_str() == facility);
            Some(of.map(|row| row.id).collect())
        }
    };
    let is_there = |person: &Person, wanted: &BTreeSet<StationId>| match &person.placed {
        Some((placed, _)) => wanted.contains(placed),
        None => person.stations.iter().any(|station| wanted.contains(station)),
    };
    let mut all = people::all(&registry)?;
    all.retain(|person| asked.status.is_none_or(|status| person.standing() == status));
    all.retain(|person| wanted.as_ref().is_none_or(|wanted| is_there(person, wanted)));
    if let Some(path) = &asked.csv {
        write_csv(path, &lists::people(&all), &desk.zone())?;
    }
    let text: Vec<String> = all.iter().map(line).collect();
    let text = if text.is_empty() { "Nobody.".to_owned() } else { text.join("\n") };
    Ok(Done::new(text, json!({"people": all.iter().map(row).collect::<Vec<_>>()})))
}

fn duplicates(desk: &Desk, asked: &Duplicates) -> Result<Done, Problem> {
    let registry = desk.registry()?;
    let (all, aliases) = (people::all(&registry)?, Aliases::read(&registry)?);
    let found = aliases::duplicates(&all, &aliases);
    if let Some(path) = &asked.csv {
        write_csv(path, &decisions::duplicates(&found), &desk.zone())?;
    }
    let mut text = String::new();
    for (one, other, likeness) in &found {
        let why = match likeness {
            aliases::Likeness::Number => "the same number",
            aliases::Likeness::NameAndYear => "the same name and year of birth",
        };
        text.push_str(&format!("{why}:\n{}\n{}\n", line(one), line(other)));
    }
    text.push_str(if found.is_empty() {
        "Nobody here looks like somebody else."
    } else {
        "If they are one: people merge ONE OTHER --reason \"…\". If not: people unmerge, and they are not shown again."
    });
    let data = found.iter().map(|(one, other, why)| json!({"why": why.as_str(), "one": row(one), "other": row(other)}));
    Ok(Done::new(text, json!({"duplicates": data.collect::<Vec<_>>()})))
}

fn decide(desk: &Desk, two: &Two, is_one: bool) -> Result<Done, Problem> {
    let keys = desk.keys(&[KeyName::Office, KeyName::Issuer])?;
    let mut registry = desk.registry()?;
    let ports: (&dyn foothold::model::ports::Clock, &dyn foothold::model::ports::Random) = (&desk.clock, &desk.random);
    let asked = (two.one.as_str(), two.other.as_str());
    let done = aliases::decide(&desk.home, &mut registry, &keys, asked, (is_one, &two.reason), ports)?;
    let shop = |lang: &_| desk.papers(lang);
    let issued = issue::run(&desk.home, &mut registry, &keys, &desk.clock, &desk.random, &shop)?;
    let sent = receipts::write_notice(&desk.home, &mut registry, &keys, &desk.clock)?;
    let what = if done.is_one { "are one person" } else { "are two people" };
    let mut text = format!("{} and {} {what}.", done.one, done.other);
    if !done.revoked.is_empty() {
        let ids = done.revoked.join(", ");
        text.push_str(&format!("\nCertificates taken back, which neither has alone or which name the other: {ids}."));
    }
    text.push_str(&format!("\nCertificates issued: {}. Receipts written: {}.", issued.issued.len(), sent.len()));
    let data = json!({"one": done.one, "other": done.other, "is_one": done.is_one, "revoked": done.revoked,
        "certificates": issued.issued, "receipts": sent.len()});
    Ok(Done::new(text, data))
}

fn history(desk: &Desk, csv: Option<&Path>) -> Result<Done, Problem> {
    let registry = desk.registry()?;
    let aliases = Aliases::read(&registry)?;
    if let Some(path) = csv {
        write_csv(path, &decisions::one_or_two(&aliases, &people::all(&registry)?), &desk.zone())?;
    }
    let mut text = String::new();
    for it in &aliases.decisions {
        let what = if it.is_one { "one person" } else { "two people" };
        text.push_str(&format!("{}: {} and {} are {what}: {}\n", desk.day(it.wall), it.one, it.other, it.reason));
    }
    if text.is_empty() {
        text.push_str("No decision yet.");
    }
    let data = aliases
        .decisions
        .iter()
        .map(|it| json!({"one": it.one, "other": it.other, "is_one": it.is_one, "reason": it.reason, "wall": it.wall}));
    Ok(Done::new(text, json!({"decisions": data.collect::<Vec<_>>()})))
}
