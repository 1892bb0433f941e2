//! An office brought back from an older copy has forgotten documents that it signed after the copy. Its stations hold them,
//! and refuse what has an older number, or the same one and other words. They tell the numbers with each sealed file; the
//! documents themselves lie on every stick that took a notice in.

use super::documents::{self, Held};
use super::home::OfficeHome;
use super::notice_copy;
use super::registry::{Registry, RegistryError};
use super::revocations;
use crate::format::trust::{
    self, CATALOGUE_FILE, POLICY_FILE, REVOCATIONS_FILE, Trust, TrustFault, TrustFiles, root_file,
};
use crate::model::problem::{Code, Problem};
use crate::model::trust::{Standing, standing};
use std::fs;
use std::path::{Path, PathBuf};

/// A station is ahead of its office by so many documents at most: a higher number is none that this office ever gave.
const AHEAD_MAX: u64 = 1_000_000;

/// The highest numbers of root, catalogue and policy that are known of: of those in force, and of those that confirmed
/// stations told of. The next document has the number after it.
pub(super) fn newest(registry: &Registry, trust: &Trust) -> Result<[u64; 3], RegistryError> {
    let own = [trust.root.version, trust.catalogue.version, trust.policy.version];
    let told = registry.documents_held(own.map(|number| number.saturating_add(AHEAD_MAX)))?;
    Ok([0, 1, 2].map(|which| own[which].max(told[which])))
}

/// What was brought back.
#[derive(Debug)]
pub struct BroughtBack {
    /// The documents now in force.
    pub trust: Trust,
    /// Any of them is another one than before.
    pub is_news: bool,
}

/// Brings documents of this office back out of the folder of a notice or kit, or a stick with a notice on it. Each is taken if it is newer than the one in
/// force and the root vouches for it, as at a station; an older one is left.
///
/// # Errors
/// [`Code::DocumentIncomplete`] if the folder holds none; [`Code::DocumentConflicting`], [`Code::DocumentAltered`],
/// [`Code::DocumentOtherOffice`]; the disk's.
pub fn bring_back(home: &OfficeHome, folder: &Path) -> Result<BroughtBack, Problem> {
    let held = documents::hold(home)?;
    let folder = &of_notice(folder);
    let incomplete =
        |problem: Problem| Problem::new(Code::DocumentIncomplete).with("file", folder.display()).because(problem);
    let (own, found) = (documents::read_files(&home.trust())?, documents::read_files(folder).map_err(incomplete)?);
    let files = newer(&held, own, found).map_err(|fault| refused(folder, &fault))?;
    for (bytes, version) in files.roots.iter().zip(1..).filter(|(_, version)| *version > held.trust().root.version) {
        held.write(&root_file(version), bytes)?;
    }
    held.write(CATALOGUE_FILE, &files.catalogue)?;
    let trust = held.write(POLICY_FILE, &files.policy)?;
    let has_list = bring_list_back(&held, &trust, home, folder)?;
    Ok(BroughtBack { is_news: has_list || !trust.is_same(held.trust()), trust })
}

/// The notice on a stick, if it is the stick that was named.
fn of_notice(folder: &Path) -> PathBuf {
    let has_documents = |folder: &Path| folder.join(CATALOGUE_FILE).exists();
    let inner = folder.join(notice_copy::FOLDER);
    if !has_documents(folder) && has_documents(&inner) { inner } else { folder.to_owned() }
}

/// The newer ones of both, which fit together.
fn newer(held: &Held<'_>, own: TrustFiles, found: TrustFiles) -> Result<TrustFiles, TrustFault> {
    let choice = |catalogue: &Vec<u8>, policy: &Vec<u8>| TrustFiles {
        roots: found.roots.clone(),
        catalogue: catalogue.clone(),
        policy: policy.clone(),
    };
    let choices = [
        choice(&found.catalogue, &found.policy),
        choice(&found.catalogue, &own.policy),
        choice(&own.catalogue, &found.policy),
    ];
    for files in choices {
        match held.trust().advance(&files) {
            Ok(_) => return Ok(files),
            Err(TrustFault::Older(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(choice(&own.catalogue, &own.policy))
}

/// The list of what was taken back, under the root that is now in force. Says whether it is another one.
fn bring_list_back(held: &Held<'_>, trust: &Trust, home: &OfficeHome, folder: &Path) -> Result<bool, Problem> {
    let Ok(bytes) = fs::read(folder.join(REVOCATIONS_FILE)) else { return Ok(false) }; // nothing was ever taken back
    let list = trust::open_revocations(&bytes, &trust.root).map_err(|fault| refused(folder, &fault))?;
    let own = revocations::in_force(home, trust)?.map(|own| (own.mark(), own.hash()));
    if list.office != trust.policy.office || standing(own, (list.mark(), list.hash())) != Standing::Newer {
        return Ok(false);
    }
    held.write(REVOCATIONS_FILE, &bytes)?;
    Ok(true)
}

fn refused(folder: &Path, fault: &TrustFault) -> Problem {
    let code = match fault {
        TrustFault::Conflicting(_) => Code::DocumentConflicting,
        TrustFault::OtherOffice => Code::DocumentOtherOffice,
        TrustFault::RootMissing(_) => Code::DocumentIncomplete,
        _ => Code::DocumentAltered,
    };
    Problem::new(code).with("file", folder.display()).because(fault)
}
