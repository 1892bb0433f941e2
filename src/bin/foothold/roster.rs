//! `foothold learner import`: people out of a list, first shown, then written as one.

use super::arguments::Staff;
use super::desk::Desk;
use super::outcome::{Outcome, Terminal};
use foothold::job::roster::{self, Field, Order, Plan, PlanRow, RowFault, Verdict};
use foothold::job::sign_in::Effort;
use foothold::job::{pins, watch};
use foothold::library::home::Home;
use foothold::model::id::Lang;
use foothold::model::problem::{Code, Problem};
use foothold::system::SystemRandom;
use serde_json::{Value, json};
use std::path::Path;

/// What is asked of the command.
pub struct Asked<'a> {
    /// The list.
    pub file: &'a Path,
    /// Only say what it would do.
    pub is_dry: bool,
    /// Also take over what changed of people who are here.
    pub with_changes: bool,
    /// The language of those whose row says none.
    pub language: &'a str,
}

/// `foothold learner import FILE.csv`
pub fn import(home: &Home, asked: &Asked<'_>, staff: &Staff, terminal: &Terminal) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    let plan = roster::plan(&desk.open.store, &roster::open(asked.file)?)?;
    let mut lines: Vec<String> = plan.rows.iter().map(|row| line(terminal, row)).collect();
    lines.push(sum(terminal, &plan));
    let rows: Vec<Value> = plan.rows.iter().map(row_data).collect();
    if asked.is_dry {
        lines.push(terminal.with("command-roster-dry", &[]));
        return Ok(Outcome { lines, data: json!({"rows": rows, "dry_run": true}) });
    }
    let by = desk.staff(staff, terminal)?.actor();
    let lang = Lang::parse(asked.language)
        .map_err(|fault| Problem::new(Code::EntryMissing).with("field", "language").because(fault))?;
    let work = Effort::of(&desk.open.store)?.pin();
    let made = watch::unwatched(|watch| pins::make(plan.new_count(), work, &SystemRandom, watch))?;
    let order = Order { plan, with_changes: asked.with_changes, lang };
    let added = roster::add(&mut desk.open.store, by, &order, made)?;
    let mut new = Vec::new();
    for (learner, pin) in &added.new {
        let values = [
            ("number", learner.number.as_str().into()),
            ("name", learner.name.as_str().into()),
            ("pin", pin.as_str().into()),
        ];
        lines.push(terminal.with("command-roster-pin", &values));
        new.push(json!({"learner": learner.id, "number": learner.number, "name": learner.name, "pin": pin.as_str()}));
    }
    let data = json!({"rows": rows, "new": new, "back": added.back, "changed": added.changed, "dry_run": false});
    Ok(Outcome { lines, data })
}

fn line(terminal: &Terminal, row: &PlanRow) -> String {
    let values = [
        ("line", row.line.to_string().into()),
        ("name", row.shown.0.as_str().into()),
        ("number", row.shown.1.as_str().into()),
        ("what", words(terminal, &row.verdict).into()),
    ];
    terminal.with("command-roster-row", &values)
}

fn sum(terminal: &Terminal, plan: &Plan) -> String {
    let count = |fits: fn(&Verdict) -> bool| plan.rows.iter().filter(|row| fits(&row.verdict)).count() as u64;
    let values = [
        ("new", count(|verdict| *verdict == Verdict::New).into()),
        ("back", count(|verdict| *verdict == Verdict::Back).into()),
        ("changed", count(|verdict| matches!(verdict, Verdict::Changed(_))).into()),
        ("here", count(|verdict| *verdict == Verdict::Here).into()),
        ("faults", count(|verdict| matches!(verdict, Verdict::Fault(_) | Verdict::SomebodyElse(_))).into()),
    ];
    terminal.with("command-roster-sum", &values)
}

fn words(terminal: &Terminal, verdict: &Verdict) -> String {
    match verdict {
        Verdict::Changed(fields) => {
            let parts = fields.iter().map(|(field, old)| {
                let key = match field {
                    Field::Name => "verdict-name",
                    Field::BirthYear if old.is_empty() => "verdict-birth-year-new",
                    Field::BirthYear => "verdict-birth-year",
                    Field::Lang => "verdict-lang",
                    Field::Group => "verdict-group",
                };
                terminal.with(key, &[("old", old.as_str().into())])
            });
            terminal.with("verdict-changed", &[("what", parts.collect::<Vec<_>>().join(", ").into())])
        }
        Verdict::SomebodyElse(name) => terminal.with("verdict-somebody-else", &[("name", name.as_str().into())]),
        Verdict::Fault(RowFault::Twice { line }) => terminal.with("row-twice", &[("line", line.to_string().into())]),
        other => terminal.with(&key(other), &[]),
    }
}

/// The key of what needs no value.
fn key(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Fault(_) => format!("row-{}", name(verdict).replace('_', "-")),
        _ => format!("verdict-{}", name(verdict).replace('_', "-")),
    }
}

/// What a program reads.
fn name(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::New => "new",
        Verdict::Here => "here",
        Verdict::Changed(_) => "changed",
        Verdict::Back => "back",
        Verdict::SomebodyElse(_) => "somebody_else",
        Verdict::Fault(fault) => match fault {
            RowFault::NameMissing => "name_missing",
            RowFault::NumberMissing => "number_missing",
            RowFault::TooLong => "too_long",
            RowFault::Hidden => "hidden",
            RowFault::Formula => "formula",
            RowFault::BirthYear => "birth_year",
            RowFault::Language => "language",
            RowFault::Twice { .. } => "twice",
        },
    }
}

fn row_data(row: &PlanRow) -> Value {
    json!({"line": row.line, "name": row.shown.0, "number": row.shown.1, "verdict": name(&row.verdict)})
}
