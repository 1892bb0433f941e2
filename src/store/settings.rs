//! Who this station is, single settings, and single documents.

use super::{Store, StoreError, Writer, row};
use crate::crypto::sign::PublicKey;
use crate::model::id::{Hash, Slug, StationId};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

/// Who this station is. Written once, at set-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Station {
    /// The first 16 bytes of SHA-256 of the signing key.
    pub id: StationId,
    /// The name staff gave it.
    pub name: String,
    /// The office it answers to.
    pub office: Slug,
    /// The office's name.
    pub office_name: String,
    /// The place it stands in.
    pub facility: Slug,
    /// The place's name.
    pub facility_name: String,
    /// SHA-256 of the root it was set up with: what the paper's fingerprint shows.
    pub root_hash: Hash,
    /// Signs exports.
    pub signing: PublicKey,
    /// Opens what is addressed to this station: an age recipient.
    pub sealing: String,
    /// A try-out, which can never enrol.
    pub is_try_out: bool,
}

const STATION: &str = "station";

pub(super) fn station(db: &Connection) -> Result<Option<Station>, StoreError> {
    setting(db, STATION)?.map(|text| row::from_json(&text)).transpose()
}

pub(super) fn station_id(db: &Connection) -> Result<Option<StationId>, StoreError> {
    Ok(station(db)?.map(|station| station.id))
}

fn setting(db: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    Ok(db.prepare_cached("SELECT value FROM settings WHERE key = ?1")?.query_row([key], |row| row.get(0)).optional()?)
}

fn document(db: &Connection, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(db
        .prepare_cached("SELECT document FROM documents WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

impl Writer<'_> {
    /// Writes who this station is.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_station(&mut self, station: &Station) -> Result<(), StoreError> {
        self.head = None;
        self.set_setting(STATION, &row::json(station)?)
    }

    /// Who this station is, once it is set up.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn station(&self) -> Result<Option<Station>, StoreError> {
        station(self.db)
    }

    /// Writes a single setting.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO settings(key, value) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            )?
            .execute([key, value])?;
        Ok(())
    }

    /// Keeps a document by name, over the one of that name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_document(&mut self, name: &str, document: &[u8]) -> Result<(), StoreError> {
        self.db
            .prepare_cached("INSERT INTO documents(name, document) VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET document = excluded.document")?
            .execute(params![name, document])?;
        Ok(())
    }
}

impl Store {
    /// Who this station is, once it is set up.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn station(&self) -> Result<Option<Station>, StoreError> {
        station(&self.db)
    }

    /// A single setting.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        setting(&self.db, key)
    }

    /// A document by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn document(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        document(&self.db, name)
    }
}
