//! Pictures out of packs, read once and kept while there is room.

use crate::job::courses::StationCourse;
use crate::model::id::Lang;
use crate::model::question::Picture;
use crate::model::text::FileRef;
use crate::worker::view::PictureView;
use std::collections::HashMap;
use std::sync::Arc;

/// Larger files are no pictures of a lesson.
const PICTURE_BYTES_MAX: u64 = 16 << 20;
/// Kept in memory at most.
const KEPT_BYTES_MAX: usize = 64 << 20;

/// See the module.
#[derive(Debug, Default)]
pub(in crate::worker) struct Pictures {
    kept: HashMap<String, Arc<[u8]>>,
    bytes: usize,
}

impl Pictures {
    /// The picture at `path`. One that is missing or damaged is left out: its description is shown instead.
    pub(in crate::worker) fn at(&mut self, course: &StationCourse, path: &str, alt: &str) -> Option<PictureView> {
        let key = format!("{}/{path}", course.manifest);
        let bytes = match self.kept.get(&key) {
            Some(bytes) => Arc::clone(bytes),
            None => self.read(course, path, &key)?,
        };
        Some(PictureView { key, bytes, alt: alt.to_owned() })
    }

    /// A picture of the course in a language.
    pub(in crate::worker) fn of(
        &mut self,
        course: &StationCourse,
        picture: &Picture,
        lang: &Lang,
    ) -> Option<PictureView> {
        let first = course.course.first_language();
        self.at(course, picture.file.get(lang, first), picture.alt.get(lang, first))
    }

    /// A file of the course in a language.
    pub(in crate::worker) fn file(
        &mut self,
        course: &StationCourse,
        file: &FileRef,
        lang: &Lang,
        alt: &str,
    ) -> Option<PictureView> {
        self.at(course, file.get(lang, course.course.first_language()), alt)
    }

    fn read(&mut self, course: &StationCourse, path: &str, key: &str) -> Option<Arc<[u8]>> {
        let bytes: Arc<[u8]> = match course.read(path, PICTURE_BYTES_MAX) {
            Ok(bytes) => bytes.into(),
            Err(problem) => {
                log::warn!("{problem}");
                return None;
            }
        };
        if self.bytes.saturating_add(bytes.len()) > KEPT_BYTES_MAX {
            self.kept.clear();
            self.bytes = 0;
        }
        self.bytes = self.bytes.saturating_add(bytes.len());
        self.kept.insert(key.to_owned(), Arc::clone(&bytes));
        Some(bytes)
    }
}
