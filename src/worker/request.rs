//! What the screens ask for.

mod people;

pub use crate::job::marking::Marking;
pub use crate::job::study::Watched as SpanReport;
use crate::model::answer::Answer;
use crate::model::event::{CredentialOutside, CreditKind, Role, SavedTo, SessionEnd};
use crate::model::id::{AttemptId, CourseId, ExportId, Hash, Lang, LearnerId, LessonId, ProgrammeId, QuestionId, Slug};
use crate::model::kept::Anchor;
use crate::model::sheet::Sheet;
use std::collections::BTreeMap;
use std::path::PathBuf;

pub use people::PeopleChange;

/// Which request an answer belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// A PIN or a passphrase on its way: never printed, wiped when dropped.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(zeroize::Zeroizing<String>);

impl Secret {
    /// Takes what was typed.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(zeroize::Zeroizing::new(text))
    }

    /// What was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// What a learner keeps.
#[derive(Debug, Clone)]
pub enum Keep {
    /// Keeps a note; an empty text takes it away → [`super::KeptNews::Lesson`].
    Note {
        /// Of which course.
        course: CourseId,
        /// In which lesson.
        lesson: LessonId,
        /// Where in it.
        anchor: Anchor,
        /// All of the note.
        text: String,
    },
    /// Keeps a place, or no longer → [`super::KeptNews::Lesson`].
    Place {
        /// Of which course.
        course: CourseId,
        /// In which lesson.
        lesson: LessonId,
        /// Where in it.
        anchor: Anchor,
        /// Kept, or not.
        on: bool,
    },
    /// Marks words of a reading, or takes marks away → [`super::KeptNews::Lesson`].
    Marks {
        /// Of which course.
        course: CourseId,
        /// Which reading.
        lesson: LessonId,
        /// Ranges of the text shown, each marked or not.
        changes: Vec<([u64; 2], bool)>,
    },
    /// → [`super::KeptNews::All`].
    All,
    /// → [`super::KeptNews::Journal`].
    Journal,
    /// Keeps an entry of the journal; an empty text takes it away → [`super::KeptNews::JournalSaved`].
    JournalEntry {
        /// Which.
        entry: Slug,
        /// All of it.
        text: String,
    },
    /// What is in the learner's packet, and what could be → [`super::KeptNews::Packet`].
    Packet,
    /// Puts an entry of the journal, or a note, into the packet as it stands now, or takes it out →
    /// [`super::KeptNews::PacketChanged`].
    IntoPacket {
        /// Which, by its name in [`super::view::PacketRow`].
        entry: Slug,
        /// In, or out.
        is_in: bool,
    },
    /// → [`super::KeptNews::Glossary`].
    Glossary {
        /// Of which course.
        course: CourseId,
    },
}

/// What staff write into a learner's record.
#[derive(Debug, Clone)]
pub enum Credential {
    /// Something earned elsewhere.
    Outside {
        /// By whom.
        learner: LearnerId,
        /// As it was typed.
        typed: CredentialOutside,
    },
    /// Credit.
    Grant {
        /// To whom.
        learner: LearnerId,
        /// In which way.
        kind: CreditKind,
        /// How much, as it was typed.
        amount: String,
        /// On what ground.
        basis: String,
    },
    /// One of these was a mistake.
    TakeBack {
        /// Whose.
        learner: LearnerId,
        /// The event that wrote it down.
        event: Hash,
        /// Why.
        reason: String,
    },
}

/// What staff can do from somebody's screen without the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StaffWish {
    /// End the session of whoever is in.
    EndSession,
    /// Close the program, in a kiosk.
    Close,
}

/// Everything a screen can ask for. Each names the [`super::News`] it ends with; any may end with `Failed`.
#[derive(Debug, Clone)]
pub enum Request {
    /// Opens the home folder → `Opened`.
    Open,

    /// The people who may sign in, those whose name or number fits `search` → `Tiles`.
    Tiles {
        /// Empty for all.
        search: String,
    },
    /// A learner signs in → `SignedIn`.
    SignIn {
        /// Who.
        learner: LearnerId,
        /// Their PIN.
        pin: Secret,
    },
    /// A learner signs in by number → `SignedIn`.
    SignInByNumber {
        /// The facility's number.
        number: String,
        /// Their PIN.
        pin: Secret,
    },
    /// The learner who came in with a one-time PIN chooses their own → `SignedIn`.
    ChoosePin {
        /// The new one.
        pin: Secret,
    },
    /// The learner who came in with a one-time PIN goes away without choosing their own: it is used → `Done`.
    SpendPin,
    /// The learner who is in changes their PIN or picture code → `PinChanged`.
    ChangePin {
        /// The one they have.
        old: Secret,
        /// The one they want.
        new: Secret,
    },
    /// Staff sign in → `StaffIn`.
    SignInStaff {
        /// Their name.
        name: String,
        /// Their passphrase.
        passphrase: Secret,
    },
    /// Staff come to somebody's screen and say, with their passphrase, what shall be → `StaffAgreed`. Nothing is done
    /// by it: the window does what they said.
    StaffWord {
        /// Their name.
        name: String,
        /// Their passphrase.
        passphrase: Secret,
        /// What.
        wish: StaffWish,
    },
    /// Staff set the times of day when sittings end, in minutes after midnight → `Station`.
    SetCallTimes {
        /// When.
        times: Vec<u16>,
    },
    /// Whoever is in goes out → `SignedOut`. Whatever was under way is saved first.
    SignOut {
        /// Why.
        cause: SessionEnd,
    },

    /// → `Home`.
    Home,
    /// → `Library`.
    Library,
    /// What fits these words, in names and texts → `Found`. A later search ends an earlier one with `Done`.
    Search {
        /// As they were typed.
        words: String,
    },
    /// → `Course`.
    Course {
        /// Which.
        course: CourseId,
    },
    /// → `Programme`.
    Programme {
        /// Which.
        programme: ProgrammeId,
    },
    /// The learner says that a goal is reached, or takes that back → `GoalKept`.
    SetGoal {
        /// Of which programme.
        programme: ProgrammeId,
        /// Which.
        goal: Slug,
        /// Reached, or not.
        is_reached: bool,
    },
    /// → `Record`.
    Record,
    /// → `Certificate`.
    Certificate {
        /// Of which course.
        course: CourseId,
        /// Which.
        certificate: Slug,
    },
    /// Writes the certificate as PDF and notes it → `FileWritten`.
    SaveCertificate {
        /// Of which course.
        course: CourseId,
        /// Which.
        certificate: Slug,
        /// As it is drawn on screen.
        sheet: Box<Sheet>,
        /// Into which folder; none for the papers of the station's home.
        folder: Option<PathBuf>,
        /// Whether it is for paper.
        to: SavedTo,
    },
    /// Staff write a learner's certificate as PDF, for them or for the office; noted as theirs → `FileWritten`.
    SaveCertificateOf {
        /// Whose.
        learner: LearnerId,
        /// Of which course.
        course: CourseId,
        /// Which.
        certificate: Slug,
        /// As it is drawn on screen.
        sheet: Box<Sheet>,
        /// Into which folder; none for the papers of the station's home.
        folder: Option<PathBuf>,
        /// Whether it is for paper.
        to: SavedTo,
    },
    /// The learner reads in another language from now on → `PreferenceSaved`. Ask again for what is on screen.
    SetLanguage {
        /// Which.
        lang: Lang,
    },
    /// The sign-in screen speaks this language from now on; asked while nobody is in → `PreferenceSaved`.
    KeepLanguage {
        /// Which.
        lang: Lang,
    },
    /// A setting of the learner's own → `PreferenceSaved`.
    SetPreference {
        /// Which.
        key: Slug,
        /// Its value.
        value: String,
    },

    /// What the learner keeps: notes, places, marked words, the journal → `Kept`.
    Keep(Keep),

    /// Opens a lesson → `Lesson`.
    OpenLesson {
        /// Of which course.
        course: CourseId,
        /// Which.
        lesson: LessonId,
    },
    /// What was seen in the last seconds → `Saved`. Send it every five seconds while something plays or is read.
    Watched(SpanReport),
    /// The lesson is paused or left: what was reported becomes an event → `LessonLeft`.
    LeaveLesson,
    /// Begins an attempt, or goes on with the one begun → `Attempt`.
    StartAttempt {
        /// Of which course.
        course: CourseId,
        /// Which quiz.
        lesson: LessonId,
    },
    /// Keeps an answer → `Answered`.
    Answer {
        /// Which attempt.
        attempt: AttemptId,
        /// Which question.
        question: QuestionId,
        /// The answer.
        answer: Answer,
        /// Hints taken.
        hints: u32,
        /// Active milliseconds on the question.
        active_ms: u64,
    },
    /// Keeps what stands under a question and is not given yet, or takes it away → `Drafted`.
    Draft {
        /// In which attempt.
        attempt: AttemptId,
        /// Under which question.
        question: QuestionId,
        /// What stands there.
        answer: Option<Answer>,
    },
    /// Another question of an attempt is on screen → `Done`.
    TurnTo {
        /// Of which attempt.
        attempt: AttemptId,
        /// Which; none on the page to hand in from.
        question: Option<QuestionId>,
    },
    /// A hint is shown → `Done`.
    TakeHint {
        /// In which attempt.
        attempt: AttemptId,
        /// Of which question.
        question: QuestionId,
        /// Hints of it shown by now.
        hints: u32,
    },
    /// Hands the attempt in → `Finished`.
    FinishAttempt {
        /// Which.
        attempt: AttemptId,
    },

    /// → `Today`.
    Today,
    /// Everybody → `People`.
    People,
    /// What some of them did → `PeopleProgress`.
    PeopleProgress {
        /// Whom; of a long list only the first are answered.
        learners: Vec<LearnerId>,
    },
    /// A change to several people → `PeopleChanged`.
    ChangePeople(PeopleChange),
    /// → `Person`.
    Person {
        /// Who.
        learner: LearnerId,
    },
    /// Adds a learner → `PinGiven`.
    AddLearner {
        /// Their name.
        name: String,
        /// The facility's number.
        number: String,
        /// Year of birth.
        birth_year: Option<u64>,
        /// The language they read.
        lang: Lang,
    },
    /// Gives a new one-time PIN → `PinGiven`.
    GivePin {
        /// To whom.
        learner: LearnerId,
    },
    /// A mentor says that a learner reached a goal → `Done`.
    SignGoal {
        /// Who reached it.
        learner: LearnerId,
        /// Of which programme.
        programme: ProgrammeId,
        /// Which.
        goal: Slug,
    },
    /// Opens a quiz for a learner, for one more try → `Done`.
    OpenQuiz {
        /// For whom.
        learner: LearnerId,
        /// Of which course.
        course: CourseId,
        /// Which.
        lesson: LessonId,
        /// For how long from now.
        minutes: u64,
    },
    /// Staff mark an answer, or change its mark → `Done`.
    Mark(Box<Marking>),
    /// Staff write into a record → `Done`.
    Credential(Credential),
    /// → `StaffList`.
    StaffList,
    /// Adds a member of staff → `Done`.
    AddStaff {
        /// The name they sign in with.
        name: String,
        /// What they may do.
        role: Role,
        /// Their first passphrase.
        passphrase: Secret,
    },

    /// → `Packs`.
    Packs,
    /// Removes an installed pack → `Done`.
    RemovePack {
        /// Its manifest hash.
        manifest: Hash,
    },
    /// The removable drives and what lies on them → `Drives`.
    Drives,
    /// Waits until the drives, or what lies on them, are no longer as `seen` → `DrivesChanged`. They are looked at every
    /// two seconds. A later one, a sign-out or a cancel ends the wait with `Done`.
    WatchDrives {
        /// What the last `DrivesChanged` said; 0 for nothing yet.
        seen: u64,
    },
    /// Carries a pack in → `Step`s, then `Imported`. Can be cancelled.
    ImportPack {
        /// The file, or the first slice.
        path: PathBuf,
        /// Whether staff said that an older pack than the installed one is wanted.
        allow_older: bool,
    },
    /// Takes a notice (root, catalogue, policy) or a receipt in → `Taken`.
    TakeDocument {
        /// The file.
        path: PathBuf,
    },
    /// What an export would disclose → `ExportPreview`.
    ExportPreview,
    /// Seals an export onto a drive → `Step`s, then `Exported`. Can be cancelled before the file has its name.
    Export {
        /// The drive's folder.
        folder: PathBuf,
    },
    /// Writes the slip of an export as PDF → `FileWritten`.
    SaveSlip {
        /// Of which export.
        export: ExportId,
        /// Its words by key (`slip-title`, `slip-intro`, …).
        words: BTreeMap<String, String>,
        /// Size, number of events and time of making, in words.
        facts: [String; 3],
        /// Its language.
        lang: Lang,
        /// Into which folder; none for the papers of the station's home.
        folder: Option<PathBuf>,
    },
    /// Writes sheets that a screen laid out (a recovery code, a one-time PIN) as PDF → `FileWritten`.
    SavePaper {
        /// The file's name, without ending.
        name: Slug,
        /// The sheets.
        sheets: Vec<Sheet>,
        /// Into which folder; none for the papers of the station's home.
        folder: Option<PathBuf>,
    },
    /// → `Station`.
    Station,
    /// Writes a backup of the database → `Step`s, then `FileWritten`.
    Backup {
        /// Into which folder.
        folder: PathBuf,
    },

    /// Looks at a kit before set-up → `Kit`.
    ReadKit {
        /// The kit file.
        path: PathBuf,
    },
    /// Sets the station up → `SetUp`.
    SetUp {
        /// The kit file.
        kit: PathBuf,
        /// The 20 characters typed from paper.
        fingerprint: String,
        /// The station's name.
        name: String,
        /// The first administrator's name.
        administrator: String,
        /// Their passphrase.
        passphrase: Secret,
    },
    /// Makes the throw-away office and opens it with the starter library ([`crate::library::starter::packs`]) → `Step`s,
    /// then `Opened`.
    TryOut,
}
