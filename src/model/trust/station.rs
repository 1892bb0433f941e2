//! What makes a computer a station of an office: kit, request, certificate.

use super::{Ext, Facility, VerifyKey};
use crate::model::id::{Hash, Slug, StationId};
use serde::{Deserialize, Serialize};

/// What sets a station up, beside root, catalogue and policy. Public material only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kit {
    /// Whose station it will be.
    pub office: Slug,
    /// Where.
    pub facility: Facility,
    /// SHA-256 of the root's payload.
    pub root: Hash,
    /// When it was made, ms since 1970.
    pub created: u64,
    /// True only in the kit of a try-out office.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub try_out: Option<bool>,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// A station's request to be confirmed, signed by the station itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// First 16 bytes of SHA-256 of `key`.
    pub station: StationId,
    /// Its signing key.
    pub key: VerifyKey,
    /// Its age recipient.
    pub recipient: String,
    /// Name for people.
    pub name: String,
    /// The office it was set up for.
    pub office: Slug,
    /// Where it stands.
    pub facility: Slug,
    /// Wall time of the request, ms since 1970.
    pub created: u64,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// The office's word that a station is one of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StationCertificate {
    /// The office that says so.
    pub office: Slug,
    /// First 16 bytes of SHA-256 of `key`.
    pub station: StationId,
    /// Its signing key.
    pub key: VerifyKey,
    /// Its age recipient.
    pub recipient: String,
    /// Name for people.
    pub name: String,
    /// Where it stands.
    pub facility: Slug,
    /// When it was confirmed, ms since 1970.
    pub created: u64,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}
