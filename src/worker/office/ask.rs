//! What the office's screens ask for.

use super::view::{CertificateQuery, Look, PeopleQuery};
use crate::model::id::{Hash, LearnerId, Slug, StationId};
use crate::model::report::{Asked, Question};
use crate::model::trust::Settings;
use crate::worker::Secret;
use std::path::PathBuf;

/// What a new office is called, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewOfficeForm {
    /// The agency.
    pub agency: String,
    /// The office's name.
    pub name: String,
    /// The places it serves, by name.
    pub facilities: Vec<String>,
    /// IANA time zone.
    pub tz: String,
    /// Language of its papers, `en` or `es`.
    pub language: String,
    /// Certificates name the office.
    pub names_issuer: bool,
    /// What the keys will be wrapped in.
    pub passphrase: Secret,
}

/// See the module. What each brings at its end stands behind the arrow, a variant of [`super::Told`]; any may end with
/// `Failed`.
#[derive(Debug, Clone)]
pub enum Ask {
    /// Is there an office here? → `Start`
    Start,
    /// Make one → `Entered`
    Make(Box<NewOfficeForm>),
    /// Come in, with the keys if the passphrase is given → `Entered`
    Enter {
        /// Of the keys.
        passphrase: Option<Secret>,
        /// Who sits here, for those who ask later.
        by: String,
    },
    /// Forget the passphrase → `Locked`
    Lock,
    /// Remember how the window looks → `Done`
    KeepLook(Box<Look>),
    /// The sticks that are in → `Sticks`
    Sticks,
    /// Wait until sticks come or go → `SticksChanged`, or `Done` if cancelled
    WatchSticks {
        /// As last seen.
        seen: u64,
    },
    /// What is in a folder; none: where one begins to look → `Folder`
    Folder {
        /// Which.
        path: Option<PathBuf>,
        /// Only files whose names end so are listed; none: no file is.
        ending: Option<&'static str>,
    },
    /// Read sealed files, and folders with some, and plan their merge → `Step`…, `Plan`
    Read {
        /// Files and folders.
        paths: Vec<PathBuf>,
    },
    /// Put the plan away → `Done`
    DropPlan,
    /// Merge what is planned, issue what is due, write the notice → `Step`…, `Merged`
    Merge,
    /// Copy the notice to a stick and read it back → `Step`…, `NoticeCopied`
    CopyNotice {
        /// The stick's folder.
        to: PathBuf,
    },
    /// A page of people → `Step`…, `People`
    People {
        /// Which.
        query: Box<PeopleQuery>,
    },
    /// Some people by name or number → `Step`…, `PeopleFound`
    FindPeople {
        /// As typed.
        words: String,
    },
    /// People who may be one → `Alike`
    Alike,
    /// One person → `Person`
    Person {
        /// Any of their ids.
        learner: LearnerId,
    },
    /// Decide that two ids are one person, or two → `Decided`
    Decide {
        /// The one that stays in front.
        one: LearnerId,
        /// The other.
        other: LearnerId,
        /// One person.
        is_one: bool,
        /// Why.
        reason: String,
    },
    /// The stations that somebody can be sent to → `Destinations`
    Destinations,
    /// Send somebody to a station from today on → `Transferred`
    Transfer {
        /// Any of their ids.
        learner: LearnerId,
        /// Where.
        station: StationId,
        /// Why.
        reason: String,
    },
    /// Write somebody's release packet → `PacketMade`
    Packet {
        /// Any of their ids.
        learner: LearnerId,
        /// Into a folder in this one.
        folder: PathBuf,
    },
    /// A page of official certificates → `Step`…, `Certificates`
    Certificates {
        /// Which.
        query: Box<CertificateQuery>,
    },
    /// One, with its paper → `Certificate`
    Certificate {
        /// Its id.
        id: String,
    },
    /// Copy its files → `Saved`
    SaveCertificate {
        /// Its id.
        id: String,
        /// Into this folder.
        folder: PathBuf,
    },
    /// Take one back → `Revoked`
    Revoke {
        /// Its id.
        id: String,
        /// Why.
        reason: String,
    },
    /// Issue what is due → `Issued`
    Issue,
    /// What questions can be narrowed to → `Choices`
    Choices {
        /// In which language titles are.
        lang: String,
    },
    /// Answer a question → `Step`…, `Answer`
    Report {
        /// Which.
        question: Question,
        /// What it is narrowed to.
        asked: Box<Asked>,
        /// In which language titles are.
        lang: String,
    },
    /// Answer it anew, and write it as CSV and PDF → `Step`…, `Saved`
    SaveReport {
        /// Which.
        question: Question,
        /// What it is narrowed to.
        asked: Box<Asked>,
        /// In which language it is written.
        lang: String,
        /// Into this folder.
        folder: PathBuf,
    },
    /// Every station → `Stations`
    Stations,
    /// Count a station's events → `Confirmed`
    Confirm {
        /// Which.
        station: StationId,
    },
    /// Give it another name → `StationChanged`
    Rename {
        /// Which.
        station: StationId,
        /// The name.
        name: String,
    },
    /// Take no more from it → `StationChanged`
    Retire {
        /// Which.
        station: StationId,
        /// Why.
        reason: String,
    },
    /// Let what was kept apart of a retired one count → `Confirmed`
    Release {
        /// Which.
        station: StationId,
        /// Why.
        reason: String,
    },
    /// Let all branches of its forks count → `Confirmed`
    DecideForks {
        /// Which.
        station: StationId,
        /// Why.
        reason: String,
    },
    /// The keys and documents → `Keys`
    Keys,
    /// Make a facility's kit → `KitMade`
    MakeKit {
        /// Which facility.
        facility: Slug,
    },
    /// Sign the next rules of stations → `RulesSigned`
    SetRules {
        /// All of them.
        settings: Box<Settings>,
    },
    /// Add places that the office serves → `FacilitiesAdded`
    AddFacilities {
        /// Their names.
        names: Vec<String>,
    },
    /// Approve packs → `Step`…, `Packs`
    Approve {
        /// Their files.
        packs: Vec<PathBuf>,
    },
    /// Withdraw a pack → `Packs`
    Withdraw {
        /// Its identity.
        manifest: Hash,
    },
    /// Copy the records → `Saved`
    Backup {
        /// The folder to make them in.
        to: PathBuf,
    },
    /// Bring documents back that were signed after the copy which the office was brought back from → `BroughtBack`
    BringBack {
        /// A stick that took the newest notice, or the folder of a notice or kit.
        from: PathBuf,
    },
    /// Bring records back into an empty office → `Start`
    Restore {
        /// The folder of the copy.
        from: PathBuf,
    },
}

impl Ask {
    /// Whether it can be asked before anybody came in.
    pub(super) fn is_outside(&self) -> bool {
        matches!(
            self,
            Self::Start
                | Self::Make(_)
                | Self::Enter { .. }
                | Self::Lock
                | Self::KeepLook(_)
                | Self::Sticks
                | Self::WatchSticks { .. }
                | Self::Folder { .. }
                | Self::Restore { .. }
        )
    }

    /// Whether the keys are needed: the window asks for the passphrase first.
    #[must_use]
    pub fn needs_keys(&self) -> bool {
        matches!(
            self,
            Self::Read { .. }
                | Self::Merge
                | Self::Decide { .. }
                | Self::Transfer { .. }
                | Self::Packet { .. }
                | Self::SetRules { .. }
                | Self::AddFacilities { .. }
                | Self::Revoke { .. }
                | Self::Issue
                | Self::Confirm { .. }
                | Self::Rename { .. }
                | Self::Retire { .. }
                | Self::Release { .. }
                | Self::DecideForks { .. }
                | Self::MakeKit { .. }
                | Self::Approve { .. }
                | Self::Withdraw { .. }
        )
    }
}
