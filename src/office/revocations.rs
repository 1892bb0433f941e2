//! The revocation list: every certificate this office took back, signed by the issuer key. It goes to the stations with
//! each notice, and to whoever checks certificates.

use super::documents;
use super::home::{OfficeHome, Reader, write_file};
use super::keys::{KeyName, Keys};
use super::registry::Registry;
use crate::format::trust::{self, REVOCATIONS_FILE, Trust};
use crate::format::verified::Verified;
use crate::model::problem::{Code, Problem};
use crate::model::trust::{Revocations, Revoked};
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
    let trust = documents::read(home)?;
    let office = home.config()?.office;
    let series = trust.root.office(&office).ok_or_else(|| Problem::new(Code::OfficeDamaged))?.series;
    let before = in_force(home, &trust)?.map(Verified::into_inner);
    let mut revoked: Vec<Revoked> = before.iter().flat_map(|list| list.revoked.clone()).collect();
    for row in registry.certificates()? {
        let is_new = !revoked.iter().any(|known| known.id == row.id);
        if let Some((at, _)) = row.revoked.filter(|_| is_new) {
            revoked.push(Revoked { id: row.id, at });
        }
    }
    revoked.sort_by(|a, b| a.id.cmp(&b.id));
    let is_current = before.as_ref().is_some_and(|list| list.revoked == revoked && list.series == series);
    if is_current || (before.is_none() && revoked.is_empty()) {
        return Ok(before);
    }
    let list = Revocations {
        office,
        series,
        version: before.as_ref().map_or(1, |list| list.version + 1),
        created: now,
        revoked,
        stolen: before.map(|list| list.stolen).unwrap_or_default(),
        ext: None,
    };
    let signed = trust::sign_revocations(&list, &keys.signing(KeyName::Issuer)?)
        .and_then(|bytes| trust::open_revocations(&bytes, &trust.root).map(|_| bytes))
        .map_err(|fault| Problem::new(Code::OfficeDamaged).because(fault))?;
    write_file(&home.trust().join(REVOCATIONS_FILE), &signed, Reader::Anyone)?;
    Ok(Some(list))
}
