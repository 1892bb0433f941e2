//! The throw-away office: its keys lie in the try-out's own folder, good for nothing else.

use super::{Offered, countersign};
use crate::crypto::seal::SealIdentity;
use crate::crypto::sign::SecretKey;
use crate::format::trust::{TrustFault, TrustFiles, sign_catalogue, sign_kit, sign_policy, sign_root, verify_key};
use crate::job::start::disk_problem;
use crate::model::id::{Hash, PackId, Slug};
use crate::model::ports::Random;
use crate::model::problem::{Code, Problem};
use crate::model::trust::{
    ApprovedPack, Catalogue, Entry, Facility, Kit, Office, PackKind, Policy, Publisher, ROLE_APPROVER, ROLE_ROOT, Role,
    Root, Settings,
};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Everything the throw-away office knows, as kept between two openings.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TryOutOffice {
    /// Seeds of the keys: root, approver, publisher, office, issuer.
    seeds: [Hash; 5],
    /// age recipients whose private halves were thrown away: nothing is ever sealed to them.
    recipients: [String; 2],
    founded: u64,
    root_version: u64,
    root_created: u64,
    prefixes: Vec<PackId>,
    catalogue_version: u64,
    catalogue_created: u64,
    entries: Vec<ApprovedPack>,
}

fn internal(fault: TrustFault) -> Problem {
    Problem::new(Code::Internal).because(fault)
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a name written here in the form of an id")
}

impl TryOutOffice {
    pub(super) fn fresh(random: &dyn Random) -> Self {
        Self {
            seeds: std::array::from_fn(|_| Hash(random.bytes32())),
            recipients: std::array::from_fn(|_| SealIdentity::generate().recipient().to_string()),
            founded: 0,
            root_version: 0,
            root_created: 0,
            prefixes: Vec::new(),
            catalogue_version: 0,
            catalogue_created: 0,
            entries: Vec::new(),
        }
    }

    /// Reads what [`TryOutOffice::save`] wrote.
    pub(super) fn load(path: &Path) -> Result<Self, Problem> {
        let text = std::fs::read(path).map_err(|fault| disk_problem(&fault))?;
        serde_json::from_slice(&text).map_err(|fault| Problem::new(Code::StationDamaged).because(fault))
    }

    pub(super) fn save(&self, path: &Path) -> Result<(), Problem> {
        let text = serde_json::to_vec(self).map_err(|fault| Problem::new(Code::Internal).because(fault))?;
        let part = path.with_extension("part");
        std::fs::write(&part, text).and_then(|()| std::fs::rename(&part, path)).map_err(|fault| disk_problem(&fault))
    }

    /// Takes the packs into the next catalogue, and their names into the next root, where they are not there yet.
    pub(super) fn approve(&mut self, offered: &[Offered], now: u64) {
        let publisher = self.key(2);
        let (packs, names) = (self.entries.len(), self.prefixes.len());
        for offer in offered {
            if !self.prefixes.contains(&offer.pack) {
                self.prefixes.push(offer.pack.clone());
            }
            if !self.entries.iter().any(|entry| entry.manifest == offer.manifest) {
                self.entries.push(ApprovedPack {
                    kind: PackKind::Pack,
                    id: offer.pack.clone(),
                    version: offer.version,
                    manifest: offer.manifest,
                    signature: Some(countersign(offer, &publisher)),
                    ext: None,
                });
            }
        }
        if self.founded == 0 {
            self.founded = now;
        }
        if self.root_version == 0 || self.prefixes.len() > names {
            (self.root_version, self.root_created) = (self.root_version + 1, now);
        }
        if self.catalogue_version == 0 || self.entries.len() > packs {
            (self.catalogue_version, self.catalogue_created) = (self.catalogue_version + 1, now);
        }
    }

    fn key(&self, which: usize) -> SecretKey {
        SecretKey::from_seed(&self.seeds[which].0)
    }

    /// Root, catalogue and policy as they now stand.
    pub(super) fn documents(&self) -> Result<TrustFiles, Problem> {
        let root = self.root();
        let catalogue = Catalogue {
            series: 1,
            version: self.catalogue_version,
            created: self.catalogue_created,
            entries: self.entries.iter().cloned().map(Entry::Pack).collect(),
            withdrawn: Default::default(),
            ext: None,
        };
        let policy = Policy {
            office: slug("try-out"),
            series: 1,
            version: 1,
            created: self.founded,
            recipients: vec![self.recipients[0].clone()],
            recovery: self.recipients[1].clone(),
            settings: Settings::default(),
            ext: None,
        };
        Ok(TrustFiles {
            roots: vec![sign_root(&root, &[&self.key(0)]).map_err(internal)?],
            catalogue: sign_catalogue(&catalogue, &[&self.key(1)]).map_err(internal)?,
            policy: sign_policy(&policy, &self.key(3)).map_err(internal)?,
        })
    }

    /// The kit, marked as a try-out's.
    pub(super) fn kit(&self) -> Result<Vec<u8>, Problem> {
        let root = crate::format::json::to_canonical(&self.root())
            .map_err(|fault| Problem::new(Code::Internal).because(fault))?;
        let kit = Kit {
            office: slug("try-out"),
            facility: self.facility(),
            root: Hash(crate::crypto::hash::sha256(&root)),
            created: self.root_created,
            try_out: Some(true),
            ext: None,
        };
        sign_kit(&kit, &self.key(3)).map_err(internal)
    }

    fn facility(&self) -> Facility {
        Facility { id: slug("try-out"), name: "Try-out".into() }
    }

    fn root(&self) -> Root {
        let key = |which: usize| verify_key(&self.key(which).public());
        let role =
            |name: &str, which| Role { role: name.into(), keys: vec![key(which)], threshold: 1, series: 1, ext: None };
        Root {
            agency: "Try-out".into(),
            version: self.root_version,
            created: self.root_created,
            roles: vec![role(ROLE_ROOT, 0), role(ROLE_APPROVER, 1)],
            publishers: vec![Publisher {
                id: slug("try-out"),
                name: "Try-out".into(),
                keys: vec![key(2)],
                prefixes: self.prefixes.clone(),
                ext: None,
            }],
            offices: vec![Office {
                id: slug("try-out"),
                name: "Try-out".into(),
                keys: vec![key(3)],
                issuers: vec![key(4)],
                series: 1,
                facilities: vec![self.facility()],
                ext: None,
            }],
            ext: None,
        }
    }
}
