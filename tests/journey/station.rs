//! A station of the story: its home, its people, its staff member and what is carried to and from it.

use super::clock::{MadeClock, SeededRandom};
use anyhow::{Context as _, anyhow};
use foothold::job::courses::Courses;
use foothold::job::import_pack::{self, ImportRequest};
use foothold::job::setup::{SetUpAnswers, set_up};
use foothold::job::sign_in::Effort;
use foothold::job::staff::{SignedInStaff, sign_in};
use foothold::job::start::{OpenHome, open};
use foothold::job::trust::{held_trust, read_kit};
use foothold::job::watch::unwatched;
use foothold::job::{backup, export_progress, import_receipt, notice, people};
use foothold::library::fault::NoFaults;
use foothold::library::home::Home;
use foothold::model::event::Actor;
use foothold::model::id::{Hash, Lang, LearnerId};
use foothold::model::ports::Random;
use foothold::store::Store;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

const PASSPHRASE: &str = "a passphrase for stories";
const STAFF: &str = "Kim Lee";

/// A station. `open` is none only while its disk is in somebody's hands.
pub struct Station {
    pub name: String,
    folder: PathBuf,
    pub clock: Arc<MadeClock>,
    random: Arc<SeededRandom>,
    open: Option<OpenHome>,
    pub courses: Courses,
    pub learners: Vec<LearnerId>,
    /// Events that were on its disk before the disk was lost.
    pub lost: Vec<Hash>,
    backup: Option<PathBuf>,
}

impl Station {
    /// Sets a station up from a kit and carries the packs in.
    pub fn new(
        folder: &Path,
        name: String,
        kit: &(PathBuf, String),
        packs: &[PathBuf],
        random: Arc<SeededRandom>,
    ) -> anyhow::Result<Self> {
        let clock = Arc::new(MadeClock::new());
        let home = Home::new(folder);
        let mut opened = open(&home, clock.clone(), random.clone())?;
        let answers = SetUpAnswers {
            fingerprint: kit.1.clone(),
            station: name.clone(),
            administrator: STAFF.into(),
            passphrase: Zeroizing::new(PASSPHRASE.into()),
            effort: Some(Effort::Trifle),
        };
        let done = set_up(&mut opened.store, read_kit(&kit.0)?, &answers)?;
        for pack in packs {
            let request = ImportRequest::of(pack);
            let by = Actor::Staff(done.administrator);
            unwatched(|watch| import_pack::run(&home, &mut opened.store, &request, by, &NoFaults, watch))?;
        }
        let courses = Courses::open(&home, &opened.store)?;
        let folder = folder.to_owned();
        Ok(Self {
            name,
            folder,
            clock,
            random,
            open: Some(opened),
            courses,
            learners: Vec::new(),
            lost: Vec::new(),
            backup: None,
        })
    }

    pub fn store(&mut self) -> &mut Store {
        &mut self.open.as_mut().expect("a station is open between two faults").store
    }

    pub fn parts(&mut self) -> (&mut Store, &Courses) {
        let open = self.open.as_mut().expect("a station is open between two faults");
        (&mut open.store, &self.courses)
    }

    pub fn id(&mut self) -> anyhow::Result<foothold::model::id::StationId> {
        Ok(self.store().station()?.context("set up")?.id)
    }

    fn staff(&mut self) -> anyhow::Result<SignedInStaff> {
        Ok(sign_in(self.store(), STAFF, PASSPHRASE)?)
    }

    /// Adds a learner, who chooses a PIN.
    pub fn add_learner(&mut self, n: usize) -> anyhow::Result<()> {
        let by = self.staff()?.actor();
        let lang = Lang::parse(if n.is_multiple_of(4) { "es" } else { "en" })?;
        let new = people::NewLearner {
            name: format!("Learner {n}"),
            number: format!("{}", 10_000 + n),
            birth_year: None,
            lang,
        };
        let (learner, pin) = people::add(self.store(), by, &new)?;
        people::sign_in(self.store(), learner.id, &pin)?;
        people::choose_pin(self.store(), learner.id, &format!("{:06}", 271_828 + n * 97))?;
        self.learners.push(learner.id);
        Ok(())
    }

    /// Writes what the office does not hold yet. Gives the files.
    pub fn export(&mut self, to: &Path) -> anyhow::Result<Vec<PathBuf>> {
        fs::create_dir_all(to)?;
        let staff = self.staff()?;
        let trust = held_trust(self.store())?;
        let (key, id) = (&staff.keys.signing, Some(staff.staff.id));
        let made = unwatched(|watch| export_progress::run(self.store(), &trust, key, to, id, watch))?;
        Ok(made.into_iter().map(|export| export.written.path).collect())
    }

    /// Takes a notice and the receipt that came with it.
    pub fn receive(&mut self, notice_folder: &Path, receipt: &Path) -> anyhow::Result<()> {
        let staff = self.staff()?;
        notice::take_notice(self.store(), notice_folder, staff.actor())?;
        let trust = held_trust(self.store())?;
        let id = Some(staff.staff.id);
        import_receipt::take(self.store(), &trust, &staff.keys.sealing, id, File::open(receipt)?)?;
        Ok(())
    }

    /// Every event on its disk, with whether it only tells of an export.
    pub fn events(&mut self) -> anyhow::Result<Vec<(Hash, bool)>> {
        let (mut out, mut position) = (Vec::new(), 0);
        loop {
            let batch = self.store().events_after(position, 5_000)?;
            if batch.events.is_empty() {
                return Ok(out);
            }
            position = batch.position;
            out.extend(batch.events.iter().map(|event| (event.hash, event.header.kind.starts_with("export."))));
        }
    }

    /// Staff make a copy of the records.
    pub fn back_up(&mut self) -> anyhow::Result<()> {
        let folder = self.folder.join("backup");
        self.backup = Some(backup::back_up(self.store(), &folder, Actor::Station)?.path);
        Ok(())
    }

    /// The disk dies; the last copy is put in its place.
    pub fn restore(&mut self) -> anyhow::Result<()> {
        let Some(copy) = self.backup.take() else { return Ok(()) };
        let events = self.events()?;
        self.lost.extend(events.into_iter().map(|(hash, _)| hash));
        self.open = None;
        for ending in ["", "-wal", "-shm"] {
            let file = self.folder.join(format!("station.sqlite{ending}"));
            if file.exists() {
                fs::remove_file(file)?;
            }
        }
        let home = Home::new(&self.folder);
        backup::restore(&home, &copy, self.clock.clone(), self.random.clone())?;
        self.open = Some(open(&home, self.clock.clone(), self.random.clone())?);
        Ok(())
    }

    /// The program ends and starts again: a new epoch.
    pub fn restart(&mut self) -> anyhow::Result<()> {
        self.open = None;
        self.open = Some(open(&Home::new(&self.folder), self.clock.clone(), self.random.clone())?);
        Ok(())
    }

    /// Somebody images the computer: the same keys and records on a second one. Half the people go there.
    pub fn clone_to(&mut self, folder: &Path) -> anyhow::Result<Self> {
        self.open = None;
        copy_folder(&self.folder, folder)?;
        self.open = Some(open(&Home::new(&self.folder), self.clock.clone(), self.random.clone())?);
        let clock = Arc::new(MadeClock::new());
        clock.reach(self.clock.true_ms());
        let mut fresh = [0; 8];
        self.random.fill(&mut fresh);
        let random = Arc::new(SeededRandom::new(u64::from_le_bytes(fresh)));
        let home = Home::new(folder);
        let opened = open(&home, clock.clone(), random.clone())?;
        let courses = Courses::open(&home, &opened.store)?;
        let learners = self.learners.split_off(self.learners.len() / 2);
        Ok(Self {
            name: format!("{} (copy)", self.name),
            folder: folder.to_owned(),
            clock,
            random,
            open: Some(opened),
            courses,
            learners,
            lost: Vec::new(),
            backup: None,
        })
    }
}

fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), &target).map_err(|fault| anyhow!("{}: {fault}", target.display()))?;
        }
    }
    Ok(())
}
