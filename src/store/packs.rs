//! Which packs are installed. The files are the library's; a row here is what makes one count.

use super::{Store, StoreError, Writer, row};
use crate::model::id::{CourseId, Hash, PackId};
use crate::model::text::Text;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

/// A course of an installed pack, as the library's shelves need it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstalledCourse {
    /// Its id.
    pub id: CourseId,
    /// Its edition.
    pub edition: u32,
    /// Its title.
    pub title: Text,
}

/// A pack whose file is in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalledPack {
    /// Its identity, and its file's name.
    pub manifest: Hash,
    /// Its name.
    pub pack: PackId,
    /// Its version.
    pub version: u64,
    /// Its title.
    pub title: Text,
    /// The size of its file.
    pub bytes: u64,
    /// Its courses.
    pub courses: Vec<InstalledCourse>,
    /// When it was installed, ms.
    pub added_wall_ms: u64,
    /// The version learners see. At most one of each pack.
    pub is_active: bool,
    /// Withdrawn by the agency: never played.
    pub is_withdrawn: bool,
}

impl Writer<'_> {
    /// Adds a pack, not yet active. Adding one that is there already changes nothing.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn add_pack(&mut self, pack: &InstalledPack) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO packs(manifest, pack, version, title, bytes, courses, added_wall, active, withdrawn)
                 VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0) ON CONFLICT(manifest) DO NOTHING",
            )?
            .execute(params![
                pack.manifest.0,
                pack.pack.as_str(),
                row::int(pack.version),
                row::json(&pack.title)?,
                row::int(pack.bytes),
                row::json(&pack.courses)?,
                row::int(pack.added_wall_ms),
            ])?;
        Ok(())
    }

    /// Makes this version the one learners see, in the place of any other of the same pack.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn activate_pack(&mut self, manifest: &Hash) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "UPDATE packs SET active = 0 WHERE active = 1 AND pack = (SELECT pack FROM packs WHERE manifest = ?1)",
            )?
            .execute([manifest.0])?;
        self.db
            .prepare_cached("UPDATE packs SET active = 1 WHERE manifest = ?1 AND withdrawn = 0")?
            .execute([manifest.0])?;
        Ok(())
    }

    /// Marks a pack withdrawn; learners no longer see it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn withdraw_pack(&mut self, manifest: &Hash) -> Result<(), StoreError> {
        self.db
            .prepare_cached("UPDATE packs SET withdrawn = 1, active = 0 WHERE manifest = ?1")?
            .execute([manifest.0])?;
        Ok(())
    }

    /// Takes a pack's row away. Its file is then an orphan, which the library sweeps.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn remove_pack(&mut self, manifest: &Hash) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM packs WHERE manifest = ?1")?.execute([manifest.0])?;
        Ok(())
    }
}

impl Writer<'_> {
    /// All installed packs, as this transaction sees them.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn packs(&self) -> Result<Vec<InstalledPack>, StoreError> {
        all(self.db)
    }
}

impl Store {
    /// All installed packs, by name, newest version first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn packs(&self) -> Result<Vec<InstalledPack>, StoreError> {
        all(&self.db)
    }

    /// The installed pack of this identity.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn pack(&self, manifest: &Hash) -> Result<Option<InstalledPack>, StoreError> {
        Ok(self.packs()?.into_iter().find(|pack| pack.manifest == *manifest))
    }
}

fn all(db: &Connection) -> Result<Vec<InstalledPack>, StoreError> {
    let mut query = db.prepare_cached(
        "SELECT manifest, pack, version, title, bytes, courses, added_wall, active, withdrawn
         FROM packs ORDER BY pack, version DESC, manifest",
    )?;
    let rows = query.query_and_then([], |row| -> Result<InstalledPack, StoreError> {
        Ok(InstalledPack {
            manifest: row::hash(&row.get::<_, Vec<u8>>(0)?)?,
            pack: PackId::parse(&row.get::<_, String>(1)?).map_err(|_| row::damaged("pack id"))?,
            version: row::uint(row.get(2)?),
            title: row::from_json(&row.get::<_, String>(3)?)?,
            bytes: row::uint(row.get(4)?),
            courses: row::from_json(&row.get::<_, String>(5)?)?,
            added_wall_ms: row::uint(row.get(6)?),
            is_active: row.get(7)?,
            is_withdrawn: row.get(8)?,
        })
    })?;
    rows.collect()
}
