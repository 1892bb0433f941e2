//! The documents of an installed pack as the model's own types.

use super::reader::{Damage, PackReader};
use crate::format::json::{self, JsonFault};
use crate::format::limits::COURSE_BYTES_MAX;
use crate::format::manifest::PackDocumentKind;
use crate::model::course::Course;
use crate::model::id::{CourseId, ProgrammeId};
use crate::model::programme::Programme;
use std::io;

/// Why a document cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum DocumentFault {
    /// The pack has none of this id.
    #[error("the pack has no such document")]
    Missing,
    /// Its bytes are damaged, or the disk is in trouble; [`Damage::of`] tells which.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// Written in a later schema.
    #[error("the document has schema {found}")]
    NeedsNewer {
        /// Its schema.
        found: u64,
    },
    /// Not what it should be, although it was signed.
    #[error("the document is not what it should be: {0}")]
    Shape(JsonFault),
}

impl DocumentFault {
    /// The damage it reports, if it is one.
    #[must_use]
    pub fn damage(&self) -> Option<&Damage> {
        match self {
            Self::Io(fault) => Damage::of(fault),
            Self::Missing | Self::NeedsNewer { .. } | Self::Shape(_) => None,
        }
    }
}

impl PackReader {
    /// A course of the pack.
    ///
    /// # Errors
    /// [`DocumentFault`].
    pub fn course(&self, id: &CourseId) -> Result<Course, DocumentFault> {
        let course: Course =
            self.parsed(PackDocumentKind::Course, id.as_str(), u64::from(crate::model::course::SCHEMA))?;
        if course.id == *id { Ok(course) } else { Err(DocumentFault::Missing) }
    }

    /// All courses of the pack, in manifest order.
    ///
    /// # Errors
    /// The first [`DocumentFault`].
    pub fn courses(&self) -> Result<Vec<Course>, DocumentFault> {
        let documents = self.manifest().documents.iter().filter(|document| document.kind == PackDocumentKind::Course);
        let ids = documents.map(|document| CourseId::parse(&document.id).map_err(|_| DocumentFault::Missing));
        ids.map(|id| self.course(&id?)).collect()
    }

    /// A programme of the pack.
    ///
    /// # Errors
    /// [`DocumentFault`].
    pub fn programme(&self, id: &ProgrammeId) -> Result<Programme, DocumentFault> {
        let programme: Programme = self.parsed(PackDocumentKind::Programme, id.as_str(), 1)?;
        if programme.id == *id { Ok(programme) } else { Err(DocumentFault::Missing) }
    }

    /// All programmes of the pack, in manifest order.
    ///
    /// # Errors
    /// The first [`DocumentFault`].
    pub fn programmes(&self) -> Result<Vec<Programme>, DocumentFault> {
        let documents =
            self.manifest().documents.iter().filter(|document| document.kind == PackDocumentKind::Programme);
        let ids = documents.map(|document| ProgrammeId::parse(&document.id).map_err(|_| DocumentFault::Missing));
        ids.map(|id| self.programme(&id?)).collect()
    }

    fn parsed<T: serde::de::DeserializeOwned>(
        &self,
        kind: PackDocumentKind,
        id: &str,
        schema: u64,
    ) -> Result<T, DocumentFault> {
        let file = self.document(kind, id).ok_or(DocumentFault::Missing)?;
        if file.size() > COURSE_BYTES_MAX as u64 {
            let size_bytes = usize::try_from(file.size()).unwrap_or(usize::MAX);
            return Err(DocumentFault::Shape(JsonFault::TooLarge { size_bytes, max_bytes: COURSE_BYTES_MAX }));
        }
        let bytes = file.read_all()?;
        let value: serde_json::Value = json::from_canonical(&bytes, COURSE_BYTES_MAX).map_err(DocumentFault::Shape)?;
        match value.get("schema").and_then(serde_json::Value::as_u64) {
            Some(found) if found > schema => Err(DocumentFault::NeedsNewer { found }),
            _ => serde_json::from_value(value).map_err(|fault| DocumentFault::Shape(fault.into())),
        }
    }
}
