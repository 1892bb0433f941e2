//! What a clerk writes into a person's record: something earned elsewhere, an instructor's word, credit. An event of the
//! office's log each; a mistake is taken back by a correction, also one of a station's. Nothing is deleted.

use super::dossier::Dossier;
use super::home::OfficeHome;
use super::keys::Keys;
use super::registry::{OfficePen, Registry};
use crate::model::day::Day;
use crate::model::decimal::Dec;
use crate::model::event::{Body, Correction, CorrectionAction, CredentialOutside, CreditGranted, CreditKind, Event};
use crate::model::id::Hash;
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use jiff::tz::TimeZone;

/// Letters of one field, as at a station.
const FIELD_CHARS_MAX: usize = 100;

/// What stands in a person's record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// Something earned elsewhere.
    Credential(CredentialOutside),
    /// Credit.
    Credit(CreditGranted),
}

/// One entry that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The event it stands in.
    pub event: Hash,
    /// When it was written down, ms.
    pub wall_ms: u64,
    /// By whom.
    pub who: String,
    /// At a station, not at the office.
    pub is_from_station: bool,
    /// What it says.
    pub entry: Entry,
}

/// The entries that count, in the order they were written. What was taken back is not among them.
#[must_use]
pub fn standing(dossier: &Dossier) -> Vec<Standing> {
    let kept = dossier.fold.keepings();
    let entry = |hash: &Hash| {
        let credential =
            kept.credentials().find(|(event, _)| *event == hash).map(|(_, it)| Entry::Credential(it.clone()));
        credential
            .or_else(|| kept.credits().find(|(event, ..)| *event == hash).map(|(.., it)| Entry::Credit(it.clone())))
    };
    let one = |event: &Event| {
        Some(Standing {
            event: event.hash,
            wall_ms: event.header.wall,
            who: dossier.who(event),
            is_from_station: !dossier.is_of_office(event),
            entry: entry(&event.hash)?,
        })
    };
    dossier.events.iter().filter_map(one).collect()
}

/// Writes down something earned elsewhere. `by` is the clerk's name.
///
/// # Errors
/// [`Code::PersonUnknown`], [`Code::EntryMissing`], [`Code::EntryDay`] for no day or one to come; a missing key, the
/// registry's.
pub fn add_outside(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    (asked, by): (&str, &str),
    typed: &CredentialOutside,
    ports: (&dyn Clock, &dyn Random),
) -> Result<Standing, Problem> {
    let day = Day::parse(typed.day.trim()).map_err(|fault| Problem::new(Code::EntryDay).because(fault))?;
    if day.date() > today(home, ports.0)? {
        return Err(Problem::new(Code::EntryDay).because("a day to come"));
    }
    let body = CredentialOutside {
        name: field("name", &typed.name)?,
        issuer: field("issuer", &typed.issuer)?,
        day: day.to_string(),
        evidence: field("evidence", &typed.evidence)?,
        kind: typed.kind,
        by: Some(field("by", by)?),
    };
    write(home, registry, keys, asked, Body::CredentialOutside(body), ports)
}

/// Gives credit.
///
/// # Errors
/// [`Code::PersonUnknown`], [`Code::EntryMissing`], [`Code::EntryAmount`]; a missing key, the registry's.
pub fn grant(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    (asked, by): (&str, &str),
    (kind, amount, basis): (CreditKind, &str, &str),
    ports: (&dyn Clock, &dyn Random),
) -> Result<Standing, Problem> {
    let wrong = |why: &dyn std::fmt::Display| Problem::new(Code::EntryAmount).because(why);
    let amount = Dec::parse(amount.trim()).map_err(|fault| wrong(&fault))?;
    if amount.is_negative() || amount == Dec::whole(0) {
        return Err(wrong(&amount));
    }
    let body =
        CreditGranted { kind, amount: amount.to_string(), basis: field("basis", basis)?, by: Some(field("by", by)?) };
    write(home, registry, keys, asked, Body::CreditGranted(body), ports)
}

/// Takes an entry back, the office's or a station's: it counts for nothing from now on. `event` is the beginning of its
/// hash, eight digits or more.
///
/// # Errors
/// [`Code::PersonUnknown`], [`Code::EntryUnknown`], [`Code::EntryMissing`] without a reason; a missing key, the
/// registry's.
pub fn take_back(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    (asked, event): (&str, &str),
    reason: &str,
    (clock, random): (&dyn Clock, &dyn Random),
) -> Result<Standing, Problem> {
    let dossier = Dossier::find(registry, asked)?;
    let begins = event.trim().to_ascii_lowercase();
    let mut fitting =
        standing(&dossier).into_iter().filter(|it| begins.len() >= 8 && it.event.to_string().starts_with(&begins));
    let (Some(found), None) = (fitting.next(), fitting.next()) else {
        return Err(Problem::new(Code::EntryUnknown).with("entry", event));
    };
    let body = Correction {
        targets: vec![found.event],
        supersedes: Vec::new(),
        action: CorrectionAction::Void,
        body: None,
        reason: field("reason", reason)?,
    };
    let about = dossier.events.iter().find(|event| event.hash == found.event).and_then(|event| event.header.learner);
    let pen = OfficePen::new(home, keys, clock, random)?;
    let learner = about.unwrap_or(dossier.person.learner);
    registry.write(|writer| writer.append_office(&pen, Some(learner), Body::Correction(body)))?;
    Ok(found)
}

fn write(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    asked: &str,
    body: Body,
    (clock, random): (&dyn Clock, &dyn Random),
) -> Result<Standing, Problem> {
    let learner = Dossier::find(registry, asked)?.person.learner;
    let pen = OfficePen::new(home, keys, clock, random)?;
    registry.write(|writer| writer.append_office(&pen, Some(learner), body))?;
    let written = standing(&Dossier::find(registry, asked)?).into_iter().rfind(|entry| !entry.is_from_station);
    written.ok_or_else(|| Problem::new(Code::Internal).because("the entry is not in the log"))
}

fn today(home: &OfficeHome, clock: &dyn Clock) -> Result<jiff::civil::Date, Problem> {
    let zone = TimeZone::get(&home.config()?.tz).unwrap_or(TimeZone::UTC);
    let now = jiff::Timestamp::from_millisecond(i64::try_from(clock.wall_ms()).unwrap_or(i64::MAX));
    Ok(now.unwrap_or_default().to_zoned(zone).date())
}

/// What somebody typed, without space around it.
fn field(name: &'static str, typed: &str) -> Result<String, Problem> {
    let text = typed.trim();
    let fits = !text.is_empty() && text.chars().count() <= FIELD_CHARS_MAX && !text.chars().any(char::is_control);
    if fits { Ok(text.to_owned()) } else { Err(Problem::new(Code::EntryMissing).with("field", name)) }
}
