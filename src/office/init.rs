//! A new office: every key, the first root, an empty catalogue and the first policy, in one step.

use super::documents;
use super::home::{OfficeConfig, OfficeHome, Reader, write_file};
use super::keys::{KeyName, Keys};
use super::registry::Registry;
use crate::crypto::seal::{SealIdentity, Work};
use crate::crypto::sign::SecretKey;
use crate::format::trust::{self, CATALOGUE_FILE, POLICY_FILE, TrustFault, root_file};
use crate::model::id::{PackId, Slug};
use crate::model::letterhead::PaperSize;
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use crate::model::trust::{
    Catalogue, Facility, Fingerprint, Office, Policy, Publisher, ROLE_APPROVER, ROLE_ROOT, Role, Root, Settings,
};
use std::collections::BTreeMap;

/// What a new office is called and whom it serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOffice {
    /// The agency.
    pub agency: String,
    /// Which office of it.
    pub office: Slug,
    /// The office's name.
    pub office_name: String,
    /// The places it serves.
    pub facilities: Vec<Facility>,
    /// Who makes its packs.
    pub publisher: Slug,
    /// The publisher's name.
    pub publisher_name: String,
    /// Packs the publisher may sign.
    pub prefixes: Vec<PackId>,
    /// How its stations behave.
    pub settings: Settings,
    /// Language of its papers.
    pub language: String,
    /// Certificates name the office.
    pub names_issuer: bool,
}

/// Makes the office. `work` is what one try at a passphrase costs.
///
/// # Errors
/// [`Code::OfficeExists`] if there is one in the folder, or the disk's.
pub fn init(
    home: &OfficeHome,
    new: &NewOffice,
    keys: &Keys,
    work: Work,
    clock: &dyn Clock,
    random: &dyn Random,
) -> Result<Fingerprint, Problem> {
    if home.exists() {
        return Err(Problem::new(Code::OfficeExists).with("folder", home.root().display()));
    }
    home.create()?;
    let mut signing = BTreeMap::new();
    for name in [KeyName::Root, KeyName::Publisher, KeyName::Approver, KeyName::Office, KeyName::Issuer] {
        let key = SecretKey::from_seed(&random.bytes32());
        keys.write_signing(name, &key, work)?;
        signing.insert(name, key);
    }
    let (sealing, recovery) = (SealIdentity::generate(), SealIdentity::generate());
    keys.write_sealing(KeyName::Sealing, &sealing, work)?;
    keys.write_sealing(KeyName::Recovery, &recovery, work)?;

    let now = clock.wall_ms();
    let root = root(new, &signing, now);
    let root = trust::sign_root(&root, &[&signing[&KeyName::Root]]).map_err(ours)?;
    let catalogue =
        Catalogue { series: 1, version: 1, created: now, entries: Vec::new(), withdrawn: Vec::new(), ext: None };
    let catalogue = trust::sign_catalogue(&catalogue, &[&signing[&KeyName::Approver]]).map_err(ours)?;
    let policy = Policy {
        office: new.office.clone(),
        series: 1,
        version: 1,
        created: now,
        recipients: vec![sealing.recipient().to_string()],
        recovery: recovery.recipient().to_string(),
        settings: new.settings.clone(),
        ext: None,
    };
    let policy = trust::sign_policy(&policy, &signing[&KeyName::Office]).map_err(ours)?;
    for (name, bytes) in [(root_file(1).as_str(), &root), (CATALOGUE_FILE, &catalogue), (POLICY_FILE, &policy)] {
        write_file(&home.trust().join(name), bytes, Reader::Anyone)?;
    }
    Registry::open(&home.registry())?;
    let config = OfficeConfig {
        office: new.office.clone(),
        tz: new.settings.tz.clone(),
        language: new.language.clone(),
        names_issuer: new.names_issuer,
        contact: None,
        registry: None,
        paper: PaperSize::default(),
        signers: Vec::new(),
    };
    home.set_config(&config)?;
    Ok(documents::read(home)?.fingerprint())
}

fn root(new: &NewOffice, signing: &BTreeMap<KeyName, SecretKey>, now: u64) -> Root {
    let key = |name: KeyName| vec![trust::verify_key(&signing[&name].public())];
    let role =
        |role: &str, name: KeyName| Role { role: role.into(), keys: key(name), threshold: 1, series: 1, ext: None };
    Root {
        agency: new.agency.clone(),
        version: 1,
        created: now,
        roles: vec![role(ROLE_ROOT, KeyName::Root), role(ROLE_APPROVER, KeyName::Approver)],
        publishers: vec![Publisher {
            id: new.publisher.clone(),
            name: new.publisher_name.clone(),
            keys: key(KeyName::Publisher),
            prefixes: new.prefixes.clone(),
            ext: None,
        }],
        offices: vec![Office {
            id: new.office.clone(),
            name: new.office_name.clone(),
            keys: key(KeyName::Office),
            issuers: key(KeyName::Issuer),
            series: 1,
            facilities: new.facilities.clone(),
            ext: None,
        }],
        ext: None,
    }
}

fn ours(fault: TrustFault) -> Problem {
    Problem::new(Code::Internal).because(fault)
}
