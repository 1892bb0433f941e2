//! Who may say what: root, catalogue, policy, kit, station certificate, enrolment, and the rules that need no key.
//!
//! These are plain values. That a value was *signed* is the type `format::trust::Verified`.

use super::id::{Hash, PackId, Slug, StationId};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fmt;

/// A public Ed25519 key as documents carry it (`crypto::sign::PublicKey` gives it its use).
pub type VerifyKey = Hash;
/// Room for later versions; ignored.
pub type Ext = Option<Map<String, Value>>;

/// Where documents of one kind stand in time: compared as a pair. Never goes back on a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// Named by the root; a new series makes numbers burnt by a stolen key harmless.
    pub series: u64,
    /// Rises by each document of the series.
    pub version: u64,
}

/// How an offered document stands to the one held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Later than what is held, or nothing is held.
    Newer,
    /// The very one that is held.
    Same,
    /// Earlier: refused.
    Older,
    /// Same mark, other bytes: refused, and the office should hear of it.
    Conflicting,
}

/// Compares an offered document with the one held, by mark and payload hash.
#[must_use]
pub fn standing(held: Option<(Mark, Hash)>, offered: (Mark, Hash)) -> Standing {
    match held {
        None => Standing::Newer,
        Some((mark, hash)) if mark == offered.0 && hash == offered.1 => Standing::Same,
        Some((mark, _)) if mark == offered.0 => Standing::Conflicting,
        Some((mark, _)) if mark < offered.0 => Standing::Newer,
        Some(_) => Standing::Older,
    }
}

/// The newest `created` of what is held (root, catalogue, policy, receipt), recomputed each time.
#[must_use]
pub fn signed_time(created: impl IntoIterator<Item = u64>) -> u64 {
    created.into_iter().max().unwrap_or(0)
}

/// Signers refuse a `created` further ahead of the clock than this.
pub const CREATED_AHEAD_MS_MAX: u64 = 24 * 60 * 60 * 1000;

/// False if `created` lies over a day after `now`: such a document would push every station's signed time.
#[must_use]
pub fn created_is_plausible(created: u64, now: u64) -> bool {
    created <= now.saturating_add(CREATED_AHEAD_MS_MAX)
}

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

/// Settings of an office's stations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Whose.
    pub office: Slug,
    /// Of the root's entry for this office.
    pub series: u64,
    /// Rises with each policy.
    pub version: u64,
    /// When it was made, ms since 1970.
    pub created: u64,
    /// age recipients (`age1…`) of every export: the office's. With `recovery` at least two.
    pub recipients: Vec<String>,
    /// The offline recovery key's age recipient.
    pub recovery: String,
    /// How stations behave.
    pub settings: Settings,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

impl Policy {
    /// Where this policy stands.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { series: self.series, version: self.version }
    }

    /// Every age recipient of an export for the office, the recovery key last.
    pub fn seal_to(&self) -> impl Iterator<Item = &str> {
        self.recipients.iter().map(String::as_str).chain(std::iter::once(self.recovery.as_str()))
    }
}

/// How stations behave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// IANA time zone, `America/New_York`.
    pub tz: String,
    /// Idle minutes until the screen locks.
    pub idle_lock_min: u64,
    /// Idle minutes until time stops counting as seat time.
    pub idle_seat_min: u64,
    /// Longest sitting, minutes.
    pub session_max_min: u64,
    /// May certificates be printed.
    pub print: bool,
    /// May certificates be saved as PDF.
    pub save_pdf: bool,
    /// What happens to what learners write.
    pub free_text: FreeText,
    /// May learners take up courses themselves.
    pub learner_may_self_enrol: bool,
    /// May learners move between stations of the facility (later).
    pub roaming: bool,
    /// age recipients of inspectors (later).
    pub inspectors: Vec<String>,
    /// Days that exported records are kept at least.
    pub retain_days: u64,
    /// Names as tiles on the sign-in screen.
    pub name_tiles: bool,
    /// Full screen without a way out.
    pub kiosk: bool,
}

/// What happens to what learners write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FreeText {
    /// No places to write.
    Off,
    /// Stays on the station; withheld from exports.
    Local,
    /// Leaves after staff have seen it.
    Reviewed,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            tz: "America/New_York".into(),
            idle_lock_min: 10,
            idle_seat_min: 3,
            session_max_min: 240,
            print: true,
            save_pdf: true,
            free_text: FreeText::Local,
            learner_may_self_enrol: true,
            roaming: false,
            inspectors: Vec::new(),
            retain_days: 365,
            name_tiles: true,
            kiosk: false,
        }
    }
}

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

/// Twenty characters of a hash that people compare: `XXXXX-XXXXX-XXXXX-XXXXX` in Crockford's Base32, 100 bits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 20]);

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

impl Fingerprint {
    /// The fingerprint of what has this hash.
    #[must_use]
    pub fn of(hash: &Hash) -> Self {
        let mut out = [0; 20];
        for (i, slot) in out.iter_mut().enumerate() {
            let bit = i * 5;
            let pair = u16::from_be_bytes([hash.0[bit / 8], hash.0[bit / 8 + 1]]);
            *slot = CROCKFORD[usize::from(pair >> (11 - bit % 8)) & 31];
        }
        Self(out)
    }

    /// What somebody typed from paper: any case, spaces and dashes anywhere, O for 0, I and L for 1.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let mut out = Vec::with_capacity(20);
        for c in typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '_')) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            out.push(u8::try_from(c).ok().filter(|c| CROCKFORD.contains(c))?); // beyond ASCII: not of the alphabet
        }
        out.try_into().ok().map(Self) // another length: no fingerprint
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, c) in self.0.iter().enumerate() {
            if i > 0 && i % 5 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{}", char::from(*c))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

#[cfg(test)]
mod tests;
