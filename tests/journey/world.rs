//! The story: what happens on which day, what is carried, what goes wrong, and whether all of it arrived.

use super::Arguments;
use super::clock::{DAY_MS, SeededRandom};
use super::office::{Office, Receipt};
use super::sitting::sit;
use super::station::Station;
use foothold::model::id::Hash;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// What was done, and how long each step took.
#[derive(Debug, Default, Serialize)]
pub struct Summary {
    stations: usize,
    learners: usize,
    days: u64,
    seed: u64,
    faults: bool,
    /// Events on the stations' disks, each once.
    events_written: u64,
    /// Events in the registry.
    events_merged: u64,
    /// Of those on the disks, not in the registry; only what tells of the last export may be.
    events_missing: u64,
    /// In the registry, on no disk: of disks that died after they were carried out.
    events_only_in_registry: u64,
    /// In the registry, never written by any station.
    events_foreign: u64,
    events_seen_again: u64,
    forks_decided: u64,
    provisional: u64,
    certificates: u64,
    hours: u64,
    exports: u64,
    exports_lost: u64,
    receipts_lost: u64,
    export_bytes: u64,
    pack_bytes: u64,
    secs: Secs,
}

#[derive(Debug, Default, Serialize)]
struct Secs {
    packs: f64,
    set_up: f64,
    study: f64,
    export: f64,
    merge: f64,
    receive: f64,
}

impl Summary {
    /// Every event of every station is in the registry, exactly once.
    pub fn is_whole(&self) -> bool {
        self.events_missing == 0 && self.events_foreign == 0
    }
}

/// See the module.
pub struct World {
    out: PathBuf,
    arguments: Arguments,
    random: Arc<SeededRandom>,
    office: Office,
    stations: Vec<Station>,
    bag: Vec<PathBuf>,
    carried: Vec<PathBuf>,
    summary: Summary,
    day: u64,
}

impl World {
    /// The office, the packs, the stations and their people.
    pub fn new(arguments: &Arguments) -> anyhow::Result<Self> {
        let out = arguments.out.clone();
        let random = Arc::new(SeededRandom::new(arguments.seed));
        let mut summary = Summary {
            stations: arguments.stations,
            learners: arguments.learners,
            days: arguments.days,
            seed: arguments.seed,
            faults: arguments.faults,
            ..Summary::default()
        };
        let start = Instant::now();
        let mut office = Office::new(&out.join("office"), arguments.stations, random.clone())?;
        let packs = office.make_packs(&arguments.content, &out.join("packs"))?;
        office.publish(&out)?;
        summary.pack_bytes = packs.iter().map(|path| bytes_of(path)).sum();
        summary.secs.packs = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let mut stations = Vec::new();
        for n in 0..arguments.stations {
            let folder = out.join("stations").join(format!("{}", n + 1));
            let own = Arc::new(SeededRandom::new(arguments.seed.wrapping_mul(1_000_003) + n as u64));
            stations.push(Station::new(&folder, format!("Station {}", n + 1), &office.kit(n)?, &packs, own)?);
        }
        for n in 0..arguments.learners {
            stations[n % arguments.stations.max(1)].add_learner(n)?;
        }
        summary.secs.set_up = start.elapsed().as_secs_f64();
        let arguments = arguments.clone();
        Ok(Self { out, arguments, random, office, stations, bag: vec![], carried: vec![], summary, day: 0 })
    }

    /// Day after day.
    pub fn live(&mut self) -> anyhow::Result<()> {
        for day in 0..self.arguments.days {
            self.day = day;
            self.study()?;
            if self.arguments.faults {
                self.mishap()?;
            }
            if self.random.chance(45) {
                self.carry_out()?;
            }
            if self.random.chance(35) {
                self.open_bag(false)?;
            }
        }
        Ok(())
    }

    fn study(&mut self) -> anyhow::Result<()> {
        let start = Instant::now();
        let (day, random) = (self.day, self.random.clone());
        for station in &mut self.stations {
            station.clock.reach(super::clock::START_MS + day * DAY_MS);
            if random.chance(70) {
                station.restart()?;
            }
            for who in station.learners.clone() {
                if random.chance(65) {
                    self.summary.provisional += sit(station, who, &random)?;
                    station.clock.advance(120_000);
                }
            }
        }
        self.summary.secs.study += start.elapsed().as_secs_f64();
        Ok(())
    }

    /// Clocks that go wrong, disks that die, computers that are imaged.
    fn mishap(&mut self) -> anyhow::Result<()> {
        let at = self.random.below(self.stations.len() as u64) as usize;
        match self.random.below(8) {
            0 => self.stations[at].clock.set_wrong_by(-3 * 365 * DAY_MS as i64),
            1 => self.stations[at].clock.set_wrong_by(2 * 365 * DAY_MS as i64),
            2 => self.stations[at].clock.set_wrong_by(0),
            3 | 4 => self.stations[at].back_up()?,
            5 => self.stations[at].restore()?,
            6 if self.stations.len() < self.arguments.stations * 2 && self.stations[at].learners.len() > 1 => {
                let folder = self.out.join("stations").join(format!("copy-{}", self.stations.len() + 1));
                let copy = self.stations[at].clone_to(&folder)?;
                self.stations.push(copy);
            }
            _ => {}
        }
        Ok(())
    }

    /// Some stations' progress goes into the bag; now and then a stick is lost.
    fn carry_out(&mut self) -> anyhow::Result<()> {
        let start = Instant::now();
        for n in 0..self.stations.len() {
            if self.random.chance(70) {
                let files = self.export(n)?;
                if self.random.chance(15) {
                    self.summary.exports_lost += files.len() as u64;
                } else {
                    self.bag.extend(files);
                }
            }
        }
        self.summary.secs.export += start.elapsed().as_secs_f64();
        Ok(())
    }

    fn export(&mut self, n: usize) -> anyhow::Result<Vec<PathBuf>> {
        let files = self.stations[n].export(&self.out.join("exports"))?;
        self.summary.exports += files.len() as u64;
        self.summary.export_bytes += files.iter().map(|path| bytes_of(path)).sum::<u64>();
        Ok(files)
    }

    /// The office opens what came, shuffled, some of it again; receipts go back, some are lost.
    fn open_bag(&mut self, keeps_all: bool) -> anyhow::Result<()> {
        let mut files = std::mem::take(&mut self.bag);
        let again: Vec<PathBuf> = self.carried.iter().filter(|_| self.random.chance(20)).cloned().collect();
        self.carried.extend(files.iter().cloned());
        files.extend(again);
        self.random.shuffle(&mut files);
        if files.is_empty() {
            return Ok(());
        }
        let start = Instant::now();
        self.office.clock.reach(super::clock::START_MS + self.day * DAY_MS + DAY_MS / 2);
        let (merged, receipts) = self.office.open(&files)?;
        self.summary.events_seen_again += merged.known;
        self.summary.secs.merge += start.elapsed().as_secs_f64();
        self.deliver(&receipts, keeps_all)
    }

    fn deliver(&mut self, receipts: &[Receipt], keeps_all: bool) -> anyhow::Result<()> {
        let start = Instant::now();
        let notice = self.office.notice();
        let kept = self.out.join("receipts");
        fs::create_dir_all(&kept)?;
        for station in &mut self.stations {
            let id = station.id()?;
            for receipt in receipts.iter().filter(|receipt| receipt.station == id) {
                if !keeps_all && self.random.chance(20) {
                    self.summary.receipts_lost += 1;
                    continue;
                }
                if let Some(name) = receipt.path.file_name() {
                    fs::copy(&receipt.path, kept.join(name))?;
                }
                station.receive(&notice, &receipt.path)?;
            }
        }
        self.summary.secs.receive += start.elapsed().as_secs_f64();
        Ok(())
    }

    /// Everything is carried once more, forks are decided, and the disks are held against the registry.
    pub fn settle(mut self) -> anyhow::Result<Summary> {
        for _ in 0..3 {
            self.day += 1;
            for n in 0..self.stations.len() {
                let files = self.export(n)?;
                self.bag.extend(files);
            }
            self.open_bag(true)?;
            self.summary.forks_decided += self.office.decide_forks()?;
        }
        self.day += 1;
        for n in 0..self.stations.len() {
            let files = self.export(n)?;
            self.bag.extend(files);
        }
        let files = std::mem::take(&mut self.bag);
        self.office.open(&files)?;
        self.count()?;
        self.summary.certificates = self.office.certificates;
        self.summary.hours = self.office.hours()?;
        Ok(self.summary)
    }

    fn count(&mut self) -> anyhow::Result<()> {
        let (mut on_disks, mut lost) = (BTreeSet::new(), BTreeSet::<Hash>::new());
        let mut missing = 0;
        for station in &mut self.stations {
            lost.extend(station.lost.iter().copied());
            for (hash, tells_of_export) in station.events()? {
                let is_held = self.office.registry.place_of(&hash)?.is_some();
                missing += u64::from(!is_held && !tells_of_export);
                on_disks.insert(hash);
            }
        }
        let held = |hashes: &mut dyn Iterator<Item = &Hash>| -> anyhow::Result<u64> {
            let mut count = 0;
            for hash in hashes {
                count += u64::from(self.office.registry.place_of(hash)?.is_some());
            }
            Ok(count)
        };
        let held_on_disks = held(&mut on_disks.iter())?;
        let held_lost = held(&mut lost.difference(&on_disks))?;
        let counts = self.office.registry.counts(None)?;
        let merged = counts.counted + counts.unconfirmed + counts.quarantined;
        self.summary.events_written = on_disks.len() as u64;
        self.summary.events_merged = merged;
        self.summary.events_missing = missing;
        self.summary.events_only_in_registry = held_lost;
        self.summary.events_foreign = merged.saturating_sub(held_on_disks + held_lost);
        Ok(())
    }
}

fn bytes_of(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |data| data.len())
}
