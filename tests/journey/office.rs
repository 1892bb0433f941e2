//! The records office of the story.

use super::clock::MadeClock;
use anyhow::{Context as _, anyhow};
use foothold::author::{Depth, Watch, build, read_source};
use foothold::crypto::seal::Work;
use foothold::format::trust::root_file;
use foothold::model::id::{Lang, PackId, Slug, StationId};
use foothold::model::ports::{Clock as _, Random};
use foothold::model::problem::Problem;
use foothold::model::trust::{Facility, Settings};
use foothold::office::home::OfficeHome;
use foothold::office::init::{NewOffice, init};
use foothold::office::issue;
use foothold::office::keys::{KeyName, Keys};
use foothold::office::open::{self, Merged};
use foothold::office::registry::Registry;
use foothold::office::standing::Writing;
use foothold::office::stations::{accept_forks, confirm};
use foothold::office::{approve, documents, kit, paper_words, receipts};
use foothold::text::Words;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The office: keys, registry, and a clock of its own that is right.
pub struct Office {
    home: OfficeHome,
    keys: Keys,
    pub registry: Registry,
    pub clock: Arc<MadeClock>,
    random: Arc<dyn Random>,
    pub certificates: u64,
}

/// A receipt on its way.
pub struct Receipt {
    pub station: StationId,
    pub path: PathBuf,
}

impl Office {
    pub fn new(folder: &Path, facilities: usize, random: Arc<dyn Random>) -> anyhow::Result<Self> {
        let home = OfficeHome::new(folder);
        let keys = Keys::new(&home, None);
        let clock = Arc::new(MadeClock::new());
        let new = NewOffice {
            agency: "State of Example, Department of Corrections".into(),
            office: slug("records")?,
            office_name: "Education Records Office".into(),
            facilities: (0..facilities)
                .map(|n| Ok(Facility { id: facility(n)?, name: format!("Facility {}", n + 1) }))
                .collect::<anyhow::Result<_>>()?,
            publisher: slug("foothold")?,
            publisher_name: "Foothold".into(),
            prefixes: vec![PackId::parse("org.foothold")?],
            settings: Settings::default(),
            language: "en".into(),
            names_issuer: true,
        };
        init(&home, &new, &keys, Work::Trifle, &*clock, &*random)?;
        let registry = Registry::open(&home.registry())?;
        Ok(Self { home, keys, registry, clock, random, certificates: 0 })
    }

    /// Builds every course of `content` and approves it. Gives the packs.
    pub fn make_packs(&mut self, content: &Path, out: &Path) -> anyhow::Result<Vec<PathBuf>> {
        fs::create_dir_all(out)?;
        let mut sources: Vec<PathBuf> = fs::read_dir(content)
            .with_context(|| format!("{} (run from the repository, or say --content)", content.display()))?
            .filter_map(|entry| entry.ok().map(|entry| entry.path())) // what goes away meanwhile is not built
            .filter(|path| path.join("pack.toml").is_file())
            .collect();
        sources.sort();
        let never = AtomicBool::new(false);
        let watch = Watch { report: &|_, _, _| (), cancel: &never };
        let key = self.keys.signing(KeyName::Publisher)?;
        let mut packs = Vec::new();
        for source in &sources {
            let checked = read_source(source, Depth::Full, &watch)?;
            let source = checked.source.ok_or_else(|| anyhow!("{:?}", checked.findings.mistakes))?;
            let path = out.join(format!("{}.fpack", source.pack.pack_id));
            build(&source, &[&key], &path, None, &watch)?;
            packs.push(path);
        }
        let now = self.clock.wall_ms();
        approve::approve(&self.home, &mut self.registry, &self.keys, &packs, now, &mut |_| ())?;
        Ok(packs)
    }

    /// Root and catalogue where stock tools look for them.
    pub fn publish(&self, out: &Path) -> anyhow::Result<()> {
        fs::copy(self.home.trust().join(root_file(1)), out.join("root.dsse"))?;
        fs::copy(self.home.trust().join("catalogue.dsse"), out.join("catalogue.dsse"))?;
        Ok(())
    }

    /// The kit of a facility: its folder, and the fingerprint from its paper.
    pub fn kit(&self, n: usize) -> anyhow::Result<(PathBuf, String)> {
        let words = Words::for_tag("en");
        let text = |key: &str| words.get(key);
        let made = kit::make(&self.home, &self.keys, &facility(n)?, &*self.clock, &text, "2 March 2026")?;
        Ok((made.folder, made.fingerprint.to_string()))
    }

    /// Opens a bag of files: plan, merge, confirm who is new, issue, answer.
    pub fn open(&mut self, files: &[PathBuf]) -> anyhow::Result<(Merged, Vec<Receipt>)> {
        let now = self.clock.wall_ms();
        let trust = documents::read(&self.home)?;
        let identities = self.keys.opening()?;
        let plan = open::plan(&self.home, &self.registry, &trust, &identities, files, now, |_| true)?;
        for file in &plan.files {
            if let Err(problem) = &file.outcome {
                return Err(anyhow!("{}: {problem}", file.path.display()));
            }
        }
        let mut merged = plan.apply(&mut self.registry, now)?;
        let stations: Vec<StationId> = plan.stations().collect();
        for station in stations {
            let Self { home, registry, keys, clock, random, .. } = self;
            let mut writing = Writing { home, registry, keys, clock: &**clock, random: &**random };
            merged.released += confirm(&mut writing, &station.to_hex(), None)?.1;
        }
        self.issue()?;
        Ok((merged, self.answer()?))
    }

    /// A person looks at every fork and lets its branches count.
    pub fn decide_forks(&mut self) -> anyhow::Result<u64> {
        let mut decided = 0;
        for station in self.registry.stations()? {
            decided += accept_forks(&mut self.registry, &station.id.to_hex(), self.clock.wall_ms())?.1;
        }
        self.issue()?;
        Ok(decided)
    }

    fn issue(&mut self) -> Result<(), Problem> {
        let shop = |lang: &Lang| paper_words::of(&self.home, lang);
        let report = issue::run(&self.home, &mut self.registry, &self.keys, &*self.clock, &*self.random, &shop)?;
        self.certificates += report.issued.len() as u64;
        Ok(())
    }

    fn answer(&mut self) -> anyhow::Result<Vec<Receipt>> {
        let made = receipts::write_notice(&self.home, &mut self.registry, &self.keys, &*self.clock)?;
        Ok(made.into_iter().map(|made| Receipt { station: made.station, path: made.path }).collect())
    }

    /// The folder that is carried in.
    pub fn notice(&self) -> PathBuf {
        self.home.notice()
    }

    /// Hours of all people together.
    pub fn hours(&self) -> anyhow::Result<u64> {
        let rows = foothold::office::report::rows(&self.registry)?;
        Ok(rows.iter().map(|row| row.credited_ms).sum::<u64>() / 3_600_000)
    }
}

/// The short name of the n-th facility.
pub fn facility(n: usize) -> anyhow::Result<Slug> {
    slug(&format!("facility-{}", n + 1))
}

fn slug(text: &str) -> anyhow::Result<Slug> {
    Ok(Slug::parse(text)?)
}
