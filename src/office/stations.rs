//! What the office decides of stations: confirming, retiring, letting the branches of a fork count. Each decision looks at
//! the station and writes in one transaction: what another clerk decided meanwhile is not undone.

use super::documents;
use super::home::OfficeHome;
use super::keys::{KeyName, Keys};
use super::merge::Good;
use super::registry::{OfficePen, Registry, RegistryError, StationRow, StationState};
use super::standing::{Writing, reason};
use crate::crypto::hash::sha256;
use crate::crypto::sign::PublicKey;
use crate::format::trust;
use crate::model::event::{Body, Event, ForkDecided, StationDecided, StationDecision, Tip};
use crate::model::id::{Hash, StationId};
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use crate::model::trust::{Fingerprint, StationCertificate};

/// What clerk and facility compare by telephone before a station is confirmed: on its screen and slip.
#[must_use]
pub fn fingerprint(key: &PublicKey) -> Fingerprint {
    Fingerprint::of(&Hash(sha256(&key.0)))
}

/// The same, of a station in the registry.
#[must_use]
pub fn fingerprint_of(row: &StationRow) -> Fingerprint {
    fingerprint(&trust::public_key(&row.key))
}

/// The station that somebody means: by name, by the start of its id, or by its fingerprint.
///
/// # Errors
/// [`Code::StationUnknown`] if none or more than one fits.
pub fn find(registry: &Registry, asked: &str) -> Result<StationRow, Problem> {
    let typed = Fingerprint::parse(asked);
    let fits = |row: &StationRow| {
        row.name.eq_ignore_ascii_case(asked)
            || (asked.len() >= 4 && row.id.to_hex().starts_with(&asked.to_ascii_lowercase()))
            || typed.is_some_and(|typed| typed == fingerprint_of(row))
    };
    let mut found = registry.stations()?.into_iter().filter(fits);
    match (found.next(), found.next()) {
        (Some(row), None) => Ok(row),
        _ => Err(Problem::new(Code::StationUnknown).with("station", asked)),
    }
}

/// Confirms a station: signs its certificate, and its events count. Gives how many.
///
/// # Errors
/// [`Code::StationUnknown`], a missing key, the registry's.
pub fn confirm(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    asked: &str,
    now: u64,
) -> Result<(StationRow, u64), Problem> {
    registry.write(|writer| {
        let mut row = find(writer.registry(), asked)?;
        if row.state == StationState::Retired {
            return Err(Problem::new(Code::ExportRetired).with("station", &row.name));
        }
        row.certificate = Some(certify(home, keys, &row, now)?);
        row.state = StationState::Confirmed;
        writer.set_station(&row, Some(now))?;
        let released = writer.count_unconfirmed(row.id)? as u64;
        Ok((row, released))
    })
}

/// The office's certificate of a station as it is now called.
fn certify(home: &OfficeHome, keys: &Keys, row: &StationRow, now: u64) -> Result<Vec<u8>, Problem> {
    let trust = documents::read(home)?;
    let certificate = StationCertificate {
        office: home.config()?.office,
        station: row.id,
        key: row.key,
        recipient: row.recipient.clone(),
        name: row.name.clone(),
        facility: row.facility.clone(),
        created: now,
        ext: None,
    };
    trust::sign_station(&certificate, &keys.signing(KeyName::Office)?)
        .and_then(|bytes| trust::open_station(&bytes, &trust.root).map(|_| bytes))
        .map_err(|fault| Problem::new(Code::OfficeDamaged).because(fault))
}

/// Retires a station after its last good event: the newest one that hangs together, unless another is named. What
/// came or comes after it is kept apart. Gives how many events that are now.
///
/// # Errors
/// [`Code::StationUnknown`], the registry's.
pub fn retire(
    registry: &mut Registry,
    asked: &str,
    last_good: Option<Tip>,
    now: u64,
) -> Result<(StationRow, u64), Problem> {
    registry.write(|writer| {
        let held = writer.registry();
        let mut row = find(held, asked)?;
        let parents = held.epoch_parents(row.id)?;
        let newest = held.tips(row.id)?.into_iter().find(|tip| !parents.values().flatten().any(|p| p.hash == tip.hash));
        row.last_good = last_good.or(newest);
        row.state = StationState::Retired;
        let good = Good::new(row.last_good.as_ref(), &parents);
        writer.set_station(&row, Some(now))?;
        let apart = writer.quarantine(row.id, |event| good.has(event))? as u64;
        Ok((row, apart))
    })
}

/// Lets every branch of a station's forks count. Gives how many forks were waiting.
///
/// # Errors
/// [`Code::StationUnknown`], the registry's.
pub fn accept_forks(registry: &mut Registry, asked: &str, now: u64) -> Result<(StationRow, u64), Problem> {
    let row = find(registry, asked)?;
    let decided =
        registry.write(|writer| -> Result<u64, RegistryError> { Ok(writer.decide_forks(row.id, now)? as u64) })?;
    Ok((row, decided))
}

/// As [`accept_forks`], and says so in the office's log, fork by fork.
///
/// # Errors
/// As [`accept_forks`]; a missing office key.
pub fn decide_forks(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    (asked, reason): (&str, &str),
    (clock, random): (&dyn Clock, &dyn Random),
) -> Result<(StationRow, u64), Problem> {
    let pen = OfficePen::new(home, keys, clock, random)?;
    registry.write(|writer| {
        let row = find(writer.registry(), asked)?;
        let forks = writer.registry().forks()?;
        let waiting = forks.iter().filter(|fork| fork.station == row.id && fork.decided.is_none());
        for fork in waiting {
            let body = ForkDecided { station: row.id, after: fork.after.hash, reason: reason.to_owned() };
            writer.append_office(&pen, None, Body::ForkDecided(body))?;
        }
        let decided = writer.decide_forks(row.id, clock.wall_ms())? as u64;
        Ok((row, decided))
    })
}

/// Gives a station another name: its next receipt brings the certificate that says so.
///
/// # Errors
/// [`Code::StationUnknown`], a missing key, the registry's.
pub fn rename(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    (asked, name): (&str, &str),
    now: u64,
) -> Result<StationRow, Problem> {
    registry.write(|writer| {
        let mut row = find(writer.registry(), asked)?;
        row.name = name.trim().to_owned();
        if row.name.is_empty() || row.name.chars().count() > NAME_CHARS_MAX {
            return Err(Problem::new(Code::StationUnknown).with("station", name));
        }
        if row.state == StationState::Confirmed {
            row.certificate = Some(certify(home, keys, &row, now)?);
        }
        writer.set_station(&row, None)?;
        Ok(row)
    })
}

/// Says in the office's log what was decided of a station, and why.
///
/// # Errors
/// A missing key, the registry's.
pub fn note(
    writing: &mut Writing<'_>,
    row: &StationRow,
    decision: StationDecision,
    why: Option<&str>,
) -> Result<(), Problem> {
    let body = StationDecided { station: row.id, decision, name: row.name.clone(), reason: reason(why) };
    writing.append(None, 0, vec![Body::StationDecided(body)])
}

/// Something that was decided of a station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationFact {
    /// Which.
    pub station: StationId,
    /// What; none: that every branch after a fork counts.
    pub decision: Option<StationDecision>,
    /// What it was called from then on; empty for a fork.
    pub name: String,
    /// Why, and who decided.
    pub reason: String,
    /// When, ms.
    pub wall: u64,
}

/// All that was decided of stations, the oldest first.
///
/// # Errors
/// The registry's.
pub fn history(registry: &Registry) -> Result<Vec<StationFact>, RegistryError> {
    let fact = |event: &Event| {
        let wall = event.header.wall;
        match event.body() {
            Some(Body::StationDecided(body)) => Some(StationFact {
                station: body.station,
                decision: Some(body.decision),
                name: body.name.clone(),
                reason: body.reason.clone().unwrap_or_default(),
                wall,
            }),
            Some(Body::ForkDecided(body)) => Some(StationFact {
                station: body.station,
                decision: None,
                name: String::new(),
                reason: body.reason.clone(),
                wall,
            }),
            _ => None,
        }
    };
    Ok(registry.office_events_of_kinds(&["station.decided", "fork.decided"])?.iter().filter_map(fact).collect())
}

/// Longest name of a station, in characters.
const NAME_CHARS_MAX: usize = 80;
