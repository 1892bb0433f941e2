//! `people list|duplicates|merge|unmerge|history`.

use super::desk::{Desk, Done};
use clap::{Args, Subcommand};
use foothold::model::problem::Problem;
use foothold::office::aliases::{self, Aliases};
use foothold::office::keys::KeyName;
use foothold::office::people::{self, Person};
use foothold::office::receipts;
use serde_json::{Value, json};

#[derive(Args)]
pub struct People {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Everybody, with numbers, other ids, and where they are.
    List,
    /// Who may be one person: the same number, now or once, or the same name and year of birth.
    Duplicates,
    /// Two are one person: their records count together from now on. Nothing is deleted.
    Merge(Two),
    /// Two are not one person, or no longer thought to be.
    Unmerge(Two),
    /// Every such decision, and why.
    History,
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
            Action::List => list(desk),
            Action::Duplicates => duplicates(desk),
            Action::Merge(two) => decide(desk, &two, true),
            Action::Unmerge(two) => decide(desk, &two, false),
            Action::History => history(desk),
        }
    }
}

fn word(person: &Person) -> Value {
    person.status.as_ref().map_or(Value::Null, |(status, day)| json!({"status": status, "day": day}))
}

fn row(person: &Person) -> Value {
    json!({"learner": person.learner, "ids": person.ids, "name": person.name, "names": person.names,
        "number": person.number, "numbers": person.numbers, "birth_year": person.birth_year, "status": word(person)})
}

fn line(person: &Person) -> String {
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

fn list(desk: &Desk) -> Result<Done, Problem> {
    let all = people::all(&desk.registry()?)?;
    let text: Vec<String> = all.iter().map(line).collect();
    let text = if text.is_empty() { "Nobody yet.".to_owned() } else { text.join("\n") };
    Ok(Done::new(text, json!({"people": all.iter().map(row).collect::<Vec<_>>()})))
}

fn duplicates(desk: &Desk) -> Result<Done, Problem> {
    let registry = desk.registry()?;
    let (all, aliases) = (people::all(&registry)?, Aliases::read(&registry)?);
    let found = aliases::duplicates(&all, &aliases);
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
    let keys = desk.keys(&[KeyName::Office])?;
    let mut registry = desk.registry()?;
    let ports: (&dyn foothold::model::ports::Clock, &dyn foothold::model::ports::Random) = (&desk.clock, &desk.random);
    let asked = (two.one.as_str(), two.other.as_str());
    let done = aliases::decide(&desk.home, &mut registry, &keys, asked, (is_one, &two.reason), ports)?;
    let sent = receipts::write_notice(&desk.home, &mut registry, &keys, &desk.clock)?;
    let what = if is_one { "are one person" } else { "are two people" };
    let text = format!("{} and {} {what}. Receipts written: {}.", done.one, done.other, sent.len());
    Ok(Done::new(text, json!({"one": done.one, "other": done.other, "is_one": is_one, "receipts": sent.len()})))
}

fn history(desk: &Desk) -> Result<Done, Problem> {
    let aliases = Aliases::read(&desk.registry()?)?;
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
