//! The revocation list: certificates that are no longer good. It carries numbers and days, never a name or a reason.

use super::{Ext, Mark, VerifyKey};
use crate::model::id::Slug;
use serde::{Deserialize, Serialize};

/// Certificates of an office that are no longer good: the complete list, signed by an issuer key that is not stolen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revocations {
    /// Whose.
    pub office: Slug,
    /// Of the root's entry for this office.
    pub series: u64,
    /// Rises with each list.
    pub version: u64,
    /// When it was made, ms since 1970.
    pub created: u64,
    /// Certificates that were taken back, ascending by id, none twice.
    pub revoked: Vec<Revoked>,
    /// Issuer keys that others may hold: of what they signed, only the named certificates are good.
    pub stolen: Vec<StolenKey>,
    /// Issuer keys out of use: what they signed before stays good, what they sign later is not.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub ended: Vec<EndedKey>,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// A certificate that was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Revoked {
    /// Its id, a UUID.
    pub id: String,
    /// When, ms since 1970.
    pub at: u64,
}

/// An issuer key that others may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StolenKey {
    /// The key.
    pub key: VerifyKey,
    /// Since when, ms since 1970.
    pub at: u64,
    /// Ids of its certificates that the office issued itself.
    pub good: Vec<String>,
}

/// An issuer key that is out of use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndedKey {
    /// The key.
    pub key: VerifyKey,
    /// Since when, ms since 1970.
    pub at: u64,
}

impl Revocations {
    /// Since when `key` was out of use when it signed at `created` (ms since 1970); none if it was in use.
    #[must_use]
    pub fn ended_before(&self, key: &VerifyKey, created: u64) -> Option<u64> {
        self.ended.iter().find(|ended| ended.key == *key && ended.at <= created).map(|ended| ended.at)
    }

    /// Where this list stands.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { series: self.series, version: self.version }
    }

    /// Since when the certificate `id`, signed by `key`, is no longer good, ms since 1970; none if it is good.
    #[must_use]
    pub fn revoked_at(&self, id: &str, key: &VerifyKey) -> Option<u64> {
        let taken_back = self.revoked.iter().find(|revoked| revoked.id == id).map(|revoked| revoked.at);
        let forged = self.stolen.iter().find(|stolen| stolen.key == *key && !stolen.good.iter().any(|good| good == id));
        taken_back.or(forged.map(|stolen| stolen.at))
    }

    /// True if the list is in order: ascending, nothing twice.
    #[must_use]
    pub fn is_in_order(&self) -> bool {
        self.revoked.windows(2).all(|pair| pair[0].id < pair[1].id)
            && self.stolen.windows(2).all(|pair| pair[0].key < pair[1].key)
            && self.ended.windows(2).all(|pair| pair[0].key < pair[1].key)
    }
}
