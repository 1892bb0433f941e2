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
use std::collections::{BTreeMap, BTreeSet};
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
    let _alone = home.hold_notice()?;
    let trust = documents::read(home)?;
    documents::copy_to(home, &home.notice())?;
    let key = keys.signing(KeyName::Office)?;
    let mut stations = registry.stations()?;
    stations.retain(|station| station.state != StationState::Asking);
    let news = News::of(registry, &stations)?;
    let mut made = Vec::new();
    for station in &stations {
        let brought = news.brought(registry, station.id)?;
        made.push(write_receipt(home, registry, &trust, &key, (station, brought), clock.wall_ms())?);
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
    (station, brought): (&StationRow, Brought),
    now: u64,
) -> Result<ReceiptMade, Problem> {
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

/// So many of the receipts that a station took last are looked at: one before those reached less far.
const TAKEN_MAX: usize = 16;

/// What the stations have not said they took: certificates and office events about their learners.
struct News {
    aliases: Aliases,
    /// By station: number of the newest certificate, row of the newest office event that it took. After a fork everything
    /// goes again, since one of the two may never have had it.
    had: BTreeMap<StationId, (u64, u64)>,
    /// By station: those of its learners of whom there is any news.
    learners: BTreeMap<StationId, BTreeSet<LearnerId>>,
}

impl News {
    fn of(registry: &Registry, stations: &[StationRow]) -> Result<Self, RegistryError> {
        let forked: BTreeSet<StationId> = registry.forks()?.into_iter().map(|fork| fork.station).collect();
        let taken = taken(registry)?;
        let mut had = BTreeMap::new();
        for station in stations.iter().map(|row| row.id) {
            let receipts = taken.get(&station).filter(|_| !forked.contains(&station)).map_or(&[][..], Vec::as_slice);
            let last = &receipts[receipts.len().saturating_sub(TAKEN_MAX)..];
            had.insert(station, registry.delivered(station, last)?);
        }
        let aliases = Aliases::read(registry)?;
        let least = |of: fn(&(u64, u64)) -> u64| had.values().map(of).min().unwrap_or(0);
        let mut told: BTreeSet<LearnerId> =
            registry.learners_decided(least(|had| had.0), least(|had| had.1))?.into_iter().collect();
        told.extend(aliases.decisions.iter().flat_map(|decision| [decision.one, decision.other]));
        let mut learners: BTreeMap<StationId, BTreeSet<LearnerId>> = BTreeMap::new();
        for learner in told {
            for station in registry.stations_of(learner)? {
                learners.entry(station).or_default().insert(learner);
            }
        }
        Ok(Self { aliases, had, learners })
    }

    fn brought(&self, registry: &Registry, station: StationId) -> Result<Brought, RegistryError> {
        let reach = self.had.get(&station).copied().unwrap_or_default();
        let mut brought = Brought { certificates: Vec::new(), events: Vec::new(), reach };
        let nobody = BTreeSet::new();
        let here = self.learners.get(&station).unwrap_or(&nobody);
        for learner in here.iter().copied() {
            for row in registry.certificates_of(learner)? {
                if row.number > reach.0 {
                    brought.certificate(learner, row);
                }
            }
            for (row, event) in registry.office_events_of(learner, reach.1)? {
                brought.reach.1 = brought.reach.1.max(row);
                brought.events.push(event);
            }
            // What another id of the same person has, the station knows under this one. It goes each time: it is little,
            // and older than what the station took may be what only a decision of today makes this person's.
            let ids = self.aliases.ids(learner);
            for id in self.aliases.linked(learner).into_iter().filter(|id| !here.contains(id)) {
                for row in registry.certificates_of(id)?.into_iter().filter(|_| ids.contains(&id)) {
                    brought.certificate(learner, row);
                }
                brought.events.extend(registry.office_events_of(id, 0)?.into_iter().map(|(_, event)| event));
            }
        }
        Ok(brought)
    }
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

/// By station: the receipts that its counted events say it took, in the order in which the office heard of it.
fn taken(registry: &Registry) -> Result<BTreeMap<StationId, Vec<Hash>>, RegistryError> {
    let mut out: BTreeMap<StationId, Vec<Hash>> = BTreeMap::new();
    for event in registry.events_of_kinds(&["receipt.taken"])? {
        if let Some(Body::ReceiptTaken(body)) = event.body() {
            out.entry(event.header.station).or_default().push(body.sha256);
        }
    }
    Ok(out)
}
