//! The judgement on a pack from its first bytes: who signed it, whether the agency approved it, how it stands to what
//! is installed. Nothing else of the pack is read.

use crate::crypto::hash::sha256;
use crate::format::dsse::{self, DocumentKind, DsseFault};
use crate::format::limits::PACK_ENVELOPE_BYTES_MAX;
use crate::format::manifest::{Manifest, ManifestFault, open_manifest};
use crate::format::pack::{ChunkList, Layout, PackFault, read_chunk_list, read_envelope};
use crate::format::trust::Trust;
use crate::format::verified::Verified;
use crate::library::source::SourceFault;
use crate::model::id::{Hash, PackId};
use crate::model::problem::{Code, Problem};
use crate::model::trust::Approval;
use crate::store::InstalledPack;
use std::io::{self, Read};

/// How a pack stands to what is installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackStanding {
    /// No version of it is here.
    New,
    /// Newer than any version here.
    Newer,
    /// This very one is here.
    Here,
    /// A newer version is here.
    Older,
}

/// Compares a pack with those installed.
#[must_use]
pub fn pack_standing(installed: &[InstalledPack], pack: &PackId, version: u64, manifest: &Hash) -> PackStanding {
    let of_name = || installed.iter().filter(|held| held.pack == *pack);
    if of_name().any(|held| held.manifest == *manifest) {
        return PackStanding::Here;
    }
    match of_name().filter(|held| !held.is_withdrawn).map(|held| held.version).max() {
        None if of_name().next().is_none() => PackStanding::New,
        Some(held) if held > version => PackStanding::Older,
        _ => PackStanding::Newer,
    }
}

/// The verified first bytes of a pack.
#[derive(Debug)]
pub struct PackHead {
    /// The bytes of `pack.dsse`.
    pub envelope: Vec<u8>,
    /// What they say, signed by a publisher who may, and approved.
    pub manifest: Verified<Manifest>,
    /// The hashes of all chunks.
    pub chunks: ChunkList,
    /// Where everything stands.
    pub layout: Layout,
}

/// Reads and judges the first bytes of a pack.
///
/// # Errors
/// A [`Problem`] for each way in which it is not an approved pack. It has the argument `file`.
pub fn read_head(from: &mut dyn Read, name: &str, trust: &Trust) -> Result<PackHead, Problem> {
    let envelope = read_envelope(from).map_err(|fault| pack_problem(fault, name))?;
    let manifest = judge(&envelope, trust).map_err(|problem| problem.with("file", name))?;
    let chunks = read_chunk_list(from, &manifest, envelope.len()).map_err(|fault| pack_problem(fault, name))?;
    let layout = Layout::new(&manifest, &envelope, chunks.bytes()).map_err(|fault| pack_problem(fault, name))?;
    Ok(PackHead { envelope, manifest, chunks, layout })
}

/// Signature, then approval: the order in which a person should hear of faults.
///
/// # Errors
/// As [`read_head`].
pub fn judge(envelope: &[u8], trust: &Trust) -> Result<Verified<Manifest>, Problem> {
    let payload = dsse::peek_unverified(envelope, PACK_ENVELOPE_BYTES_MAX, DocumentKind::Pack)
        .map_err(|fault| manifest_problem(fault.into()))?;
    let hash = Hash(sha256(&payload));
    drop(payload);
    let approval = trust.catalogue.approval(&hash);
    let detached = match &approval {
        Approval::Approved(entry) => entry.signature.as_ref(),
        Approval::Withdrawn | Approval::Unlisted => None,
    };
    let manifest = open_manifest(envelope, &trust.root, detached).map_err(manifest_problem)?;
    let refuse = |code| Err(Problem::new(code).with("pack", &manifest.pack_id).because(format!("manifest {hash}")));
    match approval {
        Approval::Withdrawn => refuse(Code::PackWithdrawn),
        Approval::Unlisted => refuse(Code::PackNotApproved),
        Approval::Approved(entry) if entry.id != manifest.pack_id || entry.version != manifest.version => {
            refuse(Code::PackNotApproved)
        }
        Approval::Approved(_) => Ok(manifest),
    }
}

fn manifest_problem(fault: ManifestFault) -> Problem {
    let code = match &fault {
        ManifestFault::Envelope(DsseFault::Signatures { .. } | DsseFault::Unsigned) => Code::PackUnknownPublisher,
        ManifestFault::Envelope(DsseFault::Kind { .. }) => Code::PackWrongKind,
        ManifestFault::Envelope(_) | ManifestFault::Payload(_) | ManifestFault::Rule(_) => Code::PackAltered,
        ManifestFault::NeedsNewer { .. } => Code::PackNeedsNewer,
        ManifestFault::Publisher { .. } => Code::PackOtherPublisher,
    };
    Problem::new(code).because(fault)
}

/// What a person hears of bytes that are not the pack.
#[must_use]
pub fn pack_problem(fault: PackFault, name: &str) -> Problem {
    let problem = match fault {
        PackFault::Io(fault) => return carrier_problem(&fault, name),
        PackFault::NotAPack(_) => Problem::new(Code::PackNotAPack),
        PackFault::Cut { .. } => Problem::new(Code::PackCut),
        PackFault::Differs { .. }
        | PackFault::Chunk { .. }
        | PackFault::Crc { .. }
        | PackFault::Unplaceable
        | PackFault::Changed { .. } => Problem::new(Code::PackAltered),
    };
    problem.with("file", name).because(fault)
}

/// What a person hears of a carrier that cannot be read.
#[must_use]
pub fn carrier_problem(fault: &io::Error, name: &str) -> Problem {
    match SourceFault::of(fault) {
        Some(SourceFault::SliceMissing { name: slice, .. }) => {
            Problem::new(Code::PackSliceMissing).with("slice", slice).with("file", name).because(fault)
        }
        Some(SourceFault::Gone(_)) | None => Problem::new(Code::StickGone).with("file", name).because(fault),
    }
}

/// What a person hears of the station's own disk.
#[must_use]
pub fn disk_problem(fault: &io::Error) -> Problem {
    let is_full = matches!(fault.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
    Problem::new(if is_full { Code::DiskFull } else { Code::DiskTrouble }).because(fault)
}
