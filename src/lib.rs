//! Foothold: signed course packs in, sealed progress out, certificates that hold.

pub mod author;
pub mod crypto;
pub mod format;
pub mod job;
pub mod library;
pub mod media;
pub mod model;
pub mod office;
pub mod store;
pub mod system;
pub mod text;
#[cfg(feature = "gui")]
pub mod ui;
pub mod worker;
