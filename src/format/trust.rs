//! Root, catalogue, policy, kit, station certificate and enrolment: payload JSON in a DSSE envelope, each of its own
//! type. Signatures first, then the payload, then the rules of [`crate::model::trust`].
//!
//! A **notice** is a folder: every root as `root.1.dsse`, `root.2.dsse` …, `catalogue.dsse`, `policy.dsse`, and
//! perhaps `revocations.dsse` and receipts. A **kit** is a notice with a `kit.dsse`. Other files in the folder are no concern of ours.

use super::dsse::{self, DocumentKind, DsseFault};
use super::json::{self, JsonFault};
use super::limits::{DOCUMENT_BYTES_MAX, ROOTS_MAX};
use super::verified::Verified;
use crate::crypto::hash::sha256;
use crate::crypto::seal::SealRecipient;
use crate::crypto::sign::{PublicKey, SecretKey};
use crate::model::id::{Hash, StationId};
use crate::model::trust::{
    Catalogue, Enrolment, Fingerprint, Kit, Mark, Office, Policy, ROLE_APPROVER, ROLE_ROOT, Revocations, Root,
    RootFault, Standing, StationCertificate, VerifyKey, standing,
};
use serde::{Serialize, de::DeserializeOwned};

/// The catalogue's name in a notice or kit.
pub const CATALOGUE_FILE: &str = "catalogue.dsse";
/// The policy's name in a notice or kit.
pub const POLICY_FILE: &str = "policy.dsse";
/// The revocation list's name in a notice, where there is one.
pub const REVOCATIONS_FILE: &str = "revocations.dsse";
/// The file that makes a notice a kit.
pub const KIT_FILE: &str = "kit.dsse";

/// The name of root number `version` in a notice or kit.
#[must_use]
pub fn root_file(version: u64) -> String {
    format!("root.{version}.dsse")
}

/// The version that a root's file name claims.
#[must_use]
pub fn root_file_version(name: &str) -> Option<u64> {
    let version = name.strip_prefix("root.")?.strip_suffix(".dsse")?.parse().ok()?; // not ours: ignored
    (root_file(version) == name).then_some(version)
}

/// Why a document of trust is refused.
#[derive(Debug, thiserror::Error)]
pub enum TrustFault {
    /// Envelope or signatures.
    #[error("{what}: {fault}")]
    Envelope {
        /// Which document.
        what: &'static str,
        /// Why.
        fault: DsseFault,
    },
    /// The payload.
    #[error("{what}: {fault}")]
    Payload {
        /// Which document.
        what: &'static str,
        /// Why.
        fault: JsonFault,
    },
    /// A root that breaks a rule.
    #[error(transparent)]
    Root(#[from] RootFault),
    /// Names something that the root does not.
    #[error("{0}")]
    Names(&'static str),
    /// The root that carries on from the held one is missing.
    #[error("root {0} is missing")]
    RootMissing(u64),
    /// Older than what is held, or of an older series.
    #[error("{0} is older than the one held")]
    Older(&'static str),
    /// Of the same number as the one held, and yet different.
    #[error("{0} has the number of the one held and other words")]
    Conflicting(&'static str),
    /// Of another office than this station's.
    #[error("the policy is of another office")]
    OtherOffice,
    /// Not the root whose fingerprint was typed.
    #[error("the root's fingerprint is {found}")]
    Fingerprint {
        /// What the kit's root has.
        found: Fingerprint,
    },
}

/// The use of a key that a document names.
#[must_use]
pub fn public_key(key: &VerifyKey) -> PublicKey {
    PublicKey(key.0)
}

/// The form in which documents name a key.
#[must_use]
pub fn verify_key(key: &PublicKey) -> VerifyKey {
    Hash(key.0)
}

/// The id of the station with this signing key.
#[must_use]
pub fn station_id(key: &VerifyKey) -> StationId {
    let hash = sha256(&key.0);
    StationId(std::array::from_fn(|i| hash[i]))
}

fn sign<T: Serialize>(
    what: &'static str,
    kind: DocumentKind,
    value: &T,
    keys: &[&SecretKey],
) -> Result<Vec<u8>, TrustFault> {
    let payload = json::to_canonical(value).map_err(|fault| TrustFault::Payload { what, fault })?;
    Ok(dsse::sign(kind, &payload, keys))
}

fn open<T: DeserializeOwned>(
    what: &'static str,
    kind: DocumentKind,
    bytes: &[u8],
    keys: &[VerifyKey],
    threshold: u64,
) -> Result<Verified<T>, TrustFault> {
    let keys: Vec<PublicKey> = keys.iter().map(public_key).collect();
    let threshold = usize::try_from(threshold).unwrap_or(usize::MAX);
    let signed = dsse::open(bytes, DOCUMENT_BYTES_MAX, kind, &keys, threshold)
        .map_err(|fault| TrustFault::Envelope { what, fault })?;
    let value = json::from_canonical(signed.payload(), DOCUMENT_BYTES_MAX)
        .map_err(|fault| TrustFault::Payload { what, fault })?;
    Ok(Verified::new(value, &signed))
}

fn peek<T: DeserializeOwned>(what: &'static str, kind: DocumentKind, bytes: &[u8]) -> Result<T, TrustFault> {
    let payload =
        dsse::peek_unverified(bytes, DOCUMENT_BYTES_MAX, kind).map_err(|fault| TrustFault::Envelope { what, fault })?;
    json::from_canonical(&payload, DOCUMENT_BYTES_MAX).map_err(|fault| TrustFault::Payload { what, fault })
}

/// Signs a root with the holders' keys: for version 1 its own, later also the previous root's.
///
/// # Errors
/// A root that breaks a rule is not signed.
pub fn sign_root(root: &Root, keys: &[&SecretKey]) -> Result<Vec<u8>, TrustFault> {
    root.check()?;
    sign("the root", DocumentKind::Root, root, keys)
}

/// Opens a root: with `previous`, as its successor; without, by its own keys alone, to be held against a
/// fingerprint.
///
/// # Errors
/// [`TrustFault`].
pub fn open_root(bytes: &[u8], previous: Option<&Root>) -> Result<Verified<Root>, TrustFault> {
    const WHAT: &str = "the root";
    let claimed: Root = peek(WHAT, DocumentKind::Root, bytes)?;
    let own = claimed.role(ROLE_ROOT).ok_or(RootFault("has no root role"))?;
    let root: Verified<Root> = open(WHAT, DocumentKind::Root, bytes, &own.keys, own.threshold)?;
    root.check()?;
    if let Some(previous) = previous {
        let before = previous.role(ROLE_ROOT).ok_or(RootFault("has no root role"))?;
        open::<Root>(WHAT, DocumentKind::Root, bytes, &before.keys, before.threshold)?;
        if root.version != previous.version + 1 || own.series < before.series {
            return Err(TrustFault::Older(WHAT));
        }
    }
    Ok(root)
}

/// Signs a catalogue with the approvers' keys.
///
/// # Errors
/// Numbers beyond 2^53.
pub fn sign_catalogue(catalogue: &Catalogue, keys: &[&SecretKey]) -> Result<Vec<u8>, TrustFault> {
    sign("the catalogue", DocumentKind::Catalogue, catalogue, keys)
}

/// Opens a catalogue of the series that the root names.
///
/// # Errors
/// [`TrustFault`].
pub fn open_catalogue(bytes: &[u8], root: &Root) -> Result<Verified<Catalogue>, TrustFault> {
    const WHAT: &str = "the catalogue";
    let role = root.role(ROLE_APPROVER).ok_or(RootFault("has no approver role"))?;
    let catalogue: Verified<Catalogue> = open(WHAT, DocumentKind::Catalogue, bytes, &role.keys, role.threshold)?;
    of_series(WHAT, catalogue.series, role.series)?;
    Ok(catalogue)
}

fn of_series(what: &'static str, found: u64, named: u64) -> Result<(), TrustFault> {
    match found.cmp(&named) {
        std::cmp::Ordering::Less => Err(TrustFault::Older(what)),
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(TrustFault::Names("a series that the root does not name yet")),
    }
}

/// Signs a policy with an office's key.
///
/// # Errors
/// A recipient that is no age key, or fewer than two.
pub fn sign_policy(policy: &Policy, key: &SecretKey) -> Result<Vec<u8>, TrustFault> {
    check_policy(policy)?;
    sign("the policy", DocumentKind::Policy, policy, &[key])
}

/// Opens a policy by the key of the office it names.
///
/// # Errors
/// [`TrustFault`].
pub fn open_policy(bytes: &[u8], root: &Root) -> Result<Verified<Policy>, TrustFault> {
    const WHAT: &str = "the policy";
    let claimed: Policy = peek(WHAT, DocumentKind::Policy, bytes)?;
    let office = office_of(root, &claimed.office)?;
    let policy: Verified<Policy> = open(WHAT, DocumentKind::Policy, bytes, &office.keys, 1)?;
    of_series(WHAT, policy.series, office.series)?;
    check_policy(&policy)?;
    Ok(policy)
}

fn check_policy(policy: &Policy) -> Result<(), TrustFault> {
    let mut all: Vec<&str> = policy.seal_to().collect();
    if all
        .iter()
        .chain(policy.settings.inspectors.iter().map(String::as_str).collect::<Vec<_>>().iter())
        .any(|text| text.parse::<SealRecipient>().is_err())
    {
        return Err(TrustFault::Names("a recipient that is no age key"));
    }
    all.sort_unstable();
    all.dedup();
    if all.len() < 2 || all.len() != policy.recipients.len() + 1 {
        return Err(TrustFault::Names("fewer than two different recipients"));
    }
    Ok(())
}

fn office_of<'a>(root: &'a Root, id: &crate::model::id::Slug) -> Result<&'a Office, TrustFault> {
    root.office(id).ok_or(TrustFault::Names("an office that the root does not name"))
}

/// Signs a kit with an office's key.
///
/// # Errors
/// Numbers beyond 2^53.
pub fn sign_kit(kit: &Kit, key: &SecretKey) -> Result<Vec<u8>, TrustFault> {
    sign("the kit", DocumentKind::Kit, kit, &[key])
}

/// Opens a kit by the key of the office it names; its facility and root must be the given root's.
///
/// # Errors
/// [`TrustFault`].
pub fn open_kit(bytes: &[u8], root: &Verified<Root>) -> Result<Verified<Kit>, TrustFault> {
    const WHAT: &str = "the kit";
    let claimed: Kit = peek(WHAT, DocumentKind::Kit, bytes)?;
    let office = office_of(root, &claimed.office)?;
    let kit: Verified<Kit> = open(WHAT, DocumentKind::Kit, bytes, &office.keys, 1)?;
    if kit.root != root.hash() {
        return Err(TrustFault::Names("the kit was made with another root"));
    }
    if !office.facilities.contains(&kit.facility) {
        return Err(TrustFault::Names("a facility that the root does not name"));
    }
    Ok(kit)
}

/// A station signs its own request.
///
/// # Errors
/// A station id or recipient that does not belong to the key.
pub fn sign_enrolment(enrolment: &Enrolment, key: &SecretKey) -> Result<Vec<u8>, TrustFault> {
    check_station(&enrolment.station, &enrolment.key, &enrolment.recipient)?;
    sign("the enrolment", DocumentKind::Enrolment, enrolment, &[key])
}

/// Opens a request by the key it names. It proves only that its maker holds that key.
///
/// # Errors
/// [`TrustFault`].
pub fn open_enrolment(bytes: &[u8]) -> Result<Verified<Enrolment>, TrustFault> {
    const WHAT: &str = "the enrolment";
    let claimed: Enrolment = peek(WHAT, DocumentKind::Enrolment, bytes)?;
    let enrolment: Verified<Enrolment> = open(WHAT, DocumentKind::Enrolment, bytes, &[claimed.key], 1)?;
    check_station(&enrolment.station, &enrolment.key, &enrolment.recipient)?;
    Ok(enrolment)
}

fn check_station(station: &StationId, key: &VerifyKey, recipient: &str) -> Result<(), TrustFault> {
    if station_id(key) != *station {
        return Err(TrustFault::Names("a station id that is not its key's"));
    }
    recipient.parse::<SealRecipient>().map_err(|_| TrustFault::Names("a recipient that is no age key"))?;
    Ok(())
}

/// Signs a station certificate with an office's key.
///
/// # Errors
/// A station id or recipient that does not belong to the key.
pub fn sign_station(certificate: &StationCertificate, key: &SecretKey) -> Result<Vec<u8>, TrustFault> {
    check_station(&certificate.station, &certificate.key, &certificate.recipient)?;
    sign("the station certificate", DocumentKind::Station, certificate, &[key])
}

/// Opens a station certificate by the key of the office it names.
///
/// # Errors
/// [`TrustFault`].
pub fn open_station(bytes: &[u8], root: &Root) -> Result<Verified<StationCertificate>, TrustFault> {
    const WHAT: &str = "the station certificate";
    let claimed: StationCertificate = peek(WHAT, DocumentKind::Station, bytes)?;
    let office = office_of(root, &claimed.office)?;
    let certificate: Verified<StationCertificate> = open(WHAT, DocumentKind::Station, bytes, &office.keys, 1)?;
    check_station(&certificate.station, &certificate.key, &certificate.recipient)?;
    Ok(certificate)
}

/// Signs a revocation list with an issuer's key.
///
/// # Errors
/// A list that is not in order.
pub fn sign_revocations(list: &Revocations, key: &SecretKey) -> Result<Vec<u8>, TrustFault> {
    check_revocations(list)?;
    sign("the revocation list", DocumentKind::Revocations, list, &[key])
}

/// Opens a revocation list by an issuer key of the office it names. A key that the list calls stolen does not count.
///
/// # Errors
/// [`TrustFault`].
pub fn open_revocations(bytes: &[u8], root: &Root) -> Result<Verified<Revocations>, TrustFault> {
    const WHAT: &str = "the revocation list";
    let claimed: Revocations = peek(WHAT, DocumentKind::Revocations, bytes)?;
    let office = office_of(root, &claimed.office)?;
    let is_stolen = |key: &VerifyKey| claimed.stolen.iter().any(|stolen| stolen.key == *key);
    let keys: Vec<VerifyKey> = office.issuers.iter().copied().filter(|key| !is_stolen(key)).collect();
    let list: Verified<Revocations> = open(WHAT, DocumentKind::Revocations, bytes, &keys, 1)?;
    of_series(WHAT, list.series, office.series)?;
    check_revocations(&list)?;
    Ok(list)
}

fn check_revocations(list: &Revocations) -> Result<(), TrustFault> {
    if list.is_in_order() { Ok(()) } else { Err(TrustFault::Names("certificates out of order, or twice")) }
}

/// The bytes of a notice's documents, as read from its folder or from the station's own `trust/`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustFiles {
    /// Every root, ascending by version.
    pub roots: Vec<Vec<u8>>,
    /// The catalogue.
    pub catalogue: Vec<u8>,
    /// The policy.
    pub policy: Vec<u8>,
}

/// Root, catalogue and policy that hold together.
#[derive(Debug, Clone)]
pub struct Trust {
    /// The newest root.
    pub root: Verified<Root>,
    /// The catalogue, of the root's approvers.
    pub catalogue: Verified<Catalogue>,
    /// The policy, of one of the root's offices.
    pub policy: Verified<Policy>,
}

impl Trust {
    /// The newest `created` of the three.
    #[must_use]
    pub fn created(&self) -> u64 {
        crate::model::trust::signed_time([self.root.created, self.catalogue.created, self.policy.created])
    }

    /// The fingerprint of the root.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.root.hash())
    }

    /// Opens a set whose newest root is already known by its hash: a station's own, or a kit's.
    ///
    /// # Errors
    /// [`TrustFault`].
    pub fn open_known(files: &TrustFiles, root: &Hash) -> Result<Self, TrustFault> {
        let newest = files.roots.last().ok_or(TrustFault::RootMissing(1))?;
        let opened = open_root(newest, None)?;
        if opened.hash() != *root {
            return Err(TrustFault::Fingerprint { found: Fingerprint::of(&opened.hash()) });
        }
        Self::under(opened, files)
    }

    /// Opens a set that holds together under its own newest root, of which nothing else is known yet: to be shown,
    /// and held against a fingerprint.
    ///
    /// # Errors
    /// [`TrustFault`].
    pub fn open_unconfirmed(files: &TrustFiles) -> Result<Self, TrustFault> {
        let newest = files.roots.last().ok_or(TrustFault::RootMissing(1))?;
        Self::under(open_root(newest, None)?, files)
    }

    /// The set that follows from the held one and what a notice brings: roots step by step, then catalogue and
    /// policy under the newest root, none of them older than what is held, all or nothing.
    ///
    /// # Errors
    /// [`TrustFault`]; what is held stays.
    pub fn advance(&self, files: &TrustFiles) -> Result<Self, TrustFault> {
        let mut root = self.root.clone();
        for bytes in files.roots.iter().take(ROOTS_MAX) {
            let claimed: Root = peek("the root", DocumentKind::Root, bytes)?;
            if claimed.version < root.version {
                continue; // its successor is held, which says all that it could
            }
            if claimed.version == root.version {
                let same = open_root(bytes, None)?.hash() == root.hash();
                if !same {
                    return Err(TrustFault::Conflicting("the root"));
                }
                continue;
            }
            if claimed.version != root.version + 1 {
                return Err(TrustFault::RootMissing(root.version + 1));
            }
            root = open_root(bytes, Some(&root))?;
        }
        let next = Self::under(root, files)?;
        if next.policy.office != self.policy.office {
            return Err(TrustFault::OtherOffice);
        }
        let at = |mark: Mark, hash: Hash| (mark, hash);
        let pairs = [
            (
                "the catalogue",
                at(self.catalogue.mark(), self.catalogue.hash()),
                at(next.catalogue.mark(), next.catalogue.hash()),
            ),
            ("the policy", at(self.policy.mark(), self.policy.hash()), at(next.policy.mark(), next.policy.hash())),
        ];
        for (what, held, offered) in pairs {
            match standing(Some(held), offered) {
                Standing::Newer | Standing::Same => {}
                Standing::Older => return Err(TrustFault::Older(what)),
                Standing::Conflicting => return Err(TrustFault::Conflicting(what)),
            }
        }
        Ok(next)
    }

    fn under(root: Verified<Root>, files: &TrustFiles) -> Result<Self, TrustFault> {
        let catalogue = open_catalogue(&files.catalogue, &root)?;
        let policy = open_policy(&files.policy, &root)?;
        Ok(Self { root, catalogue, policy })
    }

    /// True if `other` is the very same set.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        self.root.hash() == other.root.hash()
            && self.catalogue.hash() == other.catalogue.hash()
            && self.policy.hash() == other.policy.hash()
    }
}

#[cfg(test)]
mod tests;
