//! What comes back from the office's threads.

use super::view::{
    BroughtBackView, CertificateView, CertificatesView, ChoicesView, ConfirmedView, DecidedView, Destination,
    EnteredView, FacilitiesView, FolderView, IssuedView, KeysView, KitView, LikeRow, MergedView, NoticeView,
    OfficeStep, PacketView, PeopleRow, PeopleView, PersonView, PlanView, SavedView, StartView, StationRow, StickView,
    TransferView,
};
use crate::model::problem::Problem;
use crate::model::report::Answer;
use crate::worker::Ticket;

/// An answer to an [`super::Ask`].
#[derive(Debug)]
pub struct OfficeEvent {
    /// To which.
    pub ticket: Ticket,
    /// What.
    pub told: Told,
}

/// What an answer says. Where it says that something was merged, issued or written, it is on the disk.
#[derive(Debug, Clone)]
pub enum Told {
    /// How far a long job is; more comes.
    Step(OfficeStep),
    /// Whether there is an office.
    Start(StartView),
    /// Somebody is in.
    Entered(EnteredView),
    /// The passphrase is forgotten.
    Locked,
    /// The sticks.
    Sticks(Vec<StickView>),
    /// Sticks came or went.
    SticksChanged {
        /// What to wait from now.
        seen: u64,
    },
    /// A folder.
    Folder(FolderView),
    /// What a merge would change.
    Plan(Box<PlanView>),
    /// What it changed.
    Merged(Box<MergedView>),
    /// The notice is on the stick.
    NoticeCopied(NoticeView),
    /// A page of people.
    People(Box<PeopleView>),
    /// Some people.
    PeopleFound(Vec<PeopleRow>),
    /// People who may be one.
    Alike(Vec<LikeRow>),
    /// One person.
    Person(Box<PersonView>),
    /// A decision was made.
    Decided(DecidedView),
    /// The stations that somebody can be sent to.
    Destinations(Vec<Destination>),
    /// Somebody was sent to a station.
    Transferred(TransferView),
    /// A release packet was written.
    PacketMade(PacketView),
    /// A page of certificates.
    Certificates(Box<CertificatesView>),
    /// One, with its paper.
    Certificate(Box<CertificateView>),
    /// Files were written.
    Saved(SavedView),
    /// A certificate was taken back.
    Revoked,
    /// What was due is issued.
    Issued(IssuedView),
    /// What questions can be narrowed to.
    Choices(ChoicesView),
    /// What a question came to.
    Answer(Box<Answer>),
    /// Every station.
    Stations(Vec<StationRow>),
    /// A station's events count now.
    Confirmed(ConfirmedView),
    /// A station was changed; events that are kept apart from now on.
    StationChanged {
        /// How many.
        apart: u64,
    },
    /// Keys and documents.
    Keys(Box<KeysView>),
    /// A kit was made.
    KitMade(KitView),
    /// The rules of stations are at this version.
    RulesSigned {
        /// Which.
        version: u64,
        /// They say something else than before.
        is_new: bool,
    },
    /// Places were added.
    FacilitiesAdded(FacilitiesView),
    /// Documents that were signed after the copy are back, or there were none.
    BroughtBack(BroughtBackView),
    /// The list of packs is signed anew.
    Packs {
        /// Its version.
        version: u64,
    },
    /// It is done, or not wanted any more.
    Done,
    /// It did not work.
    Failed(Problem),
}

impl Told {
    /// Whether the ticket ends with it.
    #[must_use]
    pub fn is_last(&self) -> bool {
        !matches!(self, Self::Step(_))
    }
}
