//! The office's side of the journey, with real stations: kit, export, plan, merge, confirmation, certificate, receipt.

mod assigned;
mod at_once;
mod bad_certificates;
mod bombs;
mod certificate;
mod commands;
mod credential;
mod echoes;
mod entries;
mod foreseen;
mod forged;
mod hostile;
mod letterhead;
mod line;
mod mishaps;
mod orders;
mod own_pages;
mod packet;
mod packs;
mod people;
mod private;
mod put_away;
mod registry;
mod reimaged;
pub mod reports;
mod restored;
mod retired;
mod rosters;
mod transcript;
mod transfer;
pub mod window;
mod xapi;

pub use certificate::{approve_course, finished_and_carried, issue_all};

use foothold::crypto::seal::Work;
use foothold::crypto::sign::SecretKey;
use foothold::format::trust::Trust;
use foothold::job::sign_in::Effort;
use foothold::job::{export_progress, import_receipt, setup, staff, trust, watch};
use foothold::model::event::{Actor, Body, Draft, Event, JournalSaved, LearnerAdded};
use foothold::model::id::{Lang, LearnerId, PackId, Slug};
use foothold::model::ports::{Clock, Random};
use foothold::model::problem::Problem;
use foothold::model::trust::{Facility, Settings};
use foothold::office::home::OfficeHome;
use foothold::office::init::{NewOffice, init};
use foothold::office::keys::Keys;
use foothold::office::open::{self, Merged, Plan};
use foothold::office::registry::Registry;
use foothold::office::standing::Writing;
use foothold::office::{documents, kit, policy, receipts, stations};
use foothold::store::Store;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use tempfile::TempDir;

/// A clock that moves one second whenever it is asked.
#[derive(Default)]
pub struct TestClock(AtomicU64);

impl TestClock {
    fn tick(&self) -> u64 {
        self.0.fetch_add(1000, Ordering::Relaxed)
    }
}

impl Clock for TestClock {
    fn wall_ms(&self) -> u64 {
        1_795_000_000_000 + self.tick()
    }
    fn mono_ms(&self) -> u64 {
        self.tick()
    }
}

/// Bytes that differ each time and are the same each run.
pub struct TestRandom(AtomicU64);

impl TestRandom {
    pub fn seeded(seed: u64) -> Self {
        Self(AtomicU64::new(seed << 32))
    }
}

impl Random for TestRandom {
    fn fill(&self, bytes: &mut [u8]) {
        for piece in bytes.chunks_mut(32) {
            let n = self.0.fetch_add(1, Ordering::Relaxed);
            piece.copy_from_slice(&foothold::crypto::hash::sha256(&n.to_be_bytes())[..piece.len()]);
        }
    }
}

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

/// An office in a temporary folder.
pub struct OfficeBed {
    pub folder: TempDir,
    pub home: OfficeHome,
    pub keys: Keys,
    pub registry: Registry,
    pub clock: Arc<TestClock>,
}

pub fn new_office() -> NewOffice {
    NewOffice {
        agency: "Agency".into(),
        office: slug("records"),
        office_name: "Records Office".into(),
        facilities: vec![
            Facility { id: slug("north"), name: "North".into() },
            Facility { id: slug("south"), name: "South".into() },
        ],
        publisher: slug("maker"),
        publisher_name: "Maker".into(),
        prefixes: vec![PackId::parse("org.example").unwrap()],
        settings: Settings::default(),
        language: "en".into(),
        names_issuer: true,
    }
}

impl OfficeBed {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = OfficeHome::new(folder.path().join("office"));
        let clock = Arc::new(TestClock::default());
        let keys = Keys::new(&home, None);
        init(&home, &new_office(), &keys, Work::Trifle, &*clock, &TestRandom::seeded(1)).unwrap();
        let registry = Registry::open_at(&crate::place::of(&home.registry())).unwrap();
        Self { folder, home, keys, registry, clock }
    }

    pub fn trust(&self) -> Trust {
        documents::read(&self.home).unwrap()
    }

    pub fn plan(&self, files: &[PathBuf]) -> Plan {
        let identities = self.keys.opening().unwrap();
        let now = self.clock.wall_ms();
        open::plan(&self.home, &self.registry, &self.trust(), &identities, files, now, |_| true).unwrap()
    }

    pub fn merge(&mut self, files: &[PathBuf]) -> Merged {
        let plan = self.plan(files);
        plan.apply(&mut self.registry, self.clock.wall_ms()).unwrap()
    }

    /// A stick goes from the station to the office.
    pub fn carry(&mut self, station: &mut StationBed) -> Merged {
        let file = station.export();
        self.merge(&[file])
    }

    pub fn confirm(&mut self, station: &str) -> u64 {
        self.decides(|writing| stations::confirm(writing, station, None)).1
    }

    /// Takes no more from a station; gives how many events are kept apart.
    pub fn retire(&mut self, station: &str) -> u64 {
        self.decides(|writing| stations::retire(writing, station, None)).1
    }

    /// Decides something, with what is needed to write in the office's log.
    pub fn decides<T>(&mut self, decide: impl FnOnce(&mut Writing<'_>) -> Result<T, Problem>) -> T {
        let random = TestRandom::seeded(self.clock.wall_ms());
        let Self { home, registry, keys, clock, .. } = self;
        decide(&mut Writing { home, registry, keys, clock: &**clock, random: &random }).unwrap()
    }

    /// Signs a policy that differs from the one before.
    pub fn next_policy(&mut self) -> u64 {
        let minutes = self.trust().policy.settings.idle_lock_min + 1;
        let change = policy::PolicyChange {
            set: vec![("idle_lock_min".into(), minutes.to_string())],
            ..policy::PolicyChange::default()
        };
        policy::change(&self.home, &self.registry, &self.keys, &change, self.clock.wall_ms()).unwrap().0.version
    }

    /// Writes receipts and gives the one for a station.
    pub fn receipt(&mut self, station: &str) -> PathBuf {
        let made = receipts::write_notice(&self.home, &mut self.registry, &self.keys, &*self.clock).unwrap();
        made.into_iter().find(|receipt| receipt.name == station).unwrap().path
    }

    /// A second registry with nothing in it, of the same office.
    pub fn empty_registry(&self, name: &str) -> Registry {
        Registry::open_at(&crate::place::of(&self.folder.path().join(name))).unwrap()
    }
}

/// A station that was set up from the office's kit.
pub struct StationBed {
    _folder: TempDir,
    pub store: Store,
    pub signed_in: staff::SignedInStaff,
    pub clock: Arc<TestClock>,
    pub name: String,
    pub stick: PathBuf,
}

pub const PASSPHRASE: &str = "a passphrase of many words";

impl StationBed {
    pub fn new(office: &OfficeBed, name: &str, seed: u64) -> Self {
        Self::at(office, "north", name, seed)
    }

    /// A station of a facility.
    pub fn at(office: &OfficeBed, facility: &str, name: &str, seed: u64) -> Self {
        let made = kit::make(&office.home, &office.keys, &slug(facility), &*office.clock, &|key| key.into(), "today");
        let made = made.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let stick = folder.path().join("stick");
        std::fs::create_dir(&stick).unwrap();
        let clock = office.clock.clone();
        let path = folder.path().join("station.sqlite");
        let mut store = Store::open(&path, clock.clone(), Arc::new(TestRandom::seeded(seed))).unwrap();
        let answers = setup::SetUpAnswers {
            fingerprint: made.fingerprint.to_string(),
            station: name.into(),
            administrator: "Ada".into(),
            passphrase: PASSPHRASE.to_owned().into(),
            effort: Some(Effort::Trifle),
        };
        setup::set_up(&mut store, trust::read_kit(&made.folder).unwrap(), &answers).unwrap();
        let signed_in = staff::sign_in(&mut store, "Ada", PASSPHRASE).unwrap();
        Self { _folder: folder, store, signed_in, clock, name: name.into(), stick }
    }

    pub fn signing(&self) -> &SecretKey {
        &self.signed_in.keys.signing
    }

    pub fn add_learner(&mut self, name: &str, id: u128) -> LearnerId {
        let learner = LearnerId(uuid::Uuid::from_u128(id));
        let body = LearnerAdded {
            name: name.into(),
            number: format!("{id}"),
            birth_year: None,
            lang: Lang::parse("en").unwrap(),
        };
        let actor = self.signed_in.actor();
        self.store.append(Draft::by(actor, Body::LearnerAdded(body)).about(learner)).unwrap();
        learner
    }

    /// Writes some entries of a learner's journal: free text, which stays.
    pub fn write_journal(&mut self, learner: LearnerId, entries: u32) -> Vec<Event> {
        let draft = |n: u32| {
            let body =
                Body::JournalSaved(JournalSaved { entry: slug(&format!("day-{n}")), text: format!("secret {n}") });
            Draft::by(Actor::Learner(learner), body).about(learner)
        };
        self.store.append_all((0..entries).map(draft).collect()).unwrap()
    }

    pub fn export(&mut self) -> PathBuf {
        self.try_export().unwrap().remove(0)
    }

    pub fn try_export(&mut self) -> Result<Vec<PathBuf>, Problem> {
        let held = trust::held_trust(&self.store)?;
        let (key, staff) = (self.signing().clone(), self.signed_in.staff.id);
        let stick = self.stick.clone();
        let done =
            watch::unwatched(|watch| export_progress::run(&mut self.store, &held, &key, &stick, Some(staff), watch))?;
        Ok(done.into_iter().map(|one| one.written.path).collect())
    }

    pub fn take_receipt(&mut self, path: &Path) -> Result<import_receipt::Taken, Problem> {
        let held = trust::held_trust(&self.store)?;
        let (identity, staff) = (self.signed_in.keys.sealing.clone(), self.signed_in.staff.id);
        let file = std::fs::File::open(path).unwrap();
        import_receipt::take(&mut self.store, &held, &identity, Some(staff), file)
    }

    /// A copy of this station as a disk image brings it: the same keys, the same log, another run of the program.
    pub fn cloned(&self, seed: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("station.sqlite");
        self.store.copy_to(&path).unwrap();
        let stick = folder.path().join("stick");
        std::fs::create_dir(&stick).unwrap();
        let mut store = Store::open(&path, self.clock.clone(), Arc::new(TestRandom::seeded(seed))).unwrap();
        let signed_in = staff::sign_in(&mut store, "Ada", PASSPHRASE).unwrap();
        Self { _folder: folder, store, signed_in, clock: self.clock.clone(), name: self.name.clone(), stick }
    }

    /// Every event of this station's log.
    pub fn events(&self) -> Vec<Event> {
        self.store.events_after(0, u64::MAX).unwrap().events
    }
}
