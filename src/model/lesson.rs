//! One lesson, in all its kinds.

use super::form::Form;
use super::id::{Lang, LessonId, Slug};
use super::kinds::{Opaque, open_kinds, open_names};
use super::quiz::Quiz;
use super::rule::Rule;
use super::text::{FileRef, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One lesson of a module: what every kind has, and what its kind adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lesson {
    /// Unique in the course, stable over editions, never reused.
    pub id: LessonId,
    /// Its name.
    pub title: Text,
    /// About how long it takes.
    pub minutes: u32,
    /// Whether `all_required` counts it.
    pub required: bool,
    /// When it is done.
    pub rule: Rule,
    /// Which of the course's outcomes it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<Slug>,
    /// What must be done before it opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prerequisites: Option<Rule>,
    /// What it is made of.
    #[serde(flatten)]
    pub content: LessonContent,
}

/// What a lesson is made of, by its `kind`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self", tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(!remote)]
pub enum LessonContent {
    /// A text to read, in Markdown.
    Reading {
        /// The Markdown file.
        body: FileRef,
    },
    /// Pictures one after another, each with notes or a voice.
    Slides {
        /// At least one.
        slides: Vec<Slide>,
    },
    /// A film.
    Video(Timed),
    /// A sound recording.
    Audio(Timed),
    /// A document of pages.
    Document {
        /// Which form it has.
        format: DocumentFormat,
        /// The document.
        file: FileRef,
    },
    /// Questions.
    Quiz {
        /// The questions and how they are asked.
        quiz: Quiz,
    },
    /// Work to hand in, marked by staff.
    Assignment(Assignment),
    /// A form to fill in and keep: a résumé, a budget.
    Form {
        /// The form.
        form: Form,
    },
    /// A list to search: employers, agencies.
    Directory {
        /// Which of the course's directories.
        directory: Slug,
        /// Only records that have one of the values, for each field named.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        filter: BTreeMap<Slug, Vec<String>>,
    },
    /// A program to write.
    Code(Code),
    /// A kind that this version does not know: it is listed, and opening it says that a newer player is needed.
    #[serde(skip)]
    #[schemars(skip)]
    Unknown(Opaque),
}

open_kinds!(LessonContent: "reading" "slides" "video" "audio" "document" "quiz" "assignment" "form" "directory" "code");

impl LessonContent {
    /// The name of the kind as written in documents.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Reading { .. } => "reading",
            Self::Slides { .. } => "slides",
            Self::Video(_) => "video",
            Self::Audio(_) => "audio",
            Self::Document { .. } => "document",
            Self::Quiz { .. } => "quiz",
            Self::Assignment(_) => "assignment",
            Self::Form { .. } => "form",
            Self::Directory { .. } => "directory",
            Self::Code(_) => "code",
            Self::Unknown(opaque) => opaque.kind(),
        }
    }

    /// The tracks of a film or recording, to be changed.
    pub fn timed_mut(&mut self) -> Option<&mut Timed> {
        match self {
            Self::Video(timed) | Self::Audio(timed) => Some(timed),
            _ => None,
        }
    }

    /// The tracks of a film or recording.
    #[must_use]
    pub fn timed(&self) -> Option<&Timed> {
        match self {
            Self::Video(timed) | Self::Audio(timed) => Some(timed),
            _ => None,
        }
    }
}

/// One picture of a slide lesson.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Slide {
    /// Unique in the lesson.
    pub id: Slug,
    /// The picture.
    pub image: FileRef,
    /// What the picture shows, for who cannot see it.
    pub alt: Text,
    /// Markdown beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<FileRef>,
    /// A voice that reads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audio: Option<FileRef>,
}

/// A film or a sound recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Timed {
    /// Its length. `foothold-pack` measures it where the source leaves it out.
    pub duration_ms: u64,
    /// Exactly one `main` track for each language that has one, and what goes with it.
    pub tracks: Vec<Track>,
    /// The picture shown before it plays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poster: Option<FileRef>,
}

impl Timed {
    /// The main track in `wanted`, else in `first`, else the first there is.
    #[must_use]
    pub fn main(&self, wanted: &Lang, first: &Lang) -> Option<&Track> {
        let mains = || self.of_kind(&TrackKind::Main);
        mains().find(|t| t.lang == *wanted).or_else(|| mains().find(|t| t.lang == *first)).or_else(|| mains().next())
    }

    /// Its tracks of `kind`, in order.
    pub fn of_kind<'a>(&'a self, kind: &'a TrackKind) -> impl Iterator<Item = &'a Track> {
        self.tracks.iter().filter(move |track| track.kind == *kind)
    }
}

/// One file of a film or recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// Unique in the lesson.
    pub id: Slug,
    /// What it is.
    pub kind: TrackKind,
    /// Its language.
    pub lang: Lang,
    /// Its name where the language alone does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// The file.
    pub file: String,
    /// Chosen where the person has chosen nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub default: bool,
    /// Who made it.
    pub origin: Origin,
}

open_names! {
    /// What a track is.
    TrackKind {
        /// The film or the recording itself.
        Main = "main",
        /// Another sound for the film: a dub.
        Audio = "audio",
        /// Captions: WebVTT or SRT.
        Captions = "captions",
        /// A spoken description of the picture.
        Descriptions = "descriptions",
        /// Named places in it: WebVTT.
        Chapters = "chapters",
        /// The whole text: Markdown or WebVTT.
        Transcript = "transcript",
    }
}

/// Who made a track.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A person.
    Human,
    /// A program, perhaps with mistakes: it is said so.
    Machine,
}

open_names! {
    /// The form of a document of pages.
    DocumentFormat {
        /// PDF.
        Pdf = "pdf",
        /// EPUB 3.
        Epub = "epub",
    }
}

/// Work to hand in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// What to do, in Markdown.
    pub task: FileRef,
    /// Longest text.
    pub max_chars: u32,
    /// Most points.
    pub points: u32,
    /// What the points are for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rubric: Vec<Criterion>,
}

/// One thing that points are given for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Unique in the rubric.
    pub id: Slug,
    /// What is looked at.
    pub text: Text,
    /// Most points for it.
    pub points: u32,
}

/// A program to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The programming language.
    pub language: Slug,
    /// What to do, in Markdown.
    pub task: FileRef,
    /// The file to begin with.
    pub starter: String,
    /// What is tried.
    pub checks: Vec<CodeCheck>,
    /// How much one run may use.
    pub limits: CodeLimits,
}

/// One trial of a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeCheck {
    /// Unique in the lesson.
    pub id: Slug,
    /// What is tried, in words.
    pub text: Text,
    /// The file that tries it.
    pub file: String,
    /// Whether the file is kept from the learner.
    pub hidden: bool,
}

/// How much one run of a program may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CodeLimits {
    /// Time, in milliseconds.
    pub ms: u64,
    /// Instructions.
    pub steps: u64,
    /// Memory.
    pub bytes: u64,
}
