//! The revocation list: every certificate this office took back, signed by the issuer key. It goes to the stations with
//! each notice, and to whoever checks certificates.
//!
//! Its number is the millisecond in which it was made, or one more than the last: an office brought back from an older
//! copy has forgotten lists, nobody tells it their numbers, and it must not give one of them twice.

use super::documents;
use super::home::OfficeHome;
use super::issue;
use super::keys::{KeyName, Keys};
use super::registry::{OfficePen, Registry, RegistryError};
use crate::format::certificate;
use crate::format::trust::{self, REVOCATIONS_FILE, Trust};
use crate::format::verified::Verified;
use crate::model::event::Body;
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use crate::model::trust::{EndedKey, Revocations, Revoked, StolenKey, VerifyKey};
use std::fs;
use std::io;

/// The list in force, if there is one.
///
/// # Errors
/// [`Code::OfficeDamaged`] if it does not open under the root.
pub fn in_force(home: &OfficeHome, trust: &Trust) -> Result<Option<Verified<Revocations>>, Problem> {
    let path = home.trust().join(REVOCATIONS_FILE);
    let damaged =
        |fault: &dyn std::fmt::Display| Problem::new(Code::OfficeDamaged).with("file", path.display()).because(fault);
    match fs::read(&path) {
        Ok(bytes) => trust::open_revocations(&bytes, &trust.root).map(Some).map_err(|fault| damaged(&fault)),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(damaged(&fault)),
    }
}

/// What becomes of an issuer key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyFate {
    /// Others may hold it: of what it signed, only what is in the registry stays good.
    Stolen(VerifyKey),
    /// Out of use from now on.
    Ended(VerifyKey),
}

/// Signs the next list from what the registry says, if it says something new, and gives the one now in force. None
/// while nothing was ever taken back.
///
/// # Errors
/// A missing issuer key (only if there is something to sign), the registry's, the disk's.
pub fn bring_up_to_date(
    home: &OfficeHome,
    registry: &Registry,
    keys: &Keys,
    now: u64,
) -> Result<Option<Revocations>, Problem> {
    bring_up_to_date_with(home, registry, keys, now, &[])
}

/// The same, and says what became of issuer keys.
///
/// # Errors
/// The same.
pub fn bring_up_to_date_with(
    home: &OfficeHome,
    registry: &Registry,
    keys: &Keys,
    now: u64,
    fates: &[KeyFate],
) -> Result<Option<Revocations>, Problem> {
    let held = documents::hold(home)?; // before the registry is read: whoever signs later has read all that was taken back
    let (trust, office) = (held.trust(), home.config()?.office);
    let series = trust.root.office(&office).ok_or_else(|| Problem::new(Code::OfficeDamaged))?.series;
    let before = in_force(home, trust)?.map(Verified::into_inner);
    let mut revoked: Vec<Revoked> = before.iter().flat_map(|list| list.revoked.clone()).collect();
    for row in registry.certificates()? {
        let is_new = !revoked.iter().any(|known| known.id == row.id);
        if let Some((at, _)) = row.revoked.filter(|_| is_new) {
            revoked.push(Revoked { id: row.id, at });
        }
    }
    revoked.sort_by(|a, b| a.id.cmp(&b.id));
    let mut stolen = before.as_ref().map(|list| list.stolen.clone()).unwrap_or_default();
    let mut ended = before.as_ref().map(|list| list.ended.clone()).unwrap_or_default();
    for fate in fates {
        match *fate {
            KeyFate::Stolen(key) if stolen.iter().all(|known| known.key != key) => {
                stolen.push(StolenKey { key, at: now, good: signed_by(registry, &key)? });
            }
            KeyFate::Ended(key) if ended.iter().all(|known| known.key != key) => ended.push(EndedKey { key, at: now }),
            KeyFate::Stolen(_) | KeyFate::Ended(_) => {}
        }
    }
    stolen.sort_by_key(|known| known.key);
    ended.sort_by_key(|known| known.key);
    let is_current = before.as_ref().is_some_and(|list| {
        list.revoked == revoked && list.series == series && list.stolen == stolen && list.ended == ended
    });
    if is_current || (before.is_none() && revoked.is_empty() && stolen.is_empty() && ended.is_empty()) {
        return Ok(before);
    }
    let list = Revocations {
        office,
        series,
        version: before.as_ref().map_or(0, |list| list.version).saturating_add(1).max(now),
        created: now,
        revoked,
        stolen,
        ended,
        ext: None,
    };
    let signed = trust::sign_revocations(&list, &keys.signing(KeyName::Issuer)?)
        .and_then(|bytes| trust::open_revocations(&bytes, &trust.root).map(|_| bytes))
        .map_err(|fault| Problem::new(Code::OfficeDamaged).because(fault))?;
    held.write(REVOCATIONS_FILE, &signed)?;
    Ok(Some(list))
}

/// Marks in the records what the list in force took back and they have as good: an office brought back from an older copy
/// has forgotten that, and may even have issued it again. Gives the ids.
///
/// # Errors
/// A missing office key (only if there is something to mark), the registry's.
pub fn mark_listed(
    home: &OfficeHome,
    registry: &mut Registry,
    keys: &Keys,
    (clock, random): (&dyn Clock, &dyn Random),
) -> Result<Vec<String>, Problem> {
    let list = in_force(home, &documents::read(home)?)?;
    let mut good = Vec::new();
    for revoked in list.iter().flat_map(|list| &list.revoked) {
        let row = registry.certificate(&revoked.id)?.filter(|row| row.revoked.is_none());
        good.extend(row.map(|row| (row, revoked.at)));
    }
    if good.is_empty() {
        return Ok(Vec::new());
    }
    let pen = OfficePen::new(home, keys, clock, random)?;
    registry.write(|writer| -> Result<(), RegistryError> {
        for (row, at) in &good {
            writer.revoke_certificate(&row.id, "", *at)?; // the list tells no reasons
            writer.append_office(&pen, Some(row.learner), Body::CertificateRevoked(issue::named(row, None)))?;
        }
        Ok(())
    })?;
    Ok(good.into_iter().map(|(row, _)| row.id).collect())
}

/// Ids of the registry's certificates that a key signed.
fn signed_by(registry: &Registry, key: &VerifyKey) -> Result<Vec<String>, Problem> {
    let mut ids = Vec::new();
    for row in registry.certificates()? {
        if certificate::verify(&row.file).is_ok_and(|checked| trust::verify_key(&checked.key) == *key) {
            ids.push(row.id);
        }
    }
    Ok(ids)
}
