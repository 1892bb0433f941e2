//! Learners and staff.

use super::arguments::{Role as AskedRole, Staff};
use super::desk::{Desk, passphrase};
use super::outcome::{Outcome, Terminal};
use foothold::job::{people, staff as staff_job};
use foothold::library::home::Home;
use foothold::model::event::Role;
use foothold::model::id::Lang;
use foothold::model::problem::{Code, Problem};
use foothold::store::Learner;
use serde_json::json;
use std::path::Path;

/// What is said of a new learner.
pub struct Asked<'a> {
    /// Name.
    pub name: &'a str,
    /// Resident number.
    pub number: &'a str,
    /// Year of birth.
    pub birth_year: Option<u16>,
    /// Language tag.
    pub language: &'a str,
}

/// `foothold learner add`
pub fn add(home: &Home, asked: &Asked<'_>, staff: &Staff, terminal: &Terminal) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    let by = desk.staff(staff, terminal)?.actor();
    let lang = Lang::parse(asked.language)
        .map_err(|fault| Problem::new(Code::EntryMissing).with("entry", "language").because(fault))?;
    let new = people::NewLearner {
        name: asked.name.to_owned(),
        number: asked.number.to_owned(),
        birth_year: asked.birth_year.map(u32::from),
        lang,
    };
    let (learner, pin) = people::add(&mut desk.open.store, by, &new)?;
    let values = [("name", learner.name.as_str().into()), ("pin", pin.as_str().into())];
    Ok(Outcome::said(
        terminal.with("command-learner-added", &values),
        json!({"learner": learner.id, "pin": pin.as_str()}),
    ))
}

/// `foothold learner list`
pub fn list(home: &Home, terminal: &Terminal) -> Result<Outcome, Problem> {
    let desk = Desk::of_station(home)?;
    let learners = desk.open.store.learners()?;
    let mut lines: Vec<String> =
        learners.iter().map(|l| format!("{}\t{}\t{}\t{:?}", l.number, l.name, l.lang, l.status)).collect();
    if lines.is_empty() {
        lines.push(terminal.with("command-learners-none", &[]));
    }
    let data = learners.iter().map(|l| json!({"learner": l.id, "number": l.number, "name": l.name, "lang": l.lang}));
    Ok(Outcome { lines, data: data.collect() })
}

/// `foothold learner archive NUMBER`
pub fn archive(home: &Home, number: &str, staff: &Staff, terminal: &Terminal) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    let by = desk.staff(staff, terminal)?.actor();
    let learner = find(&desk, number)?;
    people::archive(&mut desk.open.store, by, learner.id, true)?;
    let line = terminal.with("command-learner-archived", &[("name", learner.name.as_str().into())]);
    Ok(Outcome::said(line, json!({"learner": learner.id})))
}

/// `foothold learner reset-pin NUMBER`
pub fn reset_pin(home: &Home, number: &str, staff: &Staff, terminal: &Terminal) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    let by = desk.staff(staff, terminal)?.actor();
    let learner = find(&desk, number)?;
    let pin = people::give_pin(&mut desk.open.store, by, learner.id)?;
    let values = [("name", learner.name.as_str().into()), ("pin", pin.as_str().into())];
    Ok(Outcome::said(terminal.with("command-pin", &values), json!({"learner": learner.id, "pin": pin.as_str()})))
}

/// `foothold staff add`
pub fn add_staff(
    home: &Home,
    name: &str,
    role: AskedRole,
    new_passphrase_file: Option<&Path>,
    staff: &Staff,
    terminal: &Terminal,
) -> Result<Outcome, Problem> {
    let mut desk = Desk::of_station(home)?;
    let by = desk.staff(staff, terminal)?;
    let fresh = passphrase(new_passphrase_file, terminal, "command-ask-new-passphrase")?;
    let role = match role {
        AskedRole::Educator => Role::Educator,
        AskedRole::Administrator => Role::Administrator,
    };
    staff_job::add(&mut desk.open.store, &by, name, role, &fresh)?;
    Ok(Outcome::said(terminal.with("command-staff-added", &[("name", name.into())]), json!({"name": name})))
}

fn find(desk: &Desk, number: &str) -> Result<Learner, Problem> {
    desk.open.store.learner_by_number(number)?.ok_or_else(|| Problem::new(Code::LearnerUnknown).with("number", number))
}
