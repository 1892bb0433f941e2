//! Setting a station up from a kit: who it answers to, its keys, its first administrator, its recovery code.
//! All of it in one transaction: a station is set up, or it is not.

use super::notice::versions;
use super::sign_in::{Effort, entry};
use super::staff::{check_passphrase, set_method, set_recovery_method};
use super::station_keys::{StationKeys, fresh_code, typed_code};
use super::trust::{KitConfirmed, KitSeen, hold_trust};
use crate::format::trust::{station_id, verify_key};
use crate::model::event::{Actor, Body, Role, StaffSet, StationConfigured};
use crate::model::id::StaffId;
use crate::model::problem::{Code, Problem};
use crate::store::{SlotOwner, Station, Store};
use serde::Deserialize;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// What a person says at set-up.
#[derive(Clone)]
pub struct SetUpAnswers {
    /// The 20 characters typed from the paper that travelled apart.
    pub fingerprint: String,
    /// The station's name.
    pub station: String,
    /// The first administrator's name.
    pub administrator: String,
    /// Their passphrase.
    pub passphrase: Zeroizing<String>,
    /// How much work secrets cost here; measured if not said.
    pub effort: Option<Effort>,
}

impl std::fmt::Debug for SetUpAnswers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SetUpAnswers(of {})", self.station)
    }
}

/// A station that was set up.
#[derive(Clone)]
pub struct SetUp {
    /// Who it is.
    pub station: Station,
    /// The first administrator.
    pub administrator: StaffId,
    /// To be printed once and locked away: opens the station if every passphrase is lost. Kept nowhere.
    pub recovery_code: Zeroizing<String>,
}

impl std::fmt::Debug for SetUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SetUp(of {})", self.station.name)
    }
}

/// The answers file of a set-up without questions, in TOML.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswersFile {
    /// The kit's folder.
    pub kit: PathBuf,
    /// The 20 characters from the paper.
    pub fingerprint: String,
    /// The station's name.
    pub station: String,
    /// The first administrator's name.
    pub administrator: String,
    /// A file whose first line is their passphrase.
    pub passphrase_file: PathBuf,
    /// Where the recovery code goes: a new file. Printed if not said.
    pub recovery_code_file: Option<PathBuf>,
}

/// Sets the station up.
///
/// # Errors
/// [`Code::StationAlreadySetUp`], [`Code::KitFingerprint`], [`Code::EntryMissing`], [`Code::PassphraseShort`].
pub fn set_up(store: &mut Store, kit: KitSeen, answers: &SetUpAnswers) -> Result<SetUp, Problem> {
    if store.station()?.is_some() {
        return Err(Problem::new(Code::StationAlreadySetUp));
    }
    let (name, administrator) = (entry("station", &answers.station)?, entry("administrator", &answers.administrator)?);
    check_passphrase(&answers.passphrase)?;
    let kit = kit.confirm(&answers.fingerprint)?;
    let keys = StationKeys::generate(store.random());
    let station = station_of(name, &kit, &keys);
    let effort = answers.effort.unwrap_or_else(|| Effort::measured(store.clock()));
    let staff = StaffId(store.random().uuid());
    let code = fresh_code(store.random());
    let slots = [
        keys.slot(SlotOwner::Staff(staff), &answers.passphrase, effort.slot())?,
        keys.slot(SlotOwner::Recovery, &typed_code(&code), effort.slot())?,
    ];
    store.write(|writer| -> Result<(), Problem> {
        if writer.station()?.is_some() {
            return Err(Problem::new(Code::StationAlreadySetUp));
        }
        writer.set_station(&station)?;
        hold_trust(writer, &kit.trust, &kit.files)?;
        let (setting, value) = effort.setting();
        writer.set_setting(setting, value)?;
        let policy = &kit.trust.policy;
        let (name, tz) = (station.name.clone(), policy.settings.tz.clone());
        let configured = StationConfigured { name, tz, policy_version: policy.version };
        writer.append_by(Actor::Station, Body::StationConfigured(configured))?;
        writer.append_by(Actor::Station, Body::TrustUpdated(versions(&kit.trust)))?;
        let first = StaffSet { staff, name: administrator, role: Role::Administrator, active: true };
        writer.append_by(Actor::Station, Body::StaffAdded(first))?;
        for slot in &slots {
            writer.set_key_slot(slot)?;
        }
        set_method(writer, Actor::Staff(staff), staff)?;
        set_recovery_method(writer, Actor::Staff(staff))
    })?;
    Ok(SetUp { station, administrator: staff, recovery_code: code })
}

fn station_of(name: String, kit: &KitConfirmed, keys: &StationKeys) -> Station {
    let signing = keys.signing.public();
    let office = kit.trust.root.office(&kit.kit.office);
    Station {
        id: station_id(&verify_key(&signing)),
        name,
        office: kit.kit.office.clone(),
        office_name: office.map_or_else(|| kit.kit.office.to_string(), |office| office.name.clone()),
        facility: kit.kit.facility.id.clone(),
        facility_name: kit.kit.facility.name.clone(),
        root_hash: kit.trust.root.hash(),
        signing,
        sealing: keys.sealing.recipient().to_string(),
        is_try_out: kit.kit.try_out == Some(true),
    }
}
