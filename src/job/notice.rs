//! Taking a notice in: a newer root, catalogue, policy or revocation list, all or nothing, never an older one.

use super::import_receipt::RECEIPT_ENDING;
use super::revocations;
use super::trust::{folder_of, held_trust, held_trust_in, hold_trust, read_notice, trust_problem};
use crate::format::trust::{Trust, TrustFiles};
use crate::model::event::{Actor, Body, PackNamed, TrustUpdated};
use crate::model::problem::Problem;
use crate::model::trust::Approval;
use crate::store::{Store, Writer};
use std::path::{Path, PathBuf};

/// What a notice changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeTaken {
    /// The versions now held.
    pub now: TrustUpdated,
    /// False if all of it was here already.
    pub is_news: bool,
    /// Packs that it withdrew.
    pub withdrawn: Vec<PackNamed>,
    /// Certificates here that were good until now.
    pub revoked: u64,
}

/// Takes in the notice that lies in a folder.
///
/// # Errors
/// A document that is missing, altered, older, or not signed by those who may; nothing is changed then.
pub fn take_notice(store: &mut Store, folder: &Path, by: Actor) -> Result<NoticeTaken, Problem> {
    let list = revocations::read(&folder_of(folder))?;
    take(store, &read_notice(folder)?, list.as_deref(), by)
}

/// The receipt for this station in a notice's folder, if there is one: its name begins as the station's id does. Whether
/// it is really for this station is seen when it is opened.
///
/// # Errors
/// The store's.
pub fn receipt_in(store: &Store, folder: &Path) -> Result<Option<PathBuf>, Problem> {
    let Some(station) = store.station()? else { return Ok(None) };
    let path = folder_of(folder).join(format!("{}.{RECEIPT_ENDING}", &station.id.to_hex()[..16]));
    Ok(path.is_file().then_some(path))
}

/// Takes in a notice whose files were read already, and which brings no revocation list.
///
/// # Errors
/// As [`take_notice`].
pub fn take_notice_files(store: &mut Store, files: &TrustFiles, by: Actor) -> Result<NoticeTaken, Problem> {
    take(store, files, None, by)
}

fn take(store: &mut Store, files: &TrustFiles, list: Option<&[u8]>, by: Actor) -> Result<NoticeTaken, Problem> {
    let held = held_trust(store)?;
    let next = held.advance(files).map_err(|fault| trust_problem(&fault))?; // before the lock is taken
    let held_list = revocations::held(store, &next)?;
    let new_list = match list {
        Some(bytes) => revocations::offered(bytes, &next, held_list.as_ref())
            .map_err(|fault| trust_problem(&fault))?
            .map(|list| (list, bytes)),
        None => None,
    };
    let here = store.all_official()?;
    store.write(|writer| {
        let held = held_trust_in(writer)?;
        let next = held.advance(files).map_err(|fault| trust_problem(&fault))?;
        let now = versions(&next);
        let (is_new, has_list) = (!next.is_same(&held), new_list.is_some());
        let mut taken = NoticeTaken { now, is_news: is_new || has_list, withdrawn: Vec::new(), revoked: 0 };
        if let Some((list, bytes)) = new_list {
            taken.revoked = revocations::hold(writer, &list, bytes, &here)?;
        }
        if is_new {
            hold_trust(writer, &next, files)?;
            writer.append_by(by, Body::TrustUpdated(taken.now.clone()))?;
            taken.withdrawn = withdraw(writer, &next, by)?;
        }
        Ok(taken)
    })
}

/// The versions of a set, as the log tells them.
#[must_use]
pub fn versions(trust: &Trust) -> TrustUpdated {
    TrustUpdated { root: trust.root.version, catalogue: trust.catalogue.version, policy: trust.policy.version }
}

fn withdraw(writer: &mut Writer<'_>, trust: &Trust, by: Actor) -> Result<Vec<PackNamed>, Problem> {
    let mut withdrawn = Vec::new();
    for pack in writer.packs()? {
        if pack.is_withdrawn || trust.catalogue.approval(&pack.manifest) != Approval::Withdrawn {
            continue;
        }
        writer.withdraw_pack(&pack.manifest)?;
        let named = PackNamed { pack: pack.pack, version: pack.version };
        writer.append_by(by, Body::PackWithdrawn(named.clone()))?;
        withdrawn.push(named);
    }
    Ok(withdrawn)
}
