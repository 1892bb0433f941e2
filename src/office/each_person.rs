//! Work on all that is known of each of many people. The registry is asked for one after the other; to read what it gave
//! and to work on it, which takes longer, there is a thread for each core.

use super::aliases::{self, Aliases};
use super::in_parallel::in_parallel;
use super::people::{self, Person};
use super::registry::{IssuedRow, Registry, RegistryError, StoredEvent};
use crate::model::event::Event;
use crate::model::id::LearnerId;
use crate::model::problem::Problem;

/// Events not yet read that are kept at once, in bytes, unless one person alone has more.
const STORED_BYTES_MAX: usize = 16 << 20;

/// All that is known of one person, of all their ids.
pub(super) struct Whole {
    /// The id in front.
    pub(super) front: LearnerId,
    /// The events that count, also the office's own, with the instant the office first saw each, ms.
    pub(super) events: Vec<(Event, u64)>,
    /// The office's own alone.
    pub(super) by_office: Vec<Event>,
    /// Official certificates.
    pub(super) certificates: Vec<IssuedRow>,
}

impl Whole {
    /// Who it is.
    pub(super) fn person(&self, aliases: &Aliases) -> Person {
        let events = self.events.iter().map(|(event, _)| event);
        Person { ids: aliases.ids(self.front), ..people::of(self.front, events, self.by_office.iter()) }
    }
}

/// The same, as the registry gave it.
struct Stored {
    front: LearnerId,
    events: Vec<(StoredEvent, u64)>,
    by_office: Vec<Event>,
    certificates: Vec<IssuedRow>,
}

impl Stored {
    fn of(registry: &Registry, aliases: &Aliases, front: LearnerId) -> Result<Self, RegistryError> {
        let (mut events, mut by_office) = (Vec::new(), Vec::new());
        for id in aliases.ids(front) {
            events.extend(registry.stored_events_of(id)?);
            by_office.extend(aliases::told_by_office(registry, id)?);
        }
        Ok(Self { front, events, by_office, certificates: aliases.certificates(registry, front)? })
    }

    fn size(&self) -> usize {
        self.events.iter().map(|(event, _)| event.size()).sum()
    }

    fn read(self) -> Result<Whole, RegistryError> {
        let read = self.events.into_iter().map(|(event, opened)| Ok((event.read()?, opened)));
        let mut events = read.collect::<Result<Vec<_>, RegistryError>>()?;
        events.extend(self.by_office.iter().map(|event| (event.clone(), event.header.wall)));
        Ok(Whole { front: self.front, events, by_office: self.by_office, certificates: self.certificates })
    }
}

/// Does `work` on all that is known of each of `people`, by the ids in front, and gives what came of each in their order.
///
/// # Errors
/// The registry's.
pub(super) fn each_person<T: Send>(
    registry: &Registry,
    aliases: &Aliases,
    people: impl IntoIterator<Item = LearnerId>,
    work: impl Fn(Whole) -> T + Sync,
) -> Result<Vec<T>, Problem> {
    let mut people = people.into_iter().peekable();
    let mut out = Vec::new();
    while people.peek().is_some() {
        let (mut some, mut size) = (Vec::new(), 0);
        while size < STORED_BYTES_MAX
            && let Some(front) = people.next()
        {
            let stored = Stored::of(registry, aliases, front)?;
            size += stored.size();
            some.push(stored);
        }
        for done in in_parallel(some, |stored| stored.read().map(&work), |_| true)? {
            out.push(done?);
        }
    }
    Ok(out)
}
