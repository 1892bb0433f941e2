//! The approved courses' documents: what the fold at the office needs to know of a course.

use super::db::{Row, values};
use super::{Registry, RegistryError, RegistryWriter, damaged};
use crate::format::json;
use crate::format::limits::DOCUMENT_BYTES_MAX;
use crate::model::course::Course;
use crate::model::id::{CourseId, Hash};
use crate::model::programme::Programme;

/// A course as its approved pack has it.
#[derive(Debug, Clone, PartialEq)]
pub struct CourseRow {
    /// The course.
    pub course: Course,
    /// The pack's manifest hash.
    pub manifest: Hash,
}

fn course_row(row: &Row<'_>) -> Result<CourseRow, RegistryError> {
    let course = json::from_canonical(row.get(1)?, DOCUMENT_BYTES_MAX).map_err(|_| damaged("course"))?;
    Ok(CourseRow { course, manifest: row.get(0)? })
}

impl Registry {
    /// A course's editions, oldest first.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn course(&self, id: &CourseId) -> Result<Vec<CourseRow>, RegistryError> {
        let sql = "SELECT manifest, document FROM course WHERE course = ?1 ORDER BY edition";
        self.db.all(sql, values![id], course_row)
    }

    /// Every course and edition.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn courses(&self) -> Result<Vec<CourseRow>, RegistryError> {
        self.db.all("SELECT manifest, document FROM course ORDER BY course, edition", &[], course_row)
    }
}

impl Registry {
    /// Every programme and edition, oldest first.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn programmes(&self) -> Result<Vec<Programme>, RegistryError> {
        self.db.all("SELECT document FROM programme ORDER BY programme, edition", &[], |row| {
            json::from_canonical(row.get(0)?, DOCUMENT_BYTES_MAX).map_err(|_| damaged("programme"))
        })
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
        self.db.execute(
            "INSERT INTO programme(programme, edition, manifest, document, added) VALUES(?1, ?2, ?3, ?4, ?5)
             ON CONFLICT(programme, edition) DO UPDATE SET manifest = excluded.manifest, document = excluded.document",
            values![programme.id.as_str(), programme.edition, manifest, document, now],
        )?;
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
        self.db.execute(
            "INSERT INTO course(course, edition, manifest, document, added) VALUES(?1, ?2, ?3, ?4, ?5)
             ON CONFLICT(course, edition) DO UPDATE SET manifest = excluded.manifest, document = excluded.document",
            values![course.id, course.edition, manifest, document, now],
        )?;
        Ok(())
    }
}
