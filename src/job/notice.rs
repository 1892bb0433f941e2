//! Taking a notice in: a newer root, catalogue or policy, all or nothing, never an older one.

use super::trust::{held_trust, held_trust_in, hold_trust, read_notice, trust_problem};
use crate::format::trust::{Trust, TrustFiles};
use crate::model::event::{Actor, Body, PackNamed, TrustUpdated};
use crate::model::problem::Problem;
use crate::model::trust::Approval;
use crate::store::{Store, Writer};
use std::path::Path;

/// What a notice changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeTaken {
    /// The versions now held.
    pub now: TrustUpdated,
    /// False if all of it was here already.
    pub is_news: bool,
    /// Packs that it withdrew.
    pub withdrawn: Vec<PackNamed>,
}

/// Takes in the notice that lies in a folder.
///
/// # Errors
/// A document that is missing, altered, older, or not signed by those who may; nothing is changed then.
pub fn take_notice(store: &mut Store, folder: &Path, by: Actor) -> Result<NoticeTaken, Problem> {
    take_notice_files(store, &read_notice(folder)?, by)
}

/// Takes in a notice whose files were read already.
///
/// # Errors
/// As [`take_notice`].
pub fn take_notice_files(store: &mut Store, files: &TrustFiles, by: Actor) -> Result<NoticeTaken, Problem> {
    held_trust(store)?.advance(files).map_err(|fault| trust_problem(&fault))?; // before the lock is taken
    store.write(|writer| {
        let held = held_trust_in(writer)?;
        let next = held.advance(files).map_err(|fault| trust_problem(&fault))?;
        let now = versions(&next);
        if next.is_same(&held) {
            return Ok(NoticeTaken { now, is_news: false, withdrawn: Vec::new() });
        }
        hold_trust(writer, &next, files)?;
        writer.append_by(by, Body::TrustUpdated(now.clone()))?;
        let withdrawn = withdraw(writer, &next, by)?;
        Ok(NoticeTaken { now, is_news: true, withdrawn })
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
