//! Bytes to model and back. Each module states the byte format it owns in its `//!`.
//!
//! Nothing here touches a disk, a clock or a database. Every input has a limit in [`limits`].

pub mod certificate;
pub mod database_file;
pub mod dsse;
pub mod event_log;
pub mod export;
#[cfg(test)]
pub(crate) mod fixture;
pub mod json;
pub mod judgement;
pub mod key_file;
pub mod letter;
pub mod limits;
pub mod manifest;
pub mod pack;
pub mod paper;
pub mod pdf;
pub mod picture_file;
mod plain_json;
pub mod receipt;
pub mod record;
pub mod roster;
pub mod roster_document;
pub mod search_line;
pub mod trust;
pub mod verified;
pub mod xapi;
