//! The office's answers: one sealed receipt for each confirmed or retired station, and the notice folder they travel
//! in.

use super::aliases::Aliases;
use super::documents;
use super::home::{OfficeHome, Reader, write_file};
use super::keys::{KeyName, Keys};
use super::registry::{IssuedRow, Registry, RegistryError, StationRow, StationState};
use super::{rosters, transfer};
use crate::crypto::seal::SealRecipient;
use crate::crypto::sign::SecretKey;
use crate::format::receipt::{self, IssuedCertificate, OfficeEvent, Receipt, Wanted};
use crate::format::trust::Trust;
use crate::model::event::Body;
use crate::model::id::{Hash, LearnerId, StationId};
use crate::model::ports::Clock;
use crate::model::problem::{Code, Problem};
use std::path::PathBuf;

/// Ending of a receipt's name.
pub const RECEIPT_ENDING: &str = "freceipt";

/// A receipt that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiptMade {
    /// For which station.
    pub station: StationId,
    /// Its name.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Epochs it acknowledges.
    pub tips: u64,
    /// Runs of events it asks for.
    pub wanted: u64,
    /// Certificates it brings.
    pub certificates: u64,
}

/// Fills the notice folder anew: documents in force; for every station that the office has confirmed a receipt, and its
/// list of people; the records of those who were sent to a station that has not all of them yet.
///
/// # Errors
/// A missing office key, the registry's, the disk's.
pub fn write_notice(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    clock: &dyn Clock,
) -> Result<Vec<ReceiptMade>, Problem> {
    let trust = documents::read(home)?;
    documents::copy_to(home, &home.notice())?;
    let key = keys.signing(KeyName::Office)?;
    let mut made = Vec::new();
    for station in registry.stations()? {
        if station.state != StationState::Asking {
            made.push(write_receipt(home, registry, &trust, &key, &station, clock.wall_ms())?);
        }
    }
    rosters::write_rosters(home, registry, keys, clock)?;
    transfer::write_records(home, registry, keys, clock)?;
    Ok(made)
}

fn write_receipt(
    home: &OfficeHome,
    registry: &mut Registry,
    trust: &Trust,
    key: &SecretKey,
    station: &StationRow,
    now: u64,
) -> Result<ReceiptMade, Problem> {
    let brought = brought(registry, station.id)?;
    let certificate = station.certificate.as_deref().map(serde_json::from_slice).transpose();
    let receipt = Receipt {
        office: home.config()?.office,
        station: station.id,
        created: now,
        tips: registry.tips(station.id)?,
        wanted: wanted(registry, station.id)?,
        certificates: brought.certificates,
        events: brought.events,
        station_certificate: certificate.map_err(|fault| Problem::new(Code::RegistryTrouble).because(fault))?,
        root_version: trust.root.version,
        catalogue_version: trust.catalogue.version,
        policy_version: trust.policy.version,
        ext: None,
    };
    let ours = |fault: &dyn std::fmt::Display| Problem::new(Code::Internal).because(fault);
    let recipient: SealRecipient = station.recipient.parse().map_err(|fault| ours(&fault))?;
    let (sha256, sealed) = receipt::seal(&receipt, key, &recipient).map_err(|fault| ours(&fault))?;
    let path = home.notice().join(format!("{}.{RECEIPT_ENDING}", &station.id.to_hex()[..16]));
    registry
        .write(|writer| -> Result<(), RegistryError> { writer.add_receipt(&sha256, station.id, brought.reach, now) })?;
    write_file(&path, &sealed, Reader::Anyone)?;
    Ok(ReceiptMade {
        station: station.id,
        name: station.name.clone(),
        path,
        tips: receipt.tips.len() as u64,
        wanted: receipt.wanted.len() as u64,
        certificates: receipt.certificates.len() as u64,
    })
}

fn wanted(registry: &Registry, station: StationId) -> Result<Vec<Wanted>, RegistryError> {
    let gaps = registry.gaps(station)?;
    Ok(gaps.into_iter().map(|(epoch, from_seq, to_seq)| Wanted { epoch, from_seq, to_seq }).collect())
}

struct Brought {
    certificates: Vec<IssuedCertificate>,
    events: Vec<OfficeEvent>,
    /// Number of the newest certificate, row of the newest office event.
    reach: (u64, u64),
}

/// What the station has not said it took: certificates and office events about its learners. After a fork everything
/// goes again, since one of the two may never have had it.
fn brought(registry: &Registry, station: StationId) -> Result<Brought, RegistryError> {
    let is_forked = registry.forks()?.iter().any(|fork| fork.station == station);
    let taken = if is_forked { Vec::new() } else { taken(registry, station)? };
    let (certificates_had, events_had) = registry.delivered(station, &taken)?;
    let mut brought = Brought { certificates: Vec::new(), events: Vec::new(), reach: (certificates_had, events_had) };
    let aliases = Aliases::read(registry)?;
    let here = registry.learners_at(station)?;
    for learner in here.iter().copied() {
        for row in registry.certificates_of(learner)? {
            if row.number > certificates_had {
                brought.certificate(learner, row);
            }
        }
        for (row, event) in registry.office_events_of(learner, events_had)? {
            brought.reach.1 = brought.reach.1.max(row);
            brought.events.push(event);
        }
        // What another id of the same person has, the station knows under this one. It goes each time: it is little,
        // and older than what the station took may be what only a decision of today makes this person's.
        let ids = aliases.ids(learner);
        for id in aliases.linked(learner).into_iter().filter(|id| !here.contains(id)) {
            for row in registry.certificates_of(id)?.into_iter().filter(|_| ids.contains(&id)) {
                brought.certificate(learner, row);
            }
            brought.events.extend(registry.office_events_of(id, 0)?.into_iter().map(|(_, event)| event));
        }
    }
    Ok(brought)
}

impl Brought {
    fn certificate(&mut self, learner: LearnerId, row: IssuedRow) {
        if row.revoked.is_some() {
            return;
        }
        self.reach.0 = self.reach.0.max(row.number);
        let file = String::from_utf8_lossy(&row.file).into_owned();
        self.certificates.push(IssuedCertificate { learner, course: row.course, cert: row.cert, id: row.id, file });
    }
}

/// The receipts that a station's counted events say it took.
fn taken(registry: &Registry, station: StationId) -> Result<Vec<Hash>, RegistryError> {
    let events = registry.events_of_kinds_at(station, &["receipt.taken"])?;
    let taken = events.iter().filter_map(|event| match event.body() {
        Some(Body::ReceiptTaken(body)) => Some(body.sha256),
        _ => None,
    });
    Ok(taken.collect())
}
