//! Who may say what: root, catalogue, policy, kit, station certificate, enrolment, revocations, and the rules that need
//! no key.
//!
//! These are plain values. That a value was *signed* is the type `format::trust::Verified`.

mod catalogue;
mod fingerprint;
mod mark;
mod policy;
mod revocations;
mod root;
mod station;

pub use catalogue::{Approval, ApprovedPack, Catalogue, DetachedSignature, Entry, PackKind};
pub use fingerprint::Fingerprint;
pub use mark::{CREATED_AHEAD_MS_MAX, Mark, Standing, created_is_plausible, signed_time, standing};
pub use policy::{FreeText, Policy, Settings};
pub use revocations::{EndedKey, Revocations, Revoked, StolenKey};
pub use root::{Facility, Office, Publisher, ROLE_APPROVER, ROLE_ROOT, Role, Root, RootFault};
pub use station::{Enrolment, Kit, StationCertificate};

use super::id::Hash;
use serde_json::{Map, Value};

/// A public Ed25519 key as documents carry it (`crypto::sign::PublicKey` gives it its use).
pub type VerifyKey = Hash;
/// Room for later versions; ignored.
pub type Ext = Option<Map<String, Value>>;

#[cfg(test)]
mod tests;
