//! The approved courses' documents: what the fold at the office needs to know of a course.

use super::{Registry, RegistryError, RegistryWriter, bytes, damaged, int};
use crate::format::json;
use crate::format::limits::DOCUMENT_BYTES_MAX;
use crate::model::course::Course;
use crate::model::id::{CourseId, Hash};
use crate::model::programme::Programme;
use rusqlite::{Row, params};

/// A course as its approved pack has it.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseRow {
    /// The course.
    pub course: Course,
    /// The pack's manifest hash.
    pub manifest: Hash,
}

fn course_row(row: &Row<'_>) -> Result<CourseRow, RegistryError> {
    let document: Vec<u8> = row.get(1)?;
    let course = json::from_canonical(&document, DOCUMENT_BYTES_MAX).map_err(|_| damaged("course"))?;
    Ok(CourseRow { course, manifest: Hash(bytes(&row.get::<_, Vec<u8>>(0)?, "course")?) })
}

impl Registry {
    /// A course's editions, oldest first.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn course(&self, id: &CourseId) -> Result<Vec<CourseRow>, RegistryError> {
        let mut query =
            self.db.prepare_cached("SELECT manifest, document FROM course WHERE course = ?1 ORDER BY edition")?;
        let rows = query.query_and_then([id.as_str()], course_row)?;
        rows.collect()
    }

    /// Every course and edition.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn courses(&self) -> Result<Vec<CourseRow>, RegistryError> {
        let mut query = self.db.prepare_cached("SELECT manifest, document FROM course ORDER BY course, edition")?;
        let rows = query.query_and_then([], course_row)?;
        rows.collect()
    }
}

impl Registry {
    /// Every programme and edition, oldest first.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn programmes(&self) -> Result<Vec<Programme>, RegistryError> {
        let mut query = self.db.prepare_cached("SELECT document FROM programme ORDER BY programme, edition")?;
        let rows = query.query_and_then([], |row| {
            let document: Vec<u8> = row.get(0)?;
            json::from_canonical(&document, DOCUMENT_BYTES_MAX).map_err(|_| damaged("programme"))
        })?;
        rows.collect()
    }
}

impl RegistryWriter<'_> {
    /// Keeps a programme's document, over one of the same edition.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn set_programme(
        &mut self,
        programme: &Programme,
        document: &[u8],
        manifest: &Hash,
        now: u64,
    ) -> Result<(), RegistryError> {
        self.db
            .prepare_cached(
                "INSERT INTO programme(programme, edition, manifest, document, added) VALUES(?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT(programme, edition) DO UPDATE
                 SET manifest = excluded.manifest, document = excluded.document",
            )?
            .execute(params![programme.id.as_str(), programme.edition, manifest.0, document, int(now)])?;
        Ok(())
    }

    /// Keeps a course's document, over one of the same edition.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn set_course(
        &mut self,
        course: &Course,
        document: &[u8],
        manifest: &Hash,
        now: u64,
    ) -> Result<(), RegistryError> {
        self.db
            .prepare_cached(
                "INSERT INTO course(course, edition, manifest, document, added) VALUES(?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT(course, edition) DO UPDATE SET manifest = excluded.manifest, document = excluded.document",
            )?
            .execute(params![course.id.as_str(), course.edition, manifest.0, document, int(now)])?;
        Ok(())
    }
}
