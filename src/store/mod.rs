//! The station's one database: the event log, what is derived from it, and what must stay on the station.
//!
//! SQLite in WAL mode with `synchronous=FULL`: what a method reports as written survives a power cut. One [`Store`]
//! at a time, held by one thread, on a local disk; what takes long may read a [`Snapshot`] beside it. Events are only ever added. Derived tables (people, groups,
//! enrolments, preferences, fold cache) can be made again from the events; sign-in verifiers, wrapped station keys,
//! acknowledgements, installed packs, answers not given yet and what other stations wrote of people here cannot, and are in
//! no event.

mod auth;
mod backup;
mod cache;
mod certificates;
mod checkpoint;
mod drafts;
mod error;
mod events;
mod exchange;
mod foreign;
mod keys;
mod log;
mod open;
mod packs;
mod people;
mod row;
mod schema;
mod settings;
mod trust;
mod write;

pub use auth::{AuthRow, Secret};
pub use backup::Snapshot;
pub use cache::CachedFold;
pub use certificates::OfficialCertificate;
pub use checkpoint::Checkpoint;
pub use error::StoreError;
pub use exchange::{ExportRow, FinishedExport, Unacknowledged, Wanted};
pub use keys::{KeySlot, SlotOwner};
pub use log::Events;
pub use open::Store;
pub use packs::{InstalledCourse, InstalledPack};
pub use people::{Enrolment, Group, Learner, Staff};
pub use settings::Station;
pub use trust::TrustRow;
pub use write::Writer;

#[cfg(test)]
mod tests;
