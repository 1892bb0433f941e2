//! What comes back from the threads.

use super::request::{StaffWish, Ticket};
use super::view::{AllKept, GlossaryView, JournalView, KeptSaved, PacketView};
use super::view::{
    AnswerView, AttemptView, CertificateView, CourseView, DraftView, DriveView, ExportDone, ExportPreview, FinishView,
    HomeView, ImportDone, KitView, LessonView, LibraryView, PackRow, PeopleNews, PeopleView, PersonTile, PersonView,
    PinView, ProgrammeView, RecordView, RowProgress, SavedView, SearchView, SetUpDone, SignedInView, StaffInView,
    StaffRow, StartView, StationView, StepView, TakenView, TodayView,
};
use crate::model::id::{LearnerId, Slug};
use crate::model::problem::Problem;
use std::path::PathBuf;

/// An answer to a request.
#[derive(Debug)]
pub struct Event {
    /// To which.
    pub ticket: Ticket,
    /// What.
    pub news: News,
}

/// What an answer says. Where a name says "saved", the commit is on the disk.
#[derive(Debug)]
pub enum News {
    /// How far a long job is. The only news that is not the last of its ticket.
    Step(StepView),
    /// It could not be done.
    Failed(Problem),
    /// Done; nothing to show.
    Done,

    /// The home is open, or nothing is set up.
    Opened(StartView),
    /// Who may sign in.
    Tiles(Vec<PersonTile>),
    /// A learner is in.
    SignedIn(SignedInView),
    /// Staff are in.
    StaffIn(StaffInView),
    /// Nobody is in.
    SignedOut,

    /// The home screen.
    Home(HomeView),
    /// The library.
    Library(LibraryView),
    /// What was found in it.
    Found(SearchView),
    /// A course.
    Course(CourseView),
    /// A programme.
    Programme(ProgrammeView),
    /// A goal is kept; its programme as it now stands, and when it was saved, ms since 1970.
    GoalKept(ProgrammeView, u64),
    /// The learner's record.
    Record(RecordView),
    /// A certificate.
    Certificate(CertificateView),
    /// The learner signs in with their new PIN or pictures from now on.
    PinChanged {
        /// Whether it is pictures.
        has_pictures: bool,
    },
    /// The passphrase was right.
    StaffAgreed(StaffWish),
    /// A setting is saved.
    PreferenceSaved,

    /// What a learner keeps.
    Kept(Box<KeptNews>),

    /// An open lesson.
    Lesson(Box<LessonView>),
    /// What was reported is on the disk.
    Saved(Box<SavedView>),
    /// The lesson is left and all of it saved; its course as it now stands.
    LessonLeft(CourseView),
    /// An attempt, begun or gone on with.
    Attempt(AttemptView),
    /// What stands under a question is saved.
    Drafted(DraftView),
    /// An answer is saved.
    Answered(AnswerView),
    /// An attempt is handed in.
    Finished(FinishView),

    /// The staff desk's first page.
    Today(TodayView),
    /// People.
    People(PeopleView),
    /// What some of them did.
    PeopleProgress(Vec<(LearnerId, RowProgress)>),
    /// What became of a change to several people.
    PeopleChanged(PeopleNews),
    /// One person.
    Person(PersonView),
    /// A one-time PIN, to be told once.
    PinGiven(PinView),
    /// Staff.
    StaffList(Vec<StaffRow>),
    /// Installed packs.
    Packs(Vec<PackRow>),
    /// Drives and what lies on them.
    Drives(Vec<DriveView>),
    /// Drives were put in or taken out, or other things lie on them.
    DrivesChanged {
        /// What to send with the next watch.
        seen: u64,
    },
    /// A pack is ready.
    Imported(ImportDone),
    /// A notice or a receipt was taken in.
    Taken(TakenView),
    /// What an export would disclose.
    ExportPreview(ExportPreview),
    /// The export is on the drive, read back and compared: it is safe to take out.
    Exported(ExportDone),
    /// A file is written.
    FileWritten {
        /// Where.
        path: PathBuf,
    },
    /// The station.
    Station(StationView),
    /// A kit, before set-up.
    Kit(KitView),
    /// The station is set up.
    SetUp(SetUpDone),
}

/// What a learner keeps: an answer to [`super::Keep`].
#[derive(Debug)]
pub enum KeptNews {
    /// A change in a lesson is saved.
    Lesson(KeptSaved),
    /// All that is kept.
    All(AllKept),
    /// The journal.
    Journal(JournalView),
    /// An entry of it is saved.
    JournalSaved {
        /// Which.
        entry: Slug,
        /// As it now stands.
        text: String,
        /// When, ms since 1970.
        wall_ms: u64,
    },
    /// The packet.
    Packet(PacketView),
    /// A change of it is saved.
    PacketChanged {
        /// As it now stands.
        packet: PacketView,
        /// When, ms since 1970.
        wall_ms: u64,
    },
    /// The words that a course explains.
    Glossary(GlossaryView),
}

impl News {
    /// Whether the ticket ends with it.
    #[must_use]
    pub fn is_last(&self) -> bool {
        !matches!(self, Self::Step(_))
    }
}
