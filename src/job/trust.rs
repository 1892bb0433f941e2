//! What the station trusts: reading notices and kits from folders, and holding root, catalogue and policy in the
//! store, always as one set that fits together.

use crate::format::dsse::DsseFault;
use crate::format::limits::{DOCUMENT_BYTES_MAX, ROOTS_MAX};
use crate::format::trust::{
    CATALOGUE_FILE, KIT_FILE, POLICY_FILE, Trust, TrustFault, TrustFiles, open_kit, root_file_version,
};
use crate::format::verified::Verified;
use crate::library::home;
use crate::model::id::Hash;
use crate::model::problem::{Code, Problem};
use crate::model::trust::{Fingerprint, Kit, Mark};
use crate::store::{Store, StoreError, TrustRow, Writer};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

const ROOT: &str = "root";
const CATALOGUE: &str = "catalogue";
const POLICY: &str = "policy";

/// The set now held.
///
/// # Errors
/// [`Code::StationNotSetUp`] before set-up, [`Code::StationDamaged`] if the database gives back something else than
/// was put in.
pub fn held_trust(store: &Store) -> Result<Trust, Problem> {
    open_rows(store.trust(ROOT)?, store.trust(CATALOGUE)?, store.trust(POLICY)?)
}

/// The set now held, as this transaction sees it.
///
/// # Errors
/// As [`held_trust`].
pub fn held_trust_in(writer: &Writer<'_>) -> Result<Trust, Problem> {
    open_rows(writer.trust(ROOT)?, writer.trust(CATALOGUE)?, writer.trust(POLICY)?)
}

fn open_rows(root: Option<TrustRow>, catalogue: Option<TrustRow>, policy: Option<TrustRow>) -> Result<Trust, Problem> {
    let (Some(root), Some(catalogue), Some(policy)) = (root, catalogue, policy) else {
        return Err(Problem::new(Code::StationNotSetUp));
    };
    let files = TrustFiles { roots: vec![root.document], catalogue: catalogue.document, policy: policy.document };
    Trust::open_known(&files, &root.hash).map_err(|fault| Problem::new(Code::StationDamaged).because(fault))
}

/// Holds a set from now on: the caller has made it by [`KitSeen::confirm`] or [`Trust::advance`] from these `files`.
///
/// # Errors
/// [`StoreError`].
pub fn hold_trust(writer: &mut Writer<'_>, trust: &Trust, files: &TrustFiles) -> Result<(), StoreError> {
    let mut put = |kind: &str, mark: Mark, hash: Hash, created: u64, document: &[u8]| {
        let document = document.to_vec();
        writer.set_trust(kind, &TrustRow { series: mark.series, version: mark.version, hash, created, document })
    };
    let root = files.roots.last().map_or(&[][..], Vec::as_slice);
    put(ROOT, trust.root.mark(), trust.root.hash(), trust.root.created, root)?;
    put(CATALOGUE, trust.catalogue.mark(), trust.catalogue.hash(), trust.catalogue.created, &files.catalogue)?;
    put(POLICY, trust.policy.mark(), trust.policy.hash(), trust.policy.created, &files.policy)
}

/// What a person hears of a refused document.
#[must_use]
pub fn trust_problem(fault: &TrustFault) -> Problem {
    let code = match fault {
        TrustFault::Older(_) => Code::DocumentOlder,
        TrustFault::Conflicting(_) => Code::DocumentConflicting,
        TrustFault::RootMissing(_) => Code::DocumentIncomplete,
        TrustFault::OtherOffice => Code::DocumentOtherOffice,
        TrustFault::Fingerprint { .. } => Code::KitFingerprint,
        TrustFault::Envelope { fault: DsseFault::Signatures { .. }, .. } => Code::DocumentUnknownSigner,
        TrustFault::Envelope { .. } | TrustFault::Payload { .. } | TrustFault::Root(_) | TrustFault::Names(_) => {
            Code::DocumentAltered
        }
    };
    Problem::new(code).because(fault)
}

/// Reads at most `limit` bytes of a file; more is a fault.
pub(super) fn read_limited(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > limit { Err(io::Error::other("larger than its kind may be")) } else { Ok(bytes) }
}

/// Reads root, catalogue and policy from a notice or kit folder (or the folder of the file named). Nothing is
/// verified yet.
///
/// # Errors
/// [`Code::DocumentIncomplete`] names the file that is missing or cannot be read.
pub fn read_notice(path: &Path) -> Result<TrustFiles, Problem> {
    let folder = folder_of(path);
    let read = |name: &str| {
        let path = folder.join(name);
        read_limited(&path, DOCUMENT_BYTES_MAX)
            .map_err(|fault| Problem::new(Code::DocumentIncomplete).with("file", name).because(fault))
    };
    let listed = std::fs::read_dir(&folder)
        .map_err(|fault| Problem::new(Code::DocumentIncomplete).with("file", folder.display()).because(fault))?;
    let mut versions: Vec<u64> =
        listed.filter_map(|entry| root_file_version(entry.ok()?.file_name().to_str()?)).collect(); // others' files
    versions.sort_unstable();
    if versions.is_empty() || versions.len() > ROOTS_MAX {
        return Err(Problem::new(Code::DocumentIncomplete).with("file", "root.1.dsse").because("no root, or too many"));
    }
    let roots = versions.iter().map(|version| read(&crate::format::trust::root_file(*version)));
    Ok(TrustFiles {
        roots: roots.collect::<Result<_, _>>()?,
        catalogue: read(CATALOGUE_FILE)?,
        policy: read(POLICY_FILE)?,
    })
}

pub(super) fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() { path.to_owned() } else { home::folder_of(path).to_owned() }
}

/// A kit that fits together, whose root nobody has compared with the paper yet.
#[derive(Debug, Clone)]
pub struct KitSeen {
    files: TrustFiles,
    trust: Trust,
    kit: Verified<Kit>,
}

/// A kit whose root a person has compared with the paper that travelled apart.
#[derive(Debug, Clone)]
pub struct KitConfirmed {
    /// For [`hold_trust`].
    pub files: TrustFiles,
    /// The set it brings.
    pub trust: Trust,
    /// Office and facility.
    pub kit: Verified<Kit>,
}

/// Reads a kit from its folder, or from the folder of the file named.
///
/// # Errors
/// [`Code::KitDamaged`].
pub fn read_kit(path: &Path) -> Result<KitSeen, Problem> {
    let damaged = |detail: String| Problem::new(Code::KitDamaged).because(detail);
    let files = read_notice(path).map_err(|problem| damaged(problem.to_string()))?;
    let kit = folder_of(path).join(KIT_FILE);
    let kit = read_limited(&kit, DOCUMENT_BYTES_MAX).map_err(|fault| damaged(fault.to_string()))?;
    KitSeen::open(files, &kit).map_err(|fault| damaged(fault.to_string()))
}

impl KitSeen {
    /// Opens a kit's documents, which hold together under the kit's own root.
    ///
    /// # Errors
    /// [`TrustFault`].
    pub fn open(files: TrustFiles, kit: &[u8]) -> Result<Self, TrustFault> {
        let trust = Trust::open_unconfirmed(&files)?;
        let kit = open_kit(kit, &trust.root)?;
        if trust.policy.office != kit.office {
            return Err(TrustFault::OtherOffice);
        }
        Ok(Self { files, trust, kit })
    }

    /// Office and facility, to be shown before the fingerprint is asked for.
    #[must_use]
    pub fn kit(&self) -> &Kit {
        &self.kit
    }

    /// The set it would bring, to be shown.
    #[must_use]
    pub fn trust(&self) -> &Trust {
        &self.trust
    }

    /// Compares the root with what a person typed from paper.
    ///
    /// # Errors
    /// [`Code::KitFingerprint`].
    pub fn confirm(self, typed: &str) -> Result<KitConfirmed, Problem> {
        let found = self.trust.fingerprint();
        if Fingerprint::parse(typed) == Some(found) {
            Ok(KitConfirmed { files: self.files, trust: self.trust, kit: self.kit })
        } else {
            Err(Problem::new(Code::KitFingerprint).because(format!("the kit's root is {found}")))
        }
    }
}
