//! Which version of a pack learners see: comparing two, making one current, taking one away.

use super::pack_head::disk_problem;
use crate::library::home::Home;
use crate::library::reader::PackReader;
use crate::library::shelf::Shelf;
use crate::model::course::Course;
use crate::model::event::{Actor, Body, PackNamed};
use crate::model::id::{CourseId, Hash, LessonId};
use crate::model::lesson::Lesson;
use crate::model::problem::{Code, Problem};
use crate::model::text::Text;
use crate::store::{InstalledPack, Store, Writer};
use serde_json::Value;
use std::collections::HashMap;

/// A lesson that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonNamed {
    /// Its course.
    pub course: CourseId,
    /// Its id.
    pub lesson: LessonId,
    /// Its title, in the version that has it (the newer of two).
    pub title: Text,
}

/// What a newer version brings. A moved lesson is the same lesson: ids are stable.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EditionChanges {
    /// Only in the newer.
    pub added: Vec<LessonNamed>,
    /// Only in the older.
    pub removed: Vec<LessonNamed>,
    /// In both, with other words, questions or files.
    pub changed: Vec<LessonNamed>,
}

/// Compares the courses of two packs lesson by lesson.
///
/// # Errors
/// A pack that cannot be read.
pub fn compare(older: &PackReader, newer: &PackReader) -> Result<EditionChanges, Problem> {
    let read = |reader: &PackReader| reader.courses().map_err(|fault| Problem::new(Code::LessonDamaged).because(fault));
    let (before, after) = (read(older)?, read(newer)?);
    let (files_before, files_after) = (files(older), files(newer));
    let old: HashMap<_, _> = before.iter().flat_map(lessons).collect();
    let new: HashMap<_, _> = after.iter().flat_map(lessons).collect();
    let mut changes = EditionChanges::default();
    for (key, lesson) in after.iter().flat_map(lessons) {
        match old.get(&key) {
            None => changes.added.push(named(key, lesson)),
            Some(was) if *was != lesson || content(was, &files_before) != content(lesson, &files_after) => {
                changes.changed.push(named(key, lesson));
            }
            Some(_) => {}
        }
    }
    let removed = before.iter().flat_map(lessons).filter(|(key, _)| !new.contains_key(key));
    changes.removed.extend(removed.map(|(key, lesson)| named(key, lesson)));
    Ok(changes)
}

type Key<'a> = (&'a CourseId, &'a LessonId);

fn lessons(course: &Course) -> impl Iterator<Item = (Key<'_>, &Lesson)> {
    course.lessons().map(|lesson| ((&course.id, &lesson.id), lesson))
}

fn named((course, lesson): Key<'_>, of: &Lesson) -> LessonNamed {
    LessonNamed { course: course.clone(), lesson: lesson.clone(), title: of.title.clone() }
}

type Files<'a> = HashMap<&'a str, (u64, u32)>;

fn files(reader: &PackReader) -> Files<'_> {
    reader.manifest().files.iter().map(|file| (file.path.as_str(), (file.size, file.crc32))).collect()
}

/// Size and CRC of each file that a lesson names anywhere: whatever text of it is the path of a file of the pack.
fn content(lesson: &Lesson, files: &Files<'_>) -> Vec<(u64, u32)> {
    fn walk(value: &Value, files: &Files<'_>, out: &mut Vec<(u64, u32)>) {
        match value {
            Value::String(text) => out.extend(files.get(text.as_str())),
            Value::Array(items) => items.iter().for_each(|item| walk(item, files, out)),
            Value::Object(map) => map.values().for_each(|item| walk(item, files, out)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut out = Vec::new();
    walk(&serde_json::to_value(lesson).unwrap_or_default(), files, &mut out); // it was JSON a moment ago
    out
}

/// Makes a pack the version that learners see, and says so in the log.
///
/// # Errors
/// The database's.
pub(super) fn make_current(writer: &mut Writer<'_>, pack: &InstalledPack, by: Actor) -> Result<(), Problem> {
    writer.activate_pack(&pack.manifest)?;
    writer.append_by(by, Body::PackActivated(PackNamed { pack: pack.pack.clone(), version: pack.version }))?;
    Ok(())
}

/// Makes an installed pack the version that learners see. Their progress is kept: lesson ids are stable.
///
/// # Errors
/// [`Code::PackWithdrawn`], [`Code::PackNotHere`], or the database's.
pub fn activate(store: &mut Store, manifest: &Hash, by: Actor) -> Result<(), Problem> {
    store.write(|writer| {
        let packs = writer.packs()?;
        let pack =
            packs.iter().find(|pack| pack.manifest == *manifest).ok_or_else(|| Problem::new(Code::PackNotHere))?;
        if pack.is_withdrawn {
            return Err(Problem::new(Code::PackWithdrawn).with("pack", &pack.pack));
        }
        if pack.is_active { Ok(()) } else { make_current(writer, pack, by) }
    })
}

/// Takes an installed pack away. Where another version of it is here, the newest becomes current in its stead.
///
/// # Errors
/// [`Code::PackNotHere`], or the disk's or the database's.
pub fn remove(home: &Home, shelf: &Shelf, store: &mut Store, manifest: &Hash, by: Actor) -> Result<(), Problem> {
    store.write(|writer| {
        let packs = writer.packs()?;
        let pack =
            packs.iter().find(|pack| pack.manifest == *manifest).ok_or_else(|| Problem::new(Code::PackNotHere))?;
        writer.remove_pack(manifest)?;
        writer.append_by(by, Body::PackRemoved(PackNamed { pack: pack.pack.clone(), version: pack.version }))?;
        let mut others = packs.iter().filter(|other| other.pack == pack.pack && other.manifest != *manifest);
        match others.find(|other| pack.is_active && !other.is_withdrawn) {
            Some(newest) => make_current(writer, newest, by), // packs come newest first
            None => Ok::<(), Problem>(()),
        }
    })?;
    shelf.close(manifest);
    match std::fs::remove_file(home.pack(manifest)) {
        Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => {
            let problem = disk_problem(&fault);
            log::warn!("a removed pack's file stays until the next start: {problem}"); // the sweep takes it
            Ok(())
        }
        _ => Ok(()),
    }
}
