//! The chapters of films and recordings: each file by itself, and against the length of what it divides.

use super::folder::Folder;
use super::mistake::{Findings, Mistake};
use super::reading::read_small;
use crate::media::caption::FILE_SIZE_MAX;
use crate::media::chapters::{ChapterFaultKind, Chapters};
use crate::model::course::Course;
use crate::model::lesson::{LessonContent, TrackKind};
use std::collections::BTreeMap;

/// Checks one file of chapters; gives what can be shown of it.
pub fn check_chapters(folder: &Folder, file: &str, findings: &mut Findings) -> Option<Chapters> {
    let bytes = match read_small(folder, file, FILE_SIZE_MAX) {
        Ok(bytes) => bytes,
        Err(mistake) => {
            findings.mistake(mistake);
            return None;
        }
    };
    let (chapters, faults) = Chapters::parse(&bytes);
    for fault in faults {
        let mend = match fault.what {
            ChapterFaultKind::Encoding => "save it again as UTF-8 text",
            ChapterFaultKind::Overlap => "let each chapter begin where the one above it ends",
            ChapterFaultKind::LongName => "say it in fewer words",
            ChapterFaultKind::TooMany => "join some of them",
            _ => "write WebVTT: 00:01.000 --> 00:04.000, and the chapter's name on the next line",
        };
        findings.mistake(Mistake::new(file, fault.what.to_string(), mend).at(fault.line));
    }
    Some(chapters)
}

/// Checks that no chapter begins after the end of what it divides; `chapters` are by source path.
pub fn check_ends(course: &Course, chapters: &BTreeMap<String, Chapters>, findings: &mut Findings) {
    for lesson in course.modules.iter().flat_map(|module| &module.lessons) {
        let (LessonContent::Video(timed) | LessonContent::Audio(timed)) = &lesson.content else { continue };
        for track in timed.of_kind(&TrackKind::Chapters) {
            let late = chapters.get(&track.file).into_iter().flat_map(Chapters::list);
            for chapter in late.filter(|chapter| chapter.start_ms >= timed.duration_ms) {
                let what = format!("this chapter begins after the end, which is at {} ms", timed.duration_ms);
                let mend = "take it out, or mend its times";
                findings.mistake(Mistake::new(&track.file, what, mend).at(chapter.line));
            }
        }
    }
}
