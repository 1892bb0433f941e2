//! The root: whom an agency trusts with what.

use super::{Ext, Mark, VerifyKey};
use crate::model::id::{PackId, Slug};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What an agency trusts. Version N+1 is signed by the thresholds of N and of N+1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Root {
    /// The agency's name.
    pub agency: String,
    /// 1, 2, 3 … without a gap.
    pub version: u64,
    /// When it was made, ms since 1970.
    pub created: u64,
    /// Roles of several keys with a threshold. Kinds we do not know are ignored.
    pub roles: Vec<Role>,
    /// Who makes packs.
    pub publishers: Vec<Publisher>,
    /// Who keeps records.
    pub offices: Vec<Office>,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// The role that signs roots.
pub const ROLE_ROOT: &str = "root";
/// The role that signs catalogues.
pub const ROLE_APPROVER: &str = "approver";

/// Keys that act together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// [`ROLE_ROOT`], [`ROLE_APPROVER`], or one of a later version.
    pub role: String,
    /// The holders' keys.
    pub keys: Vec<VerifyKey>,
    /// How many of them must sign.
    pub threshold: u64,
    /// The series of their documents.
    pub series: u64,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// Who may sign packs, and for which names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Short name.
    pub id: Slug,
    /// Name for people.
    pub name: String,
    /// Any one of these signs.
    pub keys: Vec<VerifyKey>,
    /// Packs whose id is one of these, or one of these and a dot and more.
    pub prefixes: Vec<PackId>,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

impl Publisher {
    /// True if this publisher may sign packs of this id.
    #[must_use]
    pub fn may_sign(&self, pack: &PackId) -> bool {
        self.prefixes.iter().any(|prefix| {
            pack.as_str().strip_prefix(prefix.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}

/// A records office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// Short name.
    pub id: Slug,
    /// Name for people.
    pub name: String,
    /// Any one of these signs kits, policies, station certificates, receipts, rosters, records.
    pub keys: Vec<VerifyKey>,
    /// Any one of these signs official certificates; never one of `keys`.
    pub issuers: Vec<VerifyKey>,
    /// The series of this office's policies.
    pub series: u64,
    /// The places it serves.
    pub facilities: Vec<Facility>,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

/// A place with stations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facility {
    /// Short name.
    pub id: Slug,
    /// Name for people.
    pub name: String,
}

/// Why a root, signed or not, makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the root {0}")]
pub struct RootFault(pub &'static str);

impl Root {
    /// The role of this name.
    #[must_use]
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.role == name)
    }

    /// The office of this id.
    #[must_use]
    pub fn office(&self, id: &Slug) -> Option<&Office> {
        self.offices.iter().find(|office| office.id == *id)
    }

    /// The publishers that may sign packs of this id.
    pub fn publishers_of<'a>(&'a self, pack: &'a PackId) -> impl Iterator<Item = &'a Publisher> {
        self.publishers.iter().filter(|publisher| publisher.may_sign(pack))
    }

    /// Where this root stands. Its series is that of its own root role.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { series: self.role(ROLE_ROOT).map_or(0, |role| role.series), version: self.version }
    }

    /// Checks what must hold of every root: both roles, thresholds that can be met, no key twice or in two roles.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn check(&self) -> Result<(), RootFault> {
        let fault = |what| Err(RootFault(what));
        if self.version == 0 {
            return fault("has no version");
        }
        for name in [ROLE_ROOT, ROLE_APPROVER] {
            if self.roles.iter().filter(|role| role.role == name).count() != 1 {
                return fault("needs exactly one root role and one approver role");
            }
        }
        for role in &self.roles {
            if role.threshold == 0 || role.threshold > role.keys.len() as u64 {
                return fault("has a threshold that its keys can never meet, or that asks for nobody");
            }
        }
        let mut seen = BTreeSet::new();
        let keys = self.roles.iter().flat_map(|role| &role.keys);
        let keys = keys.chain(self.publishers.iter().flat_map(|publisher| &publisher.keys));
        let keys = keys.chain(self.offices.iter().flat_map(|office| office.keys.iter().chain(&office.issuers)));
        for key in keys {
            if !seen.insert(key) {
                return fault("lists a key twice or in two roles");
            }
        }
        let distinct = |ids: Vec<&Slug>| ids.len() == ids.iter().collect::<BTreeSet<_>>().len();
        if !distinct(self.publishers.iter().map(|p| &p.id).collect())
            || !distinct(self.offices.iter().map(|o| &o.id).collect())
            || !self.offices.iter().all(|o| distinct(o.facilities.iter().map(|f| &f.id).collect()))
        {
            return fault("names two publishers, offices or facilities alike");
        }
        Ok(())
    }
}
