//! What the office decides of stations: confirming, renaming, retiring, letting what was kept apart or the branches of a
//! fork count. Each decision looks at the station, changes it and stands in the office's log in one transaction: what
//! another clerk decided meanwhile is not undone, and nothing is decided that nobody can look up afterwards.

use super::documents;
use super::home::OfficeHome;
use super::keys::{KeyName, Keys};
use super::merge::Good;
use super::registry::{OfficePen, Registry, RegistryError, RegistryWriter, StationRow, StationState};
use super::standing::{Writing, reason};
use crate::crypto::hash::sha256;
use crate::crypto::sign::PublicKey;
use crate::format::trust;
use crate::model::event::{Body, Event, ForkDecided, StationDecided, StationDecision};
use crate::model::id::{Hash, StationId};
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
/// [`Code::StationUnknown`]; [`Code::ExportRetired`] if it is retired; a missing key, the registry's.
pub fn confirm(writing: &mut Writing<'_>, asked: &str, why: Option<&str>) -> Result<(StationRow, u64), Problem> {
    let (home, keys) = (writing.home, writing.keys);
    decide(writing, asked, why, |writer, pen, mut row| {
        if row.state == StationState::Retired {
            return Err(Problem::new(Code::ExportRetired).with("station", &row.name));
        }
        row.certificate = Some(certify(home, keys, &row, pen.wall)?);
        row.state = StationState::Confirmed;
        writer.set_station(&row, Some(pen.wall))?;
        let released = writer.count_unconfirmed(row.id)? as u64;
        Ok((row, released, Some(StationDecision::Confirmed)))
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

/// Takes no more from a station. What counts by now goes on counting, whichever branch of its log it stands in, and what
/// waits for a decision about a fork goes on waiting; everything else, and what comes later, is kept apart. Gives how
/// many events that are now.
///
/// # Errors
/// [`Code::StationUnknown`], a missing key, the registry's.
pub fn retire(writing: &mut Writing<'_>, asked: &str, why: Option<&str>) -> Result<(StationRow, u64), Problem> {
    decide(writing, asked, why, |writer, pen, mut row| {
        (row.last_good, row.state) = (None, StationState::Retired);
        let held = writer.registry();
        let good = Good::new(&held.good_ends(&row)?, &held.epoch_parents(row.id)?);
        writer.set_station(&row, Some(pen.wall))?;
        let apart = writer.quarantine(row.id, |event| good.has(event))? as u64;
        Ok((row, apart, Some(StationDecision::Retired)))
    })
}

/// Lets what is kept apart of a retired station count: somebody found out that it is real work. The station stays
/// retired, and what comes later is kept apart again. Gives how many events count now; with none, nothing is decided.
///
/// # Errors
/// [`Code::StationUnknown`], a missing key, the registry's.
pub fn release(writing: &mut Writing<'_>, asked: &str, why: Option<&str>) -> Result<(StationRow, u64), Problem> {
    decide(writing, asked, why, |writer, pen, mut row| {
        let released = writer.count_quarantined(row.id)? as u64;
        if released == 0 {
            return Ok((row, 0, None));
        }
        row.last_good = None;
        writer.set_station(&row, Some(pen.wall))?;
        Ok((row, released, Some(StationDecision::Released)))
    })
}

/// Gives a station another name: its next receipt brings the certificate that says so.
///
/// # Errors
/// [`Code::StationUnknown`], a missing key, the registry's.
pub fn rename(
    writing: &mut Writing<'_>,
    (asked, name): (&str, &str),
    why: Option<&str>,
) -> Result<StationRow, Problem> {
    let (home, keys) = (writing.home, writing.keys);
    let renamed = decide(writing, asked, why, |writer, pen, mut row| {
        row.name = name.trim().to_owned();
        if row.name.is_empty() || row.name.chars().count() > NAME_CHARS_MAX {
            return Err(Problem::new(Code::StationUnknown).with("station", name));
        }
        if row.state == StationState::Confirmed {
            row.certificate = Some(certify(home, keys, &row, pen.wall)?);
        }
        writer.set_station(&row, None)?;
        Ok((row, 1, Some(StationDecision::Renamed)))
    })?;
    Ok(renamed.0)
}

/// A station as it then is, how many events it concerned, and what is to be said.
type Change = (StationRow, u64, Option<StationDecision>);

/// Decides something of the station that is meant, and says it in the office's log, with why and who decided: both, or
/// neither.
fn decide(
    writing: &mut Writing<'_>,
    asked: &str,
    why: Option<&str>,
    change: impl FnOnce(&mut RegistryWriter<'_>, &OfficePen<'_>, StationRow) -> Result<Change, Problem>,
) -> Result<(StationRow, u64), Problem> {
    let pen = OfficePen::new(writing.home, writing.keys, writing.clock, writing.random)?;
    writing.registry.write(|writer| {
        let row = find(writer.registry(), asked)?;
        let (row, count, decision) = change(writer, &pen, row)?;
        if let Some(decision) = decision {
            let body = StationDecided { station: row.id, decision, name: row.name.clone(), reason: reason(why) };
            writer.append_office(&pen, None, Body::StationDecided(body))?;
        }
        Ok((row, count))
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

/// As [`accept_forks`], and says so in the office's log, fork by fork, with why and who decided.
///
/// # Errors
/// As [`accept_forks`]; a missing office key.
pub fn decide_forks(writing: &mut Writing<'_>, asked: &str, why: &str) -> Result<(StationRow, u64), Problem> {
    let pen = OfficePen::new(writing.home, writing.keys, writing.clock, writing.random)?;
    writing.registry.write(|writer| {
        let row = find(writer.registry(), asked)?;
        let forks = writer.registry().forks()?;
        let waiting = forks.iter().filter(|fork| fork.station == row.id && fork.decided.is_none());
        for fork in waiting {
            let body = ForkDecided { station: row.id, after: fork.after.hash, reason: why.to_owned() };
            writer.append_office(&pen, None, Body::ForkDecided(body))?;
        }
        let decided = writer.decide_forks(row.id, pen.wall)? as u64;
        Ok((row, decided))
    })
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
