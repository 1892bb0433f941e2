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
use std::path::{Path, PathBuf};
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
#[derive(Debug, Clone, PartialEq, Eq)]
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

const KIT: &str = "kit";
const FINGERPRINT: &str = "fingerprint";
const STATION: &str = "station";
const ADMINISTRATOR: &str = "administrator";
const PASSPHRASE_FILE: &str = "passphrase_file";
const RECOVERY_CODE_FILE: &str = "recovery_code_file";
/// Every answer, as the file names it; the last may be left out.
const FIELDS: [&str; 6] = [KIT, FINGERPRINT, STATION, ADMINISTRATOR, PASSPHRASE_FILE, RECOVERY_CODE_FILE];

impl AnswersFile {
    /// Reads the text of `file`, whose name the problem tells.
    ///
    /// # Errors
    /// [`Code::AnswersUnreadable`] names the line, [`Code::AnswersUnknown`] and [`Code::AnswersMissing`] the answer.
    pub fn parse(file: &Path, text: &str) -> Result<Self, Problem> {
        let table: toml::Table = text.parse().map_err(|fault: toml::de::Error| {
            let line = fault.span().map_or(0, |span| text.get(..span.start).unwrap_or_default().lines().count().max(1));
            Self::unreadable(file).with("line", line).because(fault)
        })?;
        let about = |code, field: &str| Problem::new(code).with("field", field).with("fields", FIELDS.join(", "));
        if let Some(unknown) = table.keys().find(|key| !FIELDS.contains(&key.as_str())) {
            return Err(about(Code::AnswersUnknown, unknown));
        }
        let optional = |field: &str| match table.get(field) {
            None => Ok(None),
            Some(toml::Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.clone())),
            Some(_) => Err(about(Code::AnswersMissing, field)),
        };
        let needed = |field: &str| optional(field)?.ok_or_else(|| about(Code::AnswersMissing, field));
        Ok(Self {
            kit: needed(KIT)?.into(),
            fingerprint: needed(FINGERPRINT)?,
            station: needed(STATION)?,
            administrator: needed(ADMINISTRATOR)?,
            passphrase_file: needed(PASSPHRASE_FILE)?.into(),
            recovery_code_file: optional(RECOVERY_CODE_FILE)?.map(PathBuf::from),
        })
    }

    /// The file cannot be read at all.
    #[must_use]
    pub fn unreadable(file: &Path) -> Problem {
        Problem::new(Code::AnswersUnreadable).with("file", file.display()).with("line", 0)
    }

    /// Neither a kit nor a file with answers was named.
    #[must_use]
    pub fn no_kit() -> Problem {
        Problem::new(Code::AnswersMissing).with("field", KIT).with("fields", FIELDS.join(", "))
    }
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
