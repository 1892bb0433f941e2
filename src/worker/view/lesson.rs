//! An open lesson, all that its screen needs.

use super::{CourseView, LessonKept, LessonKind, LessonRow, PictureView, QuizView};
use crate::model::id::{Lang, LessonId, Slug};
use crate::model::progress::Missing;
use std::collections::BTreeMap;
use std::io::{Read, Seek};

/// Bytes that can be read from any place: a file of a pack, each chunk checked before a byte of it is given out.
pub trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// A file of a pack, ready to be given to the media player.
pub struct FileHandle(pub Box<dyn ReadSeek>);

impl std::fmt::Debug for FileHandle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileHandle")
    }
}

impl Read for FileHandle {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buffer)
    }
}

impl Seek for FileHandle {
    fn seek(&mut self, to: std::io::SeekFrom) -> std::io::Result<u64> {
        self.0.seek(to)
    }
}

/// What was watched is on the disk, and how the lesson stands with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    /// When, by the wall clock.
    pub wall_ms: u64,
    /// Which lesson.
    pub lesson: LessonId,
    /// What its rule still wants.
    pub missing: Vec<Missing>,
    /// Its course as it now stands.
    pub course: CourseView,
}

/// An open lesson.
#[derive(Debug)]
pub struct LessonView {
    /// Its course as it now stands, for the outline drawer.
    pub course: CourseView,
    /// The lesson's row in it.
    pub row: LessonRow,
    /// The name of its module.
    pub module_title: String,
    /// In which language it is shown.
    pub lang: Lang,
    /// The lesson before.
    pub before: Option<LessonId>,
    /// The lesson after.
    pub after: Option<LessonId>,
    /// What its rule still wants; empty when "Next" lights up.
    pub missing: Vec<Missing>,
    /// The words the course explains, for the links in readings.
    pub glossary: Vec<TermView>,
    /// What the learner keeps of it.
    pub kept: LessonKept,
    /// What it is made of.
    pub content: LessonContentView,
}

/// What a lesson is made of.
#[derive(Debug)]
pub enum LessonContentView {
    /// A text.
    Reading(ReadingView),
    /// Pictures one after another.
    Slides(SlidesView),
    /// A film, or a recording.
    Video(VideoView),
    /// A document of pages.
    Document(DocumentView),
    /// A book of chapters.
    Book(DocumentView),
    /// Questions.
    Quiz(QuizView),
    /// A lesson this player cannot show yet.
    NeedsNewer {
        /// What it is.
        kind: LessonKind,
    },
}

/// A word that the course explains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermView {
    /// `glossary:ID`.
    pub id: Slug,
    /// The word.
    pub term: String,
    /// What it means.
    pub meaning: String,
}

/// A text to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadingView {
    /// Its Markdown.
    pub markdown: String,
    /// Its pictures, by the path that the Markdown names.
    pub pictures: BTreeMap<String, PictureView>,
    /// Where to go on, ‰ of its height.
    pub position_permille: u32,
    /// ‰ of it seen.
    pub seen_permille: u32,
}

/// Pictures one after another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlidesView {
    /// At least one.
    pub slides: Vec<SlideView>,
    /// Where to go on, from 0.
    pub position: u32,
}

/// One slide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlideView {
    /// Unique in the lesson.
    pub id: Slug,
    /// The picture, with what it shows.
    pub picture: Option<PictureView>,
    /// What it shows, where it is missing or damaged.
    pub lost: Option<String>,
    /// Markdown beside it.
    pub notes: Option<String>,
    /// Whether it was seen.
    pub is_seen: bool,
}

/// A film.
#[derive(Debug)]
pub struct VideoView {
    /// The film.
    pub file: FileHandle,
    /// The film once more, for small pictures of its places.
    pub preview: FileHandle,
    /// Whether it is a recording: nothing to see.
    pub is_sound: bool,
    /// Its length.
    pub duration_ms: u64,
    /// The picture shown before it plays, or beside a recording.
    pub poster: Option<PictureView>,
    /// Its captions.
    pub captions: Vec<CaptionsView>,
    /// The names of its parts: the bytes of a WebVTT file.
    pub chapters: Option<Vec<u8>>,
    /// Its whole text: the bytes of a Markdown or WebVTT file.
    pub transcript: Option<Vec<u8>>,
    /// Where to go on, ms.
    pub position_ms: u64,
    /// ‰ of it seen.
    pub seen_permille: u32,
}

/// A document of pages.
#[derive(Debug)]
pub struct DocumentView {
    /// The document.
    pub file: FileHandle,
    /// Where to go on, ‰ of its pages.
    pub position_permille: u64,
    /// ‰ of it seen.
    pub seen_permille: u32,
}

/// Captions of a film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptionsView {
    /// Their language.
    pub lang: Lang,
    /// Their name where the language alone does not tell.
    pub label: Option<String>,
    /// The bytes of a WebVTT or SRT file.
    pub bytes: Vec<u8>,
    /// Whether they are on where the person has chosen nothing.
    pub is_default: bool,
    /// Whether a program made them.
    pub is_machine: bool,
}
