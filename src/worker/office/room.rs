//! What the office thread has before it: the folder, the open registry, the passphrase while somebody is in, and the
//! plan that is being looked at.

use super::handle::OfficeOptions;
use super::people::Pair;
use super::post::Steps;
use super::view::{OfficeStep, Unit};
use crate::model::id::Slug;
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use crate::model::trust::Facility;
use crate::office::documents;
use crate::office::home::OfficeHome;
use crate::office::keys::{KeyName, Keys};
use crate::office::open::Plan;
use crate::office::registry::{Place, Registry};
use crate::office::standing::Writing;
use crate::office::summaries;
use crate::worker::Secret;
use std::sync::Arc;
use zeroize::Zeroizing;

/// See the module.
pub(super) struct Room {
    pub options: OfficeOptions,
    pub home: OfficeHome,
    pub clock: Arc<dyn Clock>,
    pub random: Arc<dyn Random>,
    /// Who sits here, once somebody came in.
    pub by: Option<String>,
    pub plan: Option<Plan>,
    /// Who may be one, as of the last rows of events and decisions.
    pub alike: Option<((i64, i64), Vec<Pair>)>,
    keys: Option<Keys>,
    registry: Option<Registry>,
}

impl Room {
    pub(super) fn new(options: OfficeOptions, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        let home = OfficeHome::new(&options.office);
        Self { options, home, clock, random, by: None, plan: None, alike: None, keys: None, registry: None }
    }

    /// Now, ms since 1970.
    pub(super) fn now(&self) -> u64 {
        self.clock.wall_ms()
    }

    /// Somebody is in; `passphrase` opens the keys if there is one.
    pub(super) fn enter(&mut self, by: &str, keys: Option<Keys>) {
        self.by = Some(by.trim().to_owned());
        self.keys = keys;
    }

    /// The passphrase is forgotten, and whatever was looked at.
    pub(super) fn lock(&mut self) {
        self.by = None;
        self.keys = None;
        self.plan = None;
    }

    /// A reason with the name of who gave it.
    pub(super) fn signed(&self, reason: &str) -> String {
        match self.by.as_deref().unwrap_or_default() {
            "" => reason.trim().to_owned(),
            by => format!("{} ({by})", reason.trim()),
        }
    }

    /// After a panic: whatever was half done in memory is read from the disk again.
    pub(super) fn recover(&mut self) {
        self.plan = None;
        self.alike = None;
        self.registry = None;
    }

    /// Lets go of the registry: another one may take its place.
    pub(super) fn close_registry(&mut self) {
        self.recover();
    }

    /// Whether the keys can be used.
    pub(super) fn has_keys(&self) -> bool {
        self.keys.is_some()
    }

    /// Keys in the office's folder under this passphrase, tried on the office's own.
    ///
    /// # Errors
    /// [`Code::KeyPassphrase`], [`Code::KeyMissing`].
    pub(super) fn try_keys(&self, passphrase: Option<&Secret>) -> Result<Keys, Problem> {
        let passphrase = passphrase.map(|secret| Zeroizing::new(secret.as_str().to_owned()));
        let keys = Keys::new(&self.home, passphrase);
        if keys.has(KeyName::Office) {
            keys.signing(KeyName::Office)?;
        } else {
            keys.opening()?; // a desk that only opens files
        }
        Ok(keys)
    }

    /// The registry and the keys, for what needs both.
    ///
    /// # Errors
    /// [`Code::KeyPassphrase`] while nobody opened the keys; the registry's.
    pub(super) fn at_work(&mut self) -> Result<AtWork<'_>, Problem> {
        self.open()?;
        self.alike = None; // what is decided may change it
        let keys = self.keys.as_ref().ok_or_else(|| Problem::new(Code::KeyPassphrase))?;
        let registry = self.registry.as_mut().ok_or_else(|| Problem::new(Code::RegistryTrouble))?;
        let (clock, random) = (&*self.clock, &*self.random);
        Ok(AtWork { home: &self.home, registry, keys, clock, random, plan: &mut self.plan })
    }

    /// The registry.
    ///
    /// # Errors
    /// The registry's.
    pub(super) fn registry(&mut self) -> Result<&mut Registry, Problem> {
        self.open()?;
        self.registry.as_mut().ok_or_else(|| Problem::new(Code::RegistryTrouble))
    }

    fn open(&mut self) -> Result<(), Problem> {
        if self.registry.is_none() {
            self.home.config()?; // says plainly that there is no office, before an empty registry is made
            let place = self.options.registry.clone().unwrap_or_else(|| Place::File(self.home.registry()));
            self.registry = Some(Registry::open_at(&place)?);
        }
        Ok(())
    }

    /// Brings the summaries up to date, so that lists and answers tell what the registry holds.
    ///
    /// # Errors
    /// The registry's; [`Code::JobCancelled`].
    pub(super) fn count(&mut self, steps: &mut Steps) -> Result<(), Problem> {
        let tz = self.home.config()?.tz;
        let at = || "report-counting".to_owned();
        let on_step =
            |done, total| steps.tell(OfficeStep { at: at(), unit: Unit::People, done, total, ..OfficeStep::default() });
        summaries::refresh(self.registry()?, &tz, on_step)?;
        Ok(())
    }

    /// The places this office serves.
    ///
    /// # Errors
    /// [`Code::OfficeDamaged`].
    pub(super) fn facilities(&self) -> Result<Vec<Facility>, Problem> {
        let (config, trust) = (self.home.config()?, documents::read(&self.home)?);
        Ok(trust.root.office(&config.office).map(|office| office.facilities.clone()).unwrap_or_default())
    }
}

/// The name of a place, or its short name where the root does not know it.
pub(super) fn facility_name(all: &[Facility], id: &Slug) -> String {
    all.iter().find(|place| place.id == *id).map_or_else(|| id.to_string(), |place| place.name.clone())
}

/// The registry and the keys.
pub(super) struct AtWork<'a> {
    pub home: &'a OfficeHome,
    pub registry: &'a mut Registry,
    pub keys: &'a Keys,
    pub clock: &'a dyn Clock,
    pub random: &'a dyn Random,
    pub plan: &'a mut Option<Plan>,
}

impl AtWork<'_> {
    /// What is needed to write in the office's log.
    pub(super) fn writing(&mut self) -> Writing<'_> {
        let Self { home, registry, keys, clock, random, .. } = self;
        Writing { home, registry, keys, clock: *clock, random: *random }
    }
}
