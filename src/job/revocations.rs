//! The office's list of certificates that are no longer good: read from a notice, held by the station, and marked on the
//! copies it has. What was once taken back stays so.

use super::trust::read_limited;
use crate::format::certificate;
use crate::format::judgement;
use crate::format::limits::DOCUMENT_BYTES_MAX;
use crate::format::trust::{REVOCATIONS_FILE, Trust, TrustFault, open_revocations};
use crate::format::verified::Verified;
use crate::model::event::{Body, CertificateNamed, Event};
use crate::model::problem::{Code, Problem};
use crate::model::trust::{Revocations, Standing, standing};
use crate::store::{OfficialCertificate, Store, StoreError, Writer};
use std::io;
use std::path::Path;

/// The list's bytes in a notice's folder; none if the notice brings none. Nothing is verified yet.
///
/// # Errors
/// [`Code::DocumentIncomplete`] if it is there and cannot be read.
pub fn read(folder: &Path) -> Result<Option<Vec<u8>>, Problem> {
    match read_limited(&folder.join(REVOCATIONS_FILE), DOCUMENT_BYTES_MAX) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(Problem::new(Code::DocumentIncomplete).with("file", REVOCATIONS_FILE).because(fault)),
    }
}

/// The list now held. One that the root of today does not bear out any more is none.
///
/// # Errors
/// The database's.
pub fn held(store: &Store, trust: &Trust) -> Result<Option<Verified<Revocations>>, Problem> {
    let bytes = store.document(REVOCATIONS_FILE)?;
    Ok(bytes.and_then(|bytes| open_revocations(&bytes, &trust.root).ok()))
}

/// Opens an offered list. None if it is the very one that is held.
///
/// # Errors
/// [`TrustFault`]: older, of another office, not signed by its issuer.
pub(super) fn offered(
    bytes: &[u8],
    trust: &Trust,
    held: Option<&Verified<Revocations>>,
) -> Result<Option<Verified<Revocations>>, TrustFault> {
    const WHAT: &str = "the revocation list";
    let list = open_revocations(bytes, &trust.root)?;
    if list.office != trust.policy.office {
        return Err(TrustFault::OtherOffice);
    }
    match standing(held.map(|held| (held.mark(), held.hash())), (list.mark(), list.hash())) {
        Standing::Newer => Ok(Some(list)),
        Standing::Same => Ok(None),
        Standing::Older => Err(TrustFault::Older(WHAT)),
        Standing::Conflicting => Err(TrustFault::Conflicting(WHAT)),
    }
}

/// Holds a list from now on and marks the certificates here. Gives how many were good until now.
///
/// # Errors
/// [`StoreError`].
pub(super) fn hold(
    writer: &mut Writer<'_>,
    list: &Revocations,
    bytes: &[u8],
    here: &[OfficialCertificate],
) -> Result<u64, StoreError> {
    writer.set_document(REVOCATIONS_FILE, bytes)?;
    let mut marked = 0;
    for certificate in here.iter().filter(|certificate| is_revoked(list, certificate)) {
        marked += u64::from(certificate.revoked.is_none());
        writer.revoke_official(&certificate.id, "")?; // the list tells no reasons
    }
    Ok(marked)
}

/// True if a list takes this certificate back.
#[must_use]
pub fn is_revoked(list: &Revocations, certificate: &OfficialCertificate) -> bool {
    let checked = certificate::verify(&certificate.document);
    checked.is_ok_and(|checked| judgement::is_revoked(&checked, list).is_some())
}

/// The certificates that events of the office's log take back.
pub(super) fn in_events(events: &[Event]) -> impl Iterator<Item = &CertificateNamed> {
    events.iter().filter_map(|event| match event.body() {
        Some(Body::CertificateRevoked(body)) => Some(body),
        _ => None,
    })
}
