//! All that the office knows of one person, read once: for transcripts, learner records and packets.

use super::aliases::{self, Aliases};
use super::people::{self, Person};
use super::registry::{IssuedRow, Registry, RegistryError};
use crate::model::event::{Actor, Body, Event};
use crate::model::id::{EpochId, Hash, StaffId};
use crate::model::problem::Problem;
use crate::model::progress::LearnerFold;
use std::collections::{BTreeMap, BTreeSet};

/// One person's.
pub struct Dossier {
    /// Who.
    pub person: Person,
    /// Every counted event about them, of all their ids: the stations' and the office's own.
    pub events: Vec<Event>,
    /// What follows from those.
    pub fold: LearnerFold,
    /// Their official certificates, also those taken back, in the order of issue.
    pub certificates: Vec<IssuedRow>,
    /// Epochs that wait for a decision about a fork.
    pub held: BTreeSet<EpochId>,
    staff: BTreeMap<StaffId, String>,
    own: BTreeSet<Hash>,
}

impl Dossier {
    /// Of the person that somebody means, see [`aliases::find`].
    ///
    /// # Errors
    /// [`Code::PersonUnknown`](crate::model::problem::Code::PersonUnknown), the registry's.
    pub fn find(registry: &Registry, asked: &str) -> Result<Self, Problem> {
        let people = people::all(registry)?;
        Ok(Self::of(registry, aliases::find(&people, asked)?.clone())?)
    }

    /// Of this person.
    ///
    /// # Errors
    /// The registry's.
    pub fn of(registry: &Registry, person: Person) -> Result<Self, RegistryError> {
        let aliases = Aliases::read(registry)?;
        let mut events: Vec<Event> =
            aliases.events(registry, person.learner)?.into_iter().map(|(event, _)| event).collect();
        events.sort_by_key(|event| (event.header.wall, event.order()));
        events.dedup_by_key(|event| event.hash); // each once, whoever told of it
        let own = aliases.told_by_office(registry, person.learner)?.iter().map(|event| event.hash).collect();
        let fold = LearnerFold::of(&events);
        let mut certificates = aliases.certificates(registry, person.learner)?;
        certificates.sort_by_key(|row| row.number);
        // Looking for names reads much of the log: only where somebody is to be named.
        let names_staff = |event: &Event| {
            let is_entry = matches!(event.body(), Some(Body::CredentialOutside(_) | Body::CreditGranted(_)));
            is_entry && matches!(event.header.actor, Actor::Staff(_))
        };
        let staff = if events.iter().any(names_staff) { staff_names(registry)? } else { BTreeMap::new() };
        Ok(Self { person, events, fold, certificates, held: registry.held_epochs()?, staff, own })
    }

    /// True if the office said it: it stands in the office's own log. That a station wrote it as by the office is no word
    /// of the office's, see [`people`].
    #[must_use]
    pub fn is_of_office(&self, event: &Event) -> bool {
        self.own.contains(&event.hash)
    }

    /// Who did something, by name where it is known. The office's own entries name their writer in the body; who a station
    /// says was a clerk stands for nobody but the station.
    #[must_use]
    pub fn who(&self, event: &Event) -> String {
        if self.is_of_office(event) {
            let by = match event.body() {
                Some(Body::CredentialOutside(body)) => body.by.clone(),
                Some(Body::CreditGranted(body)) => body.by.clone(),
                _ => None,
            };
            return by.unwrap_or_else(|| "office".into());
        }
        match event.header.actor {
            Actor::Staff(id) => self.staff.get(&id).cloned().unwrap_or_else(|| id.to_string()),
            Actor::Learner(_) => self.person.name.clone(),
            Actor::Station | Actor::Office => "station".into(),
        }
    }
}

/// Names of staff, the latest of each.
fn staff_names(registry: &Registry) -> Result<BTreeMap<StaffId, String>, RegistryError> {
    let mut events = registry.events_of_kinds(&["staff.added", "staff.changed"])?;
    events.sort_by_key(Event::order);
    let names = events.iter().filter_map(|event| match event.body()? {
        Body::StaffAdded(body) | Body::StaffChanged(body) => Some((body.staff, body.name.clone())),
        _ => None,
    });
    Ok(names.collect())
}
