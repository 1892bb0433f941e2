//! Taking the office's receipt in: what it holds, what it wants again, official certificates, its own events about
//! people here, and this station's certificate. One transaction; a receipt taken twice changes nothing.

use super::export_progress::STATION_CERTIFICATE;
use super::revocations;
use crate::crypto::seal::SealIdentity;
use crate::format::event_log;
use crate::format::letter::LetterFault;
use crate::format::limits::DOCUMENT_BYTES_MAX;
use crate::format::receipt::{self, IssuedCertificate, OpenedReceipt, Receipt};
use crate::format::trust::{self, Trust};
use crate::format::{certificate, json};
use crate::model::aliases::Decision;
use crate::model::event::{Actor, Body, Draft, Event, ReceiptTaken};
use crate::model::id::StaffId;
use crate::model::problem::{Code, Problem};
use crate::model::trust::Office;
use crate::store::{OfficialCertificate, Store, StoreError, TrustRow, Wanted};
use std::io::Read;

/// Ending of a receipt's name.
pub const RECEIPT_ENDING: &str = "freceipt";

/// What a receipt brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taken {
    /// Events the office now holds of this station.
    pub events_held: u64,
    /// Events it does not hold.
    pub events_unsent: u64,
    /// Official certificates that came with it.
    pub certificates: u32,
    /// The station is confirmed.
    pub is_confirmed: bool,
    /// It names newer roots, catalogues or policies than are held: the stick is incomplete.
    pub names_newer: bool,
    /// It had been taken before.
    pub was_known: bool,
}

/// Opens a receipt and takes it in.
///
/// # Errors
/// [`Code::ReceiptOtherStation`], [`Code::ReceiptAltered`], [`Code::StationNotSetUp`], or the database's.
pub fn take(
    store: &mut Store,
    trust: &Trust,
    identity: &SealIdentity,
    staff: Option<StaffId>,
    input: impl Read,
) -> Result<Taken, Problem> {
    let station = store.station()?.ok_or_else(|| Problem::new(Code::StationNotSetUp))?;
    let opened = receipt::open(identity, &trust.root, &station.office, station.id, input).map_err(refused)?;
    let mut checked = check(&opened.receipt, trust)?;
    mark_revoked(store, trust, &mut checked.certificates, &checked.events)?;
    let was_known = store.has_receipt(&opened.sha256)?;
    if !was_known {
        write(store, &opened, &checked, staff)?;
    }
    let events_unsent = store.unacknowledged()?.events;
    Ok(Taken {
        events_held: store.event_count()?.saturating_sub(events_unsent),
        events_unsent,
        certificates: u32::try_from(opened.receipt.certificates.len()).unwrap_or(u32::MAX),
        is_confirmed: store.document(STATION_CERTIFICATE)?.is_some(),
        names_newer: opened.receipt.root_version > trust.root.version
            || opened.receipt.catalogue_version > trust.catalogue.version
            || opened.receipt.policy_version > trust.policy.version,
        was_known,
    })
}

/// True if no receipt was taken in that was made after this one. Changes nothing.
///
/// # Errors
/// As [`take`].
pub fn is_newest(store: &Store, trust: &Trust, identity: &SealIdentity, input: impl Read) -> Result<bool, Problem> {
    let station = store.station()?.ok_or_else(|| Problem::new(Code::StationNotSetUp))?;
    let opened = receipt::open(identity, &trust.root, &station.office, station.id, input).map_err(refused)?;
    Ok(store.trust("receipt")?.is_none_or(|held| held.created <= opened.receipt.created))
}

fn refused(fault: LetterFault) -> Problem {
    let code = if fault.is_for_another() { Code::ReceiptOtherStation } else { Code::ReceiptAltered };
    Problem::new(code).because(fault)
}

/// What a receipt brings, checked, before anything is written.
struct Checked {
    certificates: Vec<OfficialCertificate>,
    events: Vec<Event>,
    station_certificate: Option<Vec<u8>>,
}

fn check(receipt: &Receipt, trust: &Trust) -> Result<Checked, Problem> {
    let altered = |fault: &dyn std::fmt::Display| Problem::new(Code::ReceiptAltered).because(fault);
    let office = trust.root.office(&receipt.office).ok_or_else(|| Problem::new(Code::ReceiptOtherStation))?;
    let certificates =
        receipt.certificates.iter().map(|issued| official(issued, office)).collect::<Result<Vec<_>, _>>()?;
    let mut events = Vec::new();
    for (number, event) in (0..).zip(&receipt.events) {
        let event = event_log::from_line(event.line.as_bytes(), event.prev_hash, number);
        events.push(event.map_err(|fault| altered(&fault))?);
    }
    let station_certificate = match &receipt.station_certificate {
        None => None,
        Some(value) => {
            let bytes = json::to_canonical(value).map_err(|fault| altered(&fault))?;
            let opened = trust::open_station(&bytes, &trust.root).map_err(|fault| altered(&fault))?;
            if opened.station != receipt.station || bytes.len() > DOCUMENT_BYTES_MAX {
                return Err(Problem::new(Code::ReceiptOtherStation));
            }
            Some(bytes)
        }
    };
    Ok(Checked { certificates, events, station_certificate })
}

/// A certificate that a document of the office brings: its proof holds, and its key is one of the office's issuers.
pub(super) fn official(issued: &IssuedCertificate, office: &Office) -> Result<OfficialCertificate, Problem> {
    let checked = certificate::verify(issued.file.as_bytes())
        .map_err(|fault| Problem::new(Code::ReceiptAltered).because(fault))?;
    if !office.issuers.contains(&trust::verify_key(&checked.key)) {
        return Err(Problem::new(Code::CertificateAltered).because("signed by a key that is not an issuer's"));
    }
    Ok(OfficialCertificate {
        id: issued.id.clone(),
        learner: issued.learner,
        target: issued.course.clone(),
        cert: issued.cert.clone(),
        document: issued.file.clone().into_bytes(),
        revoked: None,
    })
}

/// Marks what was taken back before these came, or by `events` that come with them: what is late makes nothing good
/// again.
pub(super) fn mark_revoked(
    store: &Store,
    trust: &Trust,
    certificates: &mut [OfficialCertificate],
    events: &[Event],
) -> Result<(), Problem> {
    let list = revocations::held(store, trust)?;
    for certificate in certificates {
        let told = store.office_events_of(certificate.learner)?;
        let foreign = store.foreign_events_of(certificate.learner, 0)?.events;
        let told = revocations::in_events(&told).chain(revocations::in_events(&foreign));
        let mut events = told.chain(revocations::in_events(events));
        certificate.revoked = match events.find(|body| body.id == certificate.id) {
            Some(body) => Some(body.reason.clone().unwrap_or_default()),
            None => list.as_ref().filter(|list| revocations::is_revoked(list, certificate)).map(|_| String::new()),
        };
    }
    Ok(())
}

fn write(store: &mut Store, opened: &OpenedReceipt, checked: &Checked, staff: Option<StaffId>) -> Result<(), Problem> {
    let receipt = &opened.receipt;
    let newest = store.trust("receipt")?.is_none_or(|held| held.created <= receipt.created);
    let wanted: Vec<Wanted> = receipt
        .wanted
        .iter()
        .map(|want| Wanted { epoch: want.epoch, from_seq: want.from_seq, to_seq: want.to_seq })
        .collect();
    store.write(|writer| -> Result<(), StoreError> {
        let mut tips = Vec::new();
        if newest {
            tips = writer.set_tips(&receipt.tips)?;
            writer.set_wanted(&wanted)?;
            writer.set_trust("receipt", &trust_row(opened))?;
        }
        if let Some(certificate) = &checked.station_certificate {
            writer.set_document(STATION_CERTIFICATE, certificate)?;
        }
        for certificate in &checked.certificates {
            writer.set_official(certificate)?;
        }
        for body in revocations::in_events(&checked.events) {
            writer.revoke_official(&body.id, body.reason.as_deref().unwrap_or_default())?;
        }
        writer.add_office_events(&checked.events)?;
        if checked.events.iter().any(|event| Decision::of(event).is_some()) {
            writer.join_same_people()?;
        }
        writer.set_document(&format!("receipt:{}", opened.sha256), &[])?;
        let taken = ReceiptTaken { sha256: opened.sha256, tips };
        writer.append(Draft::by(staff.map_or(Actor::Station, Actor::Staff), Body::ReceiptTaken(taken)))?;
        Ok(())
    })?;
    Ok(())
}

fn trust_row(opened: &OpenedReceipt) -> TrustRow {
    TrustRow { series: 0, version: 0, hash: opened.sha256, created: opened.receipt.created, document: Vec::new() }
}
