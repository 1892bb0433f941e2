//! The station itself: start, set-up, packs, drives, carrying in and out.

pub use crate::job::pack_head::PackStanding;
pub use crate::job::watch::Stage;
use crate::model::id::{ExportId, Hash, Lang, PackId};
use crate::model::problem::Problem;
use crate::model::trust::FreeText;
use std::path::PathBuf;

/// What a start found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StartView {
    /// Nothing is set up here: offer "set up from a kit" or "try it".
    NotSetUp,
    /// The station is ready.
    Ready(PlaceView),
}

/// The place, for the sign-in screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceView {
    /// The station's name.
    pub station: String,
    /// The facility's name.
    pub facility: String,
    /// The office's name.
    pub office: String,
    /// IANA time zone.
    pub tz: String,
    /// Whether this is a try-out: a band on every screen says so.
    pub is_try_out: bool,
    /// Whether names are shown as tiles; otherwise people sign in by number.
    pub has_name_tiles: bool,
    /// Lock after so many minutes without a sign of life; 0 for never.
    pub idle_lock_min: u32,
    /// Seat time stops after so many minutes without a sign of life.
    pub idle_seat_min: u32,
    /// The longest sitting, minutes; 0 for no limit.
    pub session_max_min: u32,
    /// Minutes after midnight at which sittings end.
    pub call_times: Vec<u16>,
    /// Whether policy asks for a full screen without a way out.
    pub is_kiosk: bool,
    /// What happens to what learners write.
    pub free_text: FreeText,
    /// Whether policy allows to print.
    pub may_print: bool,
    /// Whether policy allows to save files.
    pub may_save: bool,
    /// Languages that the installed courses are in.
    pub languages: Vec<Lang>,
    /// The language chosen for the sign-in screen, if one was.
    pub language: Option<Lang>,
}

/// The station, for staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationView {
    /// The place.
    pub place: PlaceView,
    /// The station's id, hexadecimal.
    pub id: String,
    /// What the office compares before it confirms this station.
    pub fingerprint: String,
    /// Whether the office has confirmed it.
    pub is_confirmed: bool,
    /// Versions held: root, catalogue, policy.
    pub versions: [u64; 3],
    /// When the newest of them was made, ms since 1970.
    pub signed_time_ms: u64,
    /// Events in the log.
    pub events: u64,
    /// Events the office does not hold yet.
    pub events_unsent: u64,
    /// Free space of the disk.
    pub free_bytes: u64,
    /// The program's version.
    pub program: String,
    /// Things staff should know, each with what to do.
    pub warnings: Vec<Problem>,
}

/// An installed pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRow {
    /// Its manifest hash.
    pub manifest: Hash,
    /// Its id.
    pub pack: PackId,
    /// Its version.
    pub version: u64,
    /// Its name.
    pub title: String,
    /// Who made it.
    pub publisher: String,
    /// Its size.
    pub size_bytes: u64,
    /// The names of its courses.
    pub courses: Vec<String>,
    /// When it was carried in, ms since 1970.
    pub imported_wall_ms: u64,
    /// Whether it is the current one of its id.
    pub is_current: bool,
    /// Why it does not play, if it does not.
    pub problem: Option<Problem>,
}

/// A removable drive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DriveView {
    /// Where it is mounted.
    pub folder: PathBuf,
    /// Its name.
    pub label: String,
    /// Free space.
    pub free_bytes: u64,
    /// Its size.
    pub size_bytes: u64,
    /// What lies on it that this program knows.
    pub finds: Vec<FindView>,
}

/// Something on a drive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindView {
    /// The file, or the first slice.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: FindKind,
    /// Its size, all slices.
    pub size_bytes: u64,
    /// What stands against taking it.
    pub problem: Option<Problem>,
}

/// What a file on a drive is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindKind {
    /// A pack.
    Pack {
        /// Its name.
        title: String,
        /// Who made it.
        publisher: String,
        /// Its id.
        pack: PackId,
        /// Its version.
        version: u64,
        /// The ids of its courses.
        courses: Vec<String>,
        /// How it stands to what is installed.
        standing: PackStanding,
        /// It is installed but damaged: carrying it in again mends it.
        mends: bool,
    },
    /// A receipt of the office.
    Receipt,
    /// A person's record, or the office's list of people.
    Record,
    /// Root, catalogue or policy, and what lies beside them for this station.
    Notice,
    /// A station kit.
    Kit,
    /// A list of people.
    Roster,
    /// A pack of which not even the name can be read.
    Unreadable,
}

/// How far a long job is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepView {
    /// What it is doing.
    pub stage: Stage,
    /// Bytes (or events) done.
    pub done: u64,
    /// Bytes (or events) in all; 0 while not known.
    pub total: u64,
    /// A second.
    pub per_sec: u64,
    /// Time left, if it can be told.
    pub secs_left: Option<u64>,
}

/// A pack is ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportDone {
    /// Its row.
    pub pack: PackRow,
    /// Lessons added since the edition before.
    pub lessons_added: Vec<String>,
    /// Lessons removed since the edition before.
    pub lessons_removed: Vec<String>,
    /// Lessons changed since the edition before.
    pub lessons_changed: Vec<String>,
    /// How long it took.
    pub secs: u64,
}

/// A document was taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenView {
    /// Root, catalogue or policy.
    Notice {
        /// The root's version now.
        root: u64,
        /// The catalogue's version now.
        catalogue: u64,
        /// The policy's version now.
        policy: u64,
        /// The receipt that lay beside them.
        receipt: Option<ReceiptView>,
        /// What came of people.
        people: ArrivalsView,
        /// What could not be used.
        problems: Vec<Problem>,
    },
    /// A receipt.
    Receipt(ReceiptView),
    /// A record, or a list of people.
    People(ArrivalsView),
}

/// What a receipt said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReceiptView {
    /// Events the office now holds of this station.
    pub events_held: u64,
    /// Events it does not hold.
    pub events_unsent: u64,
    /// Official certificates that came with it.
    pub certificates: u32,
    /// Whether the station is confirmed by it.
    pub is_confirmed: bool,
}

/// What the office's list and records of people brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArrivalsView {
    /// Who was added.
    pub added: Vec<String>,
    /// Who was changed.
    pub changed: Vec<String>,
    /// Of whom staff here wrote something else later, which stays.
    pub kept: Vec<String>,
    /// Whose record came: they go on where they were.
    pub records: Vec<String>,
    /// Whose record came though they are not here, and who stay away.
    pub away: Vec<String>,
    /// Who cannot sign in until staff give them a PIN.
    pub need_pin: Vec<String>,
}

/// What an export would disclose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportPreview {
    /// Who can open it.
    pub recipients: Vec<String>,
    /// Events in it.
    pub events: u64,
    /// Bodies withheld by policy.
    pub withheld: u64,
    /// People it tells of.
    pub people: Vec<String>,
    /// What it says of each person, and last of the station.
    pub told: Vec<DisclosedView>,
    /// Free texts in it, word for word.
    pub texts: Vec<LeavingText>,
    /// About how large the file will be.
    pub size_bytes: u64,
}

/// A free text that an export discloses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeavingText {
    /// Who it is about; empty for nobody.
    pub name: String,
    /// The kind of entry.
    pub kind: String,
    /// What stands there.
    pub words: String,
}

/// What an export says of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DisclosedView {
    /// Their name and number; empty for the station itself.
    pub name: String,
    /// Kinds of entries, each with how many.
    pub kinds: Vec<(String, u64)>,
}

/// The export is on the drive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportDone {
    /// The export.
    pub export: ExportId,
    /// The file.
    pub path: PathBuf,
    /// Its size.
    pub size_bytes: u64,
    /// Its hash, hexadecimal: stands on the slip.
    pub sha256: String,
    /// Events in it.
    pub events: u64,
    /// When it was made, ms since 1970.
    pub wall_ms: u64,
}

/// A kit, before set-up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KitView {
    /// The kit file.
    pub path: PathBuf,
    /// The office's name.
    pub office: String,
    /// The facility's name.
    pub facility: String,
}

/// The station is set up.
#[derive(Clone, PartialEq, Eq)]
pub struct SetUpDone {
    /// The place.
    pub place: PlaceView,
    /// The code that opens the station if every passphrase is lost: shown and printed once, kept nowhere.
    pub recovery_code: super::super::Secret,
    /// What the office compares before it confirms this station.
    pub fingerprint: String,
}

impl std::fmt::Debug for SetUpDone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SetUpDone({})", self.fingerprint)
    }
}
