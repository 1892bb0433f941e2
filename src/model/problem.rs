//! What can go wrong that a person must hear of: a code, who can mend it, and the values its sentence needs.
//!
//! The sentences are Fluent texts, `err-CODE` (what happened) and `mend-CODE` (what to do), in each language; a test
//! walks [`Code::ALL`]. Library texts never reach a screen: they go to the log as [`Problem::detail`].

use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// Who can do something about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The person learning.
    Learner,
    /// Education staff.
    Staff,
    /// The facility's technicians.
    It,
    /// The records office.
    Office,
    /// Who made the course.
    Publisher,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident, $code:literal, $who:ident;)*) => {
        /// Every problem a person can meet.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $($(#[$doc])* $name,)*
        }

        impl Code {
            /// All of them, in order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// `area.reason`, stable.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                }
            }

            /// Who can mend it.
            #[must_use]
            pub fn who(self) -> Who {
                match self {
                    $(Self::$name => Who::$who,)*
                }
            }
        }
    };
}

codes! {
    /// The file is not a pack.
    PackNotAPack, "pack.not_a_pack", Staff;
    /// The pack ends too early.
    PackCut, "pack.cut", Staff;
    /// Some byte differs from what was signed.
    PackAltered, "pack.altered", Staff;
    /// Signed by nobody whom the agency knows.
    PackUnknownPublisher, "pack.unknown_publisher", Office;
    /// A known publisher, but not for packs of this name.
    PackOtherPublisher, "pack.other_publisher", Office;
    /// Not in the catalogue of approved packs.
    PackNotApproved, "pack.not_approved", Office;
    /// Withdrawn by the agency.
    PackWithdrawn, "pack.withdrawn", Office;
    /// Older than the one installed.
    PackOlder, "pack.older", Staff;
    /// No pack of this name is here.
    PackNotInstalled, "pack.not_installed", Staff;
    /// Made for a newer Foothold.
    PackNeedsNewer, "pack.needs_newer", It;
    /// A signed document of another kind.
    PackWrongKind, "pack.wrong_kind", Staff;
    /// A slice of a divided pack is missing.
    PackSliceMissing, "pack.slice_missing", Staff;
    /// Not installed (any more).
    PackNotHere, "pack.not_here", Staff;
    /// Signed and approved, and yet not readable as a course.
    PackUnusable, "pack.unusable", Publisher;
    /// The course folder has mistakes.
    CourseMistakes, "course.mistakes", Publisher;
    /// A media file a station could not play.
    MediaUnplayable, "media.unplayable", Publisher;
    /// A lesson's file is damaged on this station.
    LessonDamaged, "lesson.damaged", Staff;
    /// The same, met at a time of a film or recording.
    LessonDamagedAt, "lesson.damaged_at", Staff;
    /// A lesson's file cannot be played until the program starts again.
    LessonUnplayable, "lesson.unplayable", Staff;
    /// A lesson this player cannot show yet.
    LessonNeedsNewer, "lesson.needs_newer", It;
    /// A course or lesson that is not in the library any more.
    LessonGone, "lesson.gone", Staff;
    /// A certificate that this person has not earned.
    CertificateNotEarned, "certificate.not_earned", Staff;
    /// A lesson that something else must be done before.
    LessonLocked, "lesson.locked", Learner;
    /// A quiz that cannot be begun now, or an attempt that has ended.
    QuizClosed, "quiz.closed", Learner;
    /// Nobody is signed in who may do this.
    SessionOver, "session.over", Learner;
    /// Too much is asked of the program at once.
    StationBusy, "station.busy", Learner;
    /// No space left.
    DiskFull, "disk.full", It;
    /// So little space is left that work may not be kept.
    DiskNearlyFull, "disk.nearly_full", Staff;
    /// The disk could not be written or read.
    DiskTrouble, "disk.trouble", It;
    /// The stick went away.
    StickGone, "stick.gone", Staff;
    /// The stick is full.
    StickFull, "stick.full", Staff;
    /// What was written to the stick reads back differently.
    StickBad, "stick.bad", Staff;
    /// A document was altered or cut.
    DocumentAltered, "document.altered", Staff;
    /// An older document than the one held.
    DocumentOlder, "document.older", Office;
    /// A document with the number of the one held, and other words.
    DocumentConflicting, "document.conflicting", Office;
    /// A document signed by nobody who may.
    DocumentUnknownSigner, "document.unknown_signer", Office;
    /// A notice without all of its documents.
    DocumentIncomplete, "document.incomplete", Office;
    /// A document of another office.
    DocumentOtherOffice, "document.other_office", Office;
    /// There is no notice to carry yet.
    NoticeMissing, "notice.missing", Office;
    /// A setting of the policy that cannot be.
    PolicyWrong, "policy.wrong", Office;
    /// A key file cannot be opened with this passphrase.
    KeyPassphrase, "key.passphrase", Office;
    /// A key file is missing.
    KeyMissing, "key.missing", Office;
    /// The kit does not match the fingerprint typed from paper.
    KitFingerprint, "kit.fingerprint", Staff;
    /// The kit is incomplete or altered.
    KitDamaged, "kit.damaged", Office;
    /// Set-up was already done.
    StationAlreadySetUp, "station.already_set_up", Staff;
    /// Nothing is set up yet.
    StationNotSetUp, "station.not_set_up", Staff;
    /// Another Foothold has this home open.
    StationInUse, "station.in_use", Staff;
    /// The database is newer than this program.
    StationNewerData, "station.newer_data", It;
    /// The database fails its check.
    StationDamaged, "station.damaged", It;
    /// A try-out station cannot enrol.
    StationTryOut, "station.try_out", Staff;
    /// Name and passphrase do not fit.
    SignInRefused, "sign_in.refused", Staff;
    /// Too many wrong tries: wait.
    SignInWait, "sign_in.wait", Learner;
    /// The PIN does not fit.
    PinWrong, "pin.wrong", Learner;
    /// The one-time PIN was used already.
    PinUsed, "pin.used", Staff;
    /// The PIN is too easy to guess.
    PinWeak, "pin.weak", Learner;
    /// The passphrase is too short.
    PassphraseShort, "passphrase.short", Staff;
    /// A file with answers for a set-up without questions is no such file.
    AnswersUnreadable, "answers.unreadable", It;
    /// An answer is missing in it.
    AnswersMissing, "answers.missing", It;
    /// It has an answer that nobody asks for.
    AnswersUnknown, "answers.unknown", It;
    /// A name or number is empty, too long, or holds characters that do not print.
    EntryMissing, "entry.missing", Staff;
    /// Another member of staff has this name.
    StaffNameTaken, "staff.name_taken", Staff;
    /// The last administrator cannot go.
    StaffLastAdministrator, "staff.last_administrator", Staff;
    /// A staff member with the right role is needed.
    StaffRole, "staff.role", Staff;
    /// Not one of the people here.
    LearnerUnknown, "learner.unknown", Staff;
    /// The number is already someone's.
    LearnerNumberTaken, "learner.number_taken", Staff;
    /// Another group has this name.
    GroupNameTaken, "group.name_taken", Staff;
    /// More people than a group may hold.
    GroupTooLarge, "group.too_large", Staff;
    /// A course that staff have not assigned, where the rules ask for it.
    CourseNotAssigned, "course.not_assigned", Staff;
    /// A list of people larger than one may be.
    RosterTooLarge, "roster.too_large", Staff;
    /// A list of people that is no text.
    RosterNotText, "roster.not_text", Staff;
    /// A list of people without a column that is needed.
    RosterNoColumn, "roster.no_column", Staff;
    /// A list of people that cannot be parted into fields.
    RosterForm, "roster.form", Staff;
    /// People were changed since the list was looked at.
    RosterOutdated, "roster.outdated", Staff;
    /// An export sealed for another office.
    ExportOtherOffice, "export.other_office", Office;
    /// An export cut or altered.
    ExportAltered, "export.altered", Office;
    /// A station nobody confirmed yet.
    ExportUnconfirmed, "export.unconfirmed", Office;
    /// A retired station.
    ExportRetired, "export.retired", Office;
    /// Events that do not follow on each other.
    ExportBrokenChain, "export.broken_chain", Office;
    /// Larger than an export may be.
    ExportTooLarge, "export.too_large", Office;
    /// It tells of courses that the office has not approved in that edition.
    ExportUnknownCourse, "export.unknown_course", Office;
    /// A cloned or restored station.
    StationFork, "station.fork", Office;
    /// A receipt for another station.
    ReceiptOtherStation, "receipt.other_station", Staff;
    /// A receipt altered or cut.
    ReceiptAltered, "receipt.altered", Staff;
    /// A person's record for another station.
    RecordOtherStation, "record.other_station", Staff;
    /// A person's record altered or cut.
    RecordAltered, "record.altered", Staff;
    /// A person's record larger than one may be.
    RecordTooLarge, "record.too_large", Office;
    /// The number of somebody who comes is somebody else's here.
    RecordNumberTaken, "record.number_taken", Staff;
    /// The office's list of people for another station.
    RosterOtherStation, "roster.other_station", Staff;
    /// The office's list of people altered or cut.
    RosterAltered, "roster.altered", Staff;
    /// A station that no record can be sealed to.
    TransferStation, "transfer.station", Office;
    /// There is no office in this folder.
    OfficeNotSetUp, "office.not_set_up", Office;
    /// There is an office in this folder already.
    OfficeExists, "office.exists", Office;
    /// The office's own documents do not hold together.
    OfficeDamaged, "office.damaged", Office;
    /// The disk of the office's folder cannot keep two clerks apart.
    OfficeNoLocks, "office.no_locks", It;
    /// Stations hold a newer root than the office.
    OfficeBehind, "office.behind", Office;
    /// Not one of the places of this office.
    FacilityUnknown, "facility.unknown", Office;
    /// A place of this name is there already.
    FacilityTaken, "facility.taken", Office;
    /// Not one of the stations this office has seen.
    StationUnknown, "station.unknown", Office;
    /// The registry was made by a newer program.
    RegistryNewer, "registry.newer", Office;
    /// The registry cannot be read or written.
    RegistryTrouble, "registry.trouble", Office;
    /// The address of a registry on a server cannot be used.
    RegistryAddress, "registry.address", Office;
    /// A password stands in the address of a registry.
    RegistryPasswordShown, "registry.password_shown", Office;
    /// This program was built without PostgreSQL.
    RegistryNoServer, "registry.no_server", It;
    /// The registry's server has no room left on its disk; nothing was changed.
    RegistryDiskFull, "registry.disk_full", It;
    /// The registry's server cannot be reached, or went away.
    RegistryUnreachable, "registry.unreachable", It;
    /// The registry's server does not let us in.
    RegistryLogin, "registry.login", It;
    /// A certificate that does not verify.
    CertificateAltered, "certificate.altered", Office;
    /// A certificate of an issuer whom nobody here knows.
    CertificateUnknownIssuer, "certificate.unknown_issuer", Office;
    /// A certificate that the office took back.
    CertificateRevoked, "certificate.revoked", Office;
    /// Not one of this office's certificates.
    CertificateUnknown, "certificate.unknown", Office;
    /// A logo or signature that is no PNG picture, or too large.
    PictureUnusable, "picture.unusable", Office;
    /// More people sign than a certificate has room for, or one without a name.
    SignersWrong, "signers.wrong", Office;
    /// A record of certificates for somebody who has none.
    RecordEmpty, "record.empty", Office;
    /// The policy gives learners no place to write.
    NotesOff, "notes.off", Staff;
    /// The policy keeps what learners write on the station: nothing of it can go into a packet.
    PacketClosed, "packet.closed", Staff;
    /// Longer than what is kept.
    TextTooLong, "text.too_long", Learner;
    /// No more is kept of one lesson.
    KeptFull, "kept.full", Learner;
    /// Not a day of the calendar, or one to come.
    EntryDay, "entry.day", Staff;
    /// Not a number above zero.
    EntryAmount, "entry.amount", Staff;
    /// No such entry in a person's record, or more than one.
    EntryUnknown, "entry.unknown", Office;
    /// Nobody, or more than one, fits what was asked.
    PersonUnknown, "person.unknown", Office;
    /// No sealed file where one was looked for.
    ExportNone, "export.none", Staff;
    /// The station's clock was wrong when it wrote this.
    ExportClock, "export.clock", Staff;
    /// The station holds older documents than the office has signed.
    ExportStale, "export.stale", Staff;
    /// The station holds newer documents than the office has.
    ExportAhead, "export.ahead", Office;
    /// No merge or event of this name.
    MergeUnknown, "merge.unknown", Office;
    /// It stands so already.
    PersonDecided, "person.decided", Office;
    /// Two cannot be parted by themselves: others join them.
    PersonJoined, "person.joined", Office;
    /// Two cannot be joined: some of them are two people by an earlier decision.
    PersonParted, "person.parted", Office;
    /// Stopped by the person.
    JobCancelled, "job.cancelled", Staff;
    /// A fault of ours; details are in the log.
    Internal, "internal.fault", It;
}

/// A problem as it travels through the program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct Problem {
    /// Which.
    pub code: Code,
    /// Values for the sentence, by Fluent argument name.
    pub args: BTreeMap<&'static str, String>,
    /// For the log only, never for a screen.
    pub detail: String,
}

impl Problem {
    /// A problem with nothing to fill in.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self { code, args: BTreeMap::new(), detail: String::new() }
    }

    /// Adds a value for the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.insert(name, value.to_string());
        self
    }

    /// Adds the technical cause, for the log.
    #[must_use]
    pub fn because(mut self, detail: impl fmt::Display) -> Self {
        self.detail = detail.to_string();
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.detail)
    }
}
