//! The catalogue: which packs are approved, and which may no longer be played.

use super::{Ext, Mark};
use crate::model::id::{Hash, PackId};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::{Map, Value};

/// The complete list of approved packs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Of the root's approver role.
    pub series: u64,
    /// Rises with each catalogue.
    pub version: u64,
    /// When it was made, ms since 1970.
    pub created: u64,
    /// What is approved. Kinds we do not know are ignored.
    pub entries: Vec<Entry>,
    /// Manifests that may no longer be played.
    pub withdrawn: Vec<Hash>,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// One line of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Entry {
    /// `{"kind":"pack", …}`
    Pack(ApprovedPack),
    /// A kind of a later version, kept as it is.
    Other(Map<String, Value>),
}

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let map = Map::deserialize(from)?;
        match map.get("kind").and_then(Value::as_str) {
            Some("pack") => serde_json::from_value(Value::Object(map)).map(Entry::Pack).map_err(D::Error::custom),
            Some(_) => Ok(Entry::Other(map)),
            None => Err(D::Error::custom("a catalogue entry has a kind")),
        }
    }
}

/// An approved pack: exactly these bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApprovedPack {
    /// Always `pack`.
    pub kind: PackKind,
    /// The pack.
    pub id: PackId,
    /// Its version.
    pub version: u64,
    /// SHA-256 of its manifest's bytes.
    pub manifest: Hash,
    /// A publisher's signature over the same manifest, where the pack itself has none that counts.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signature: Option<DetachedSignature>,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// The word `pack`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackKind {
    /// The only value.
    Pack,
}

/// A DSSE signature that travels apart from its payload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DetachedSignature {
    /// Hexadecimal SHA-256 of the key.
    pub keyid: String,
    /// Base64 of the 64 bytes.
    pub sig: String,
}

/// What a catalogue says of a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Approval<'a> {
    /// Listed.
    Approved(&'a ApprovedPack),
    /// Withdrawn, whether listed or not.
    Withdrawn,
    /// Neither.
    Unlisted,
}

impl Catalogue {
    /// Where this catalogue stands.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { series: self.series, version: self.version }
    }

    /// What it says of the manifest with this hash.
    #[must_use]
    pub fn approval(&self, manifest: &Hash) -> Approval<'_> {
        if self.withdrawn.contains(manifest) {
            return Approval::Withdrawn;
        }
        self.packs().find(|pack| pack.manifest == *manifest).map_or(Approval::Unlisted, Approval::Approved)
    }

    /// The approved packs, withdrawn ones left out.
    pub fn packs(&self) -> impl Iterator<Item = &ApprovedPack> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Pack(pack) if !self.withdrawn.contains(&pack.manifest) => Some(pack),
            Entry::Pack(_) | Entry::Other(_) => None,
        })
    }
}
