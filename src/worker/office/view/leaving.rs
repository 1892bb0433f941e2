//! Somebody goes elsewhere.

use crate::model::id::{LearnerId, StationId};
use std::path::PathBuf;

/// A station that somebody can be sent to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Which.
    pub station: StationId,
    /// Its name.
    pub name: String,
    /// The place it stands in.
    pub facility: String,
}

/// Somebody was sent to a station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferView {
    /// Who.
    pub learner: LearnerId,
    /// Their name.
    pub name: String,
    /// The station's name.
    pub station: String,
    /// Entries of other stations in their record.
    pub events: u64,
    /// Official certificates in it.
    pub certificates: u64,
    /// The folder that must be carried there.
    pub notice: PathBuf,
}

/// A release packet was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketView {
    /// Its folder.
    pub folder: PathBuf,
    /// Certificates in it.
    pub certificates: u64,
    /// Forms of the person's in it.
    pub forms: u64,
    /// Entries of the person's journal in it.
    pub entries: u64,
}
