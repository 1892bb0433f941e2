//! The courses on this station: those of the packs in use, read once and kept.

use crate::library::document::DocumentFault;
use crate::library::home::Home;
use crate::library::reader::{PackReader, VerifiedFile};
use crate::library::shelf::Shelf;
use crate::model::course::Course;
use crate::model::id::{CourseId, Hash, ProgrammeId};
use crate::model::problem::{Code, Problem};
use crate::model::programme::Programme;
use crate::store::{InstalledPack, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One course, and the pack it is in.
#[derive(Debug)]
pub struct StationCourse {
    /// The course.
    pub course: Course,
    /// Its pack's manifest hash.
    pub manifest: Hash,
    /// When the pack was carried in, ms by the wall clock.
    pub added_wall_ms: u64,
    pack: PackReader,
}

impl StationCourse {
    /// A file of its pack, each chunk checked before a byte of it is given out.
    ///
    /// # Errors
    /// [`Code::LessonDamaged`] if the pack has no such file.
    pub fn file(&self, path: &str) -> Result<VerifiedFile, Problem> {
        self.pack
            .file(path)
            .ok_or_else(|| Problem::new(Code::LessonDamaged).because(format!("{path} is not in the pack")))
    }

    /// All bytes of a file of at most `bytes_max`.
    ///
    /// # Errors
    /// [`Code::LessonDamaged`] if it is missing, larger, or a byte of it changed.
    pub fn read(&self, path: &str, bytes_max: u64) -> Result<Vec<u8>, Problem> {
        let file = self.file(path)?;
        if file.size() > bytes_max {
            return Err(Problem::new(Code::LessonDamaged).because(format!("{path} has {} bytes", file.size())));
        }
        file.read_all().map_err(|fault| Problem::new(Code::LessonDamaged).because(format!("{path}: {fault}")))
    }
}

/// One programme, and the pack it is in. Its courses may be in other packs.
#[derive(Debug)]
pub struct StationProgramme {
    /// The programme.
    pub programme: Programme,
    /// Its pack's manifest hash.
    pub manifest: Hash,
    /// When the pack was carried in, ms by the wall clock.
    pub added_wall_ms: u64,
}

/// What one pack brings.
type Documents = (Vec<Arc<StationCourse>>, Vec<Arc<StationProgramme>>);

/// The courses that can be learned here, and the programmes they belong to.
#[derive(Debug)]
pub struct Courses {
    shelf: Shelf,
    by_id: BTreeMap<CourseId, Arc<StationCourse>>,
    programmes: BTreeMap<ProgrammeId, Arc<StationProgramme>>,
    problems: BTreeMap<Hash, Problem>,
    turn: u64,
}

impl Courses {
    /// Reads the courses of every pack in use.
    ///
    /// # Errors
    /// [`Problem`] if the database does not answer. A pack that cannot be read is told of by [`Courses::problem`].
    pub fn open(home: &Home, store: &Store) -> Result<Self, Problem> {
        let mut courses = Self {
            shelf: Shelf::new(home.clone()),
            by_id: BTreeMap::new(),
            programmes: BTreeMap::new(),
            problems: BTreeMap::new(),
            turn: 0,
        };
        courses.refresh(store)?;
        Ok(courses)
    }

    /// Looks again after packs were carried in, changed or removed. What is still in use stays open.
    ///
    /// # Errors
    /// [`Problem`] if the database does not answer; then nothing changes.
    pub fn refresh(&mut self, store: &Store) -> Result<(), Problem> {
        let packs = store.packs()?;
        let before = std::mem::take(&mut self.by_id);
        let programmes_before = std::mem::take(&mut self.programmes);
        self.turn += 1;
        self.problems.clear();
        let held: BTreeSet<Hash> = before
            .values()
            .map(|course| course.manifest)
            .chain(programmes_before.values().map(|programme| programme.manifest))
            .collect();
        for gone in held.iter().filter(|held| !packs.iter().any(|pack| pack.manifest == **held)) {
            self.shelf.close(gone);
        }
        for pack in packs.iter().filter(|pack| pack.is_active && !pack.is_withdrawn) {
            let found = if held.contains(&pack.manifest) {
                let of_pack = |manifest: &Hash| *manifest == pack.manifest;
                Ok((
                    before.values().filter(|course| of_pack(&course.manifest)).cloned().collect(),
                    programmes_before.values().filter(|one| of_pack(&one.manifest)).cloned().collect(),
                ))
            } else {
                self.read_pack(pack)
            };
            match found {
                Ok((courses, programmes)) => {
                    self.by_id.extend(courses.into_iter().map(|course| (course.course.id.clone(), course)));
                    self.programmes.extend(programmes.into_iter().map(|one| (one.programme.id.clone(), one)));
                }
                Err(problem) => drop(self.problems.insert(pack.manifest, problem)),
            }
        }
        Ok(())
    }

    fn read_pack(&self, pack: &InstalledPack) -> Result<Documents, Problem> {
        let damaged = |fault: &dyn std::fmt::Display| Problem::new(Code::LessonDamaged).because(fault);
        let reader = self.shelf.pack(&pack.manifest).map_err(|fault| damaged(&fault))?;
        let unread = |fault| match fault {
            DocumentFault::NeedsNewer { .. } => Problem::new(Code::PackNeedsNewer).because(fault),
            other => damaged(&other),
        };
        let (manifest, added_wall_ms) = (pack.manifest, pack.added_wall_ms);
        let courses = reader.courses().map_err(unread)?.into_iter();
        let courses =
            courses.map(|course| Arc::new(StationCourse { course, manifest, added_wall_ms, pack: reader.clone() }));
        let programmes = reader.programmes().map_err(unread)?.into_iter();
        let programmes = programmes.map(|programme| Arc::new(StationProgramme { programme, manifest, added_wall_ms }));
        Ok((courses.collect(), programmes.collect()))
    }

    /// Closes a pack whose file was put in its place again, or is about to go; [`Courses::refresh`] opens what is there.
    pub fn forget(&mut self, manifest: &Hash) {
        self.by_id.retain(|_, course| course.manifest != *manifest);
        self.programmes.retain(|_, programme| programme.manifest != *manifest);
        self.turn += 1;
        self.shelf.close(manifest);
    }

    /// The open packs, for the jobs that put other files in their places.
    #[must_use]
    pub fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Another number each time that courses may have come or gone.
    #[must_use]
    pub fn turn(&self) -> u64 {
        self.turn
    }

    /// The course `id`.
    ///
    /// # Errors
    /// [`Code::LessonGone`] if it is not here.
    pub fn get(&self, id: &CourseId) -> Result<&Arc<StationCourse>, Problem> {
        self.by_id.get(id).ok_or_else(|| Problem::new(Code::LessonGone).because(id))
    }

    /// The programme `id`, if it is here.
    #[must_use]
    pub fn programme(&self, id: &ProgrammeId) -> Option<&Arc<StationProgramme>> {
        self.programmes.get(id)
    }

    /// The programmes, by id.
    pub fn programmes(&self) -> impl Iterator<Item = &Arc<StationProgramme>> {
        self.programmes.values()
    }

    /// All of them, by id.
    pub fn all(&self) -> impl Iterator<Item = &Arc<StationCourse>> {
        self.by_id.values()
    }

    /// Why a pack in use cannot be read, if so.
    #[must_use]
    pub fn problem(&self, manifest: &Hash) -> Option<&Problem> {
        self.problems.get(manifest)
    }
}
