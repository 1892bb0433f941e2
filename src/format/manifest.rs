//! A pack's manifest: the payload of `pack.dsse` (`application/vnd.foothold.pack.v1+json`), which names every file
//! with its size and CRC-32, and by `chunks_sha256` every byte. SHA-256 of the payload, the **manifest hash**, is the
//! pack's identity.
//!
//! ```text
//! {chunks_sha256, created, documents[{id, kind, path}], files[{crc32, media_type, path, size}], languages[],
//!  licence, min_reader, pack_id, publisher, title, version, ext?}
//! ```
//!
//! Paths are components of `[a-z0-9._-]` joined by `/`: no component starts or ends with `.` or is a Windows device,
//! no path is another's folder, none is `pack.dsse` or `chunks.bin`.

use super::dsse::{self, DocumentKind, DsseFault};
use super::json::{self, JsonFault};
use super::limits::{
    CHUNK_BYTES, PACK_CONTENT_BYTES_MAX, PACK_DOCUMENTS_MAX, PACK_ENVELOPE_BYTES_MAX, PACK_FILE_BYTES_MAX,
    PACK_FILES_MAX, PACK_PATH_BYTES_MAX,
};
use super::verified::Verified;
use crate::crypto::sign::{PublicKey, SecretKey};
use crate::model::id::{Hash, Lang, PackId};
use crate::model::text::Text;
use crate::model::trust::{DetachedSignature, Ext, Root};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The manifest version that this program reads; packs that say more are "made for a newer Foothold".
pub const READER: u64 = 1;
/// The signed manifest's name in a pack.
pub const ENVELOPE_FILE: &str = "pack.dsse";
/// The chunk list's name in a pack.
pub const CHUNKS_FILE: &str = "chunks.bin";

/// What a pack is and holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Reverse-DNS name, the same for all its versions.
    pub pack_id: PackId,
    /// Rises with each edition.
    pub version: u64,
    /// Name for people.
    pub title: Text,
    /// The first one is that of bare texts.
    pub languages: Vec<Lang>,
    /// Who made it, for people.
    pub publisher: String,
    /// SPDX expression or words.
    pub licence: String,
    /// Day of making, `2026-11-01`, from the source and never from a clock.
    pub created: String,
    /// The lowest [`READER`] that understands it.
    pub min_reader: u64,
    /// SHA-256 of `chunks.bin`.
    pub chunks_sha256: Hash,
    /// Every file, in the order of the ZIP.
    pub files: Vec<PackFile>,
    /// What of it a player opens by itself.
    pub documents: Vec<Document>,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// One file of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFile {
    /// See the module's page.
    pub path: String,
    /// `video/mp4`, `text/markdown`, …
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// CRC-32 of ISO-HDLC, as ZIP wants it.
    pub crc32: u32,
}

impl PackFile {
    /// How many chunks it has.
    #[must_use]
    pub fn chunks(&self) -> u64 {
        self.size.div_ceil(CHUNK_BYTES as u64)
    }
}

/// A file that the player opens by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// What it is.
    pub kind: PackDocumentKind,
    /// The id it has inside, for example a course's.
    pub id: String,
    /// Where it is.
    pub path: String,
}

/// Kinds of documents in packs, and in a pack's source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PackDocumentKind {
    /// A course.
    Course,
    /// A programme of courses.
    Programme,
    /// A directory of people who help.
    Directory,
}

impl PackDocumentKind {
    /// The name, which is also that of its file in a source.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Programme => "programme",
            Self::Directory => "directory",
        }
    }
}

/// Why a manifest is refused.
#[derive(Debug, thiserror::Error)]
pub enum ManifestFault {
    /// Envelope or signatures.
    #[error("the manifest: {0}")]
    Envelope(#[from] DsseFault),
    /// The payload.
    #[error("the manifest: {0}")]
    Payload(#[from] JsonFault),
    /// A rule is broken.
    #[error("the manifest breaks a rule: {0}")]
    Rule(String),
    /// Made for a newer program.
    #[error("the pack needs reader {wanted}, this is reader {READER}")]
    NeedsNewer {
        /// What it needs.
        wanted: u64,
    },
    /// Signed by a publisher whom the root knows, but not for packs of this name.
    #[error("its publisher may not sign packs named {pack}")]
    Publisher {
        /// The pack's name.
        pack: PackId,
    },
}

/// Why `path` may not be in a pack, in words; none if it may.
#[must_use]
pub fn path_fault(path: &str) -> Option<&'static str> {
    if path.is_empty() || path.len() > PACK_PATH_BYTES_MAX {
        return Some("a path has 1 to 200 characters");
    }
    if path == ENVELOPE_FILE || path == CHUNKS_FILE {
        return Some("pack.dsse and chunks.bin are names of the pack itself");
    }
    path.split('/').find_map(component_fault)
}

fn component_fault(part: &str) -> Option<&'static str> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'.' | b'_' | b'-');
    if part.is_empty() || !part.bytes().all(plain) {
        return Some("the parts of a path are a-z, 0-9, dot, underscore and hyphen");
    }
    if part.starts_with('.') || part.ends_with('.') {
        return Some("no part of a path starts or ends with a dot");
    }
    let stem = part.split('.').next().unwrap_or(part);
    let numbered =
        |name: &str| stem.strip_prefix(name).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit());
    if matches!(stem, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt") {
        return Some("no part of a path is the name of a Windows device (con, nul, com1, …)");
    }
    None
}

impl Manifest {
    /// Bytes of all files together.
    #[must_use]
    pub fn content_bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    /// Chunks of all files together.
    #[must_use]
    pub fn chunks(&self) -> u64 {
        self.files.iter().map(PackFile::chunks).sum()
    }

    /// Checks the rules that need no key.
    ///
    /// # Errors
    /// [`ManifestFault::Rule`] names the first one broken, [`ManifestFault::NeedsNewer`].
    pub fn check(&self) -> Result<(), ManifestFault> {
        let rule = |holds: bool, what: &str| if holds { Ok(()) } else { Err(ManifestFault::Rule(what.into())) };
        if self.min_reader > READER {
            return Err(ManifestFault::NeedsNewer { wanted: self.min_reader });
        }
        rule(self.version > 0, "the version is 1 or more")?;
        rule(!self.languages.is_empty() && self.languages.len() <= 100, "a pack has 1 to 100 languages")?;
        rule(
            self.created.parse::<jiff::civil::Date>().is_ok() && self.created.len() == 10,
            "created is a day like 2026-11-01",
        )?;
        rule(self.documents.len() <= PACK_DOCUMENTS_MAX, "there are too many documents")?;
        self.check_files()?;
        let paths: HashSet<&str> = self.files.iter().map(|file| file.path.as_str()).collect();
        let mut ids = HashSet::new();
        for document in &self.documents {
            rule(paths.contains(document.path.as_str()), "a document names a file that is not in the pack")?;
            rule(ids.insert((document.kind, document.id.as_str())), "two documents have the same id")?;
        }
        Ok(())
    }

    fn check_files(&self) -> Result<(), ManifestFault> {
        let rule = |what: String| Err(ManifestFault::Rule(what));
        if self.files.is_empty() || self.files.len() > PACK_FILES_MAX {
            return rule(format!("a pack has 1 to {PACK_FILES_MAX} files"));
        }
        let mut paths = HashSet::with_capacity(self.files.len());
        let mut content = 0_u64;
        for file in &self.files {
            if let Some(fault) = path_fault(&file.path) {
                return rule(format!("{}: {fault}", file.path.escape_debug()));
            }
            if file.size > PACK_FILE_BYTES_MAX {
                return rule(format!("{}: a file is smaller than 4 GiB", file.path));
            }
            if file.size == 0 && file.crc32 != 0 {
                return rule(format!("{}: an empty file has CRC-32 0", file.path));
            }
            if file.media_type.len() > 100 || !file.media_type.bytes().all(|b| (0x20..0x7F).contains(&b)) {
                return rule(format!("{}: its media type is no media type", file.path));
            }
            if !paths.insert(file.path.as_str()) {
                return rule(format!("{} is there twice", file.path));
            }
            content += file.size; // at most 100,000 × 4 GiB: no overflow
        }
        if content > PACK_CONTENT_BYTES_MAX {
            return rule("the pack is larger than 256 GiB".into());
        }
        for file in &self.files {
            let folders = file.path.match_indices('/').map(|(at, _)| &file.path[..at]);
            if let Some(folder) = folders.into_iter().find(|folder| paths.contains(folder)) {
                return rule(format!("{folder} is a file and a folder"));
            }
        }
        Ok(())
    }
}

/// Signs a manifest: the bytes of `pack.dsse`.
///
/// # Errors
/// A manifest that breaks a rule is not signed.
pub fn sign_manifest(manifest: &Manifest, keys: &[&SecretKey]) -> Result<Vec<u8>, ManifestFault> {
    manifest.check()?;
    let envelope = dsse::sign(DocumentKind::Pack, &json::to_canonical(manifest)?, keys);
    if envelope.len() > PACK_ENVELOPE_BYTES_MAX {
        return Err(ManifestFault::Rule("the list of files is too long".into()));
    }
    Ok(envelope)
}

/// Opens `pack.dsse`, signed (in it, or apart in the catalogue) by a publisher whom the root allows this name.
///
/// # Errors
/// [`ManifestFault`].
pub fn open_manifest(
    bytes: &[u8],
    root: &Root,
    detached: Option<&DetachedSignature>,
) -> Result<Verified<Manifest>, ManifestFault> {
    let all: Vec<PublicKey> = root.publishers.iter().flat_map(|p| &p.keys).map(super::trust::public_key).collect();
    let signed = dsse::open_with(bytes, PACK_ENVELOPE_BYTES_MAX, DocumentKind::Pack, &all, 1, detached)?;
    let manifest: Manifest = parse(signed.payload())?;
    let may = root.publishers_of(&manifest.pack_id).flat_map(|publisher| &publisher.keys);
    let may: HashSet<PublicKey> = may.map(super::trust::public_key).collect();
    if !signed.signers().iter().any(|key| may.contains(key)) {
        return Err(ManifestFault::Publisher { pack: manifest.pack_id });
    }
    manifest.check()?;
    Ok(Verified::new(manifest, &signed))
}

/// Opens `pack.dsse` by publisher keys that the caller knows, whatever names a root would allow them: for the
/// maker's own look at a pack.
///
/// # Errors
/// [`ManifestFault`].
pub fn open_manifest_by_keys(bytes: &[u8], keys: &[PublicKey]) -> Result<Verified<Manifest>, ManifestFault> {
    let signed = dsse::open(bytes, PACK_ENVELOPE_BYTES_MAX, DocumentKind::Pack, keys, 1)?;
    let manifest: Manifest = parse(signed.payload())?;
    manifest.check()?;
    Ok(Verified::new(manifest, &signed))
}

/// What an unsigned or not yet verified `pack.dsse` claims, and its manifest hash. Good for showing it, for asking
/// the catalogue about it, and, where the hash is one that was approved before, for reading it.
///
/// # Errors
/// [`ManifestFault`].
pub fn peek_manifest(bytes: &[u8]) -> Result<(Manifest, Hash), ManifestFault> {
    let payload = dsse::peek_unverified(bytes, PACK_ENVELOPE_BYTES_MAX, DocumentKind::Pack)?;
    let manifest: Manifest = parse(&payload)?;
    manifest.check()?;
    Ok((manifest, Hash(crate::crypto::hash::sha256(&payload))))
}

/// A manifest of a later reader may have keys that this program does not know: then say so, rather than "altered".
fn parse(payload: &[u8]) -> Result<Manifest, ManifestFault> {
    json::from_canonical(payload, PACK_ENVELOPE_BYTES_MAX).map_err(|fault| {
        let wanted = serde_json::from_slice::<serde_json::Value>(payload).ok(); // not JSON: the first fault stands
        match wanted.as_ref().and_then(|value| value.get("min_reader")).and_then(serde_json::Value::as_u64) {
            Some(wanted) if wanted > READER => ManifestFault::NeedsNewer { wanted },
            _ => fault.into(),
        }
    })
}

#[cfg(test)]
mod tests;
