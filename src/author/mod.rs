//! Making packs: reading a course folder, naming its mistakes, and building the signed pack.
//!
//! # The source folder
//!
//! ```text
//! SRCDIR/
//!   pack.toml              what the pack is
//!   course/                one folder for each document (any name, any number)
//!     course.toml          or course.json; a programme's folder has programme.toml or programme.json
//!     readings/start.en.md Markdown, pictures, films, captions: any folders, any file names
//!     readings/start.es.md
//! ```
//!
//! `pack.toml`:
//!
//! ```toml
//! pack_id = "org.example.work"          # reverse-DNS
//! version = 1                           # a whole number, raised with each release
//! title = { en = "Looking for work", es = "Buscar trabajo" }   # or one string
//! languages = ["en", "es"]
//! publisher = "Example"
//! licence = "CC-BY-4.0"
//! created = "2026-11-01"                # goes into the pack; the clock never does
//! documents = [{ kind = "course", path = "course" }]           # kind: course, programme, directory
//! ```
//!
//! A document's `path` is its folder, or the file itself; `id` may be given and must then be the document's own. A
//! `directory` document is one TOML or JSON file of the directory's fields beside its records.
//!
//! `course.toml` is [`crate::model::course::Course`] written as TOML (`schema = 1`, `[[modules]]`,
//! `[[modules.lessons]]`, …). Paths in it are relative to the document's folder; one file in every language is
//! `body = "readings/start.md"`, one for each is `body = { en = "readings/start.en.md", es = "readings/start.es.md" }`.
//! Paths of pictures in a Markdown file are relative to that file. Links in Markdown are only `lesson:ID`,
//! `lesson:ID#anchor`, `glossary:ID` and `directory:ID?field=value`; raw HTML is refused. An anchor is a heading's
//! text as a slug (`## Your rights` is `your-rights`). `duration_ms` of a film or
//! recording may be left out: it is measured.
//!
//! Only files that a document names go into the pack, under slugged names; other files beside them stay out.
//!
//! In the pack, paths in a compiled document (`course.json`) are paths of the pack; the picture of a Markdown file is
//! found from the folder of that file.

mod build;
mod chapters;
mod document;
mod draft;
mod files_of;
mod folder;
mod located;
mod media_files;
mod mistake;
mod names;
mod pack_source;
mod paged;
mod reading;
mod records;
mod search;
mod source;
mod watch;

pub use crate::library::source::SLICE_BYTES;
pub use build::{BuildFault, Built, build};
pub use draft::{COURSE_FILE, DraftFault, Drafted, Plan, draft};
pub use files_of::{Place, Use, each_place};
pub use mistake::{Findings, Mistake};
pub use pack_source::{DocumentSource, PackSource};
pub use source::{Checked, Content, Depth, Entry, Source, read_source};
pub use watch::{Progress, Stage, Watch, Watched};
