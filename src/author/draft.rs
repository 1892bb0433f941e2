//! A first `pack.toml` and `course.toml` for a folder of films, recordings and documents as people have them: each file a
//! lesson, each folder a module, captions and chapters beside their film by name. To be read, changed and built.
//!
//! ```text
//! 01 Welcome.mp4            a lesson called "Welcome"
//! 01 Welcome.vtt            its captions, in the language of the course
//! 01 Welcome.es.srt         its captions in Spanish
//! 01 Welcome.chapters.vtt   its chapters
//! 02 Tools/1 Hammers.mp4    a lesson of the module "Tools"
//! ```

use super::pack_source::PACK_FILE;
use crate::media::check::length_ms;
use crate::model::day::Day;
use crate::model::id::{CourseId, Lang, PackId};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufReader, Write as _};
use std::path::Path;
use unicode_normalization::UnicodeNormalization as _;

/// The course's file, beside `pack.toml`.
pub const COURSE_FILE: &str = "course.toml";
/// More lessons than a course may have are not drafted.
const FILES_MAX: usize = 2_000;
/// What a document is taken for until somebody says better.
const DOCUMENT_MINUTES: u64 = 10;

/// What the files themselves do not tell.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Of the pack; the course gets the same.
    pub pack_id: PackId,
    /// Of the pack and the course.
    pub title: String,
    /// Who gives it out.
    pub publisher: String,
    /// Under which licence.
    pub licence: String,
    /// The language of the films.
    pub lang: Lang,
    /// Today.
    pub created: Day,
}

/// What was drafted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drafted {
    /// How many modules.
    pub modules: usize,
    /// How many lessons.
    pub lessons: usize,
    /// Files that became nothing.
    pub left_out: Vec<String>,
}

/// Why there is no draft.
#[derive(Debug, thiserror::Error)]
pub enum DraftFault {
    /// One of the files is there: nothing is overwritten.
    #[error("there is a {0} in the folder already")]
    Exists(&'static str),
    /// Nothing in the folder can be a lesson.
    #[error("no film, recording or document is in the folder")]
    Nothing,
    /// More files than a course may hold.
    #[error("more than {FILES_MAX} files are in the folder")]
    TooMany,
    /// The id is none for a course.
    #[error("{0}")]
    Id(#[from] crate::model::id::IdFault),
    /// The disk.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// A file that becomes a lesson.
struct Lesson<'a> {
    path: &'a str,
    /// The path without its ending: what belongs to it begins so.
    stem: &'a str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Video,
    Audio,
    Pdf,
    Epub,
    Reading,
}

impl Kind {
    /// By the ending. Films that no station plays are among them, for the check to tell how they are mended.
    fn of(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "mp4" | "m4v" | "webm" | "mov" | "mkv" | "avi" | "wmv" | "mpg" | "mpeg" | "flv" | "ogv" => Self::Video,
            "mp3" | "m4a" | "aac" | "ogg" | "oga" | "opus" | "flac" | "wav" | "wma" => Self::Audio,
            "pdf" => Self::Pdf,
            "epub" => Self::Epub,
            "md" => Self::Reading,
            _ => return None,
        })
    }
}

/// Writes both files into `folder`.
///
/// # Errors
/// [`DraftFault`]; nothing is written then.
pub fn draft(folder: &Path, plan: &Plan) -> Result<Drafted, DraftFault> {
    for name in [PACK_FILE, COURSE_FILE] {
        if folder.join(name).exists() {
            return Err(DraftFault::Exists(name));
        }
    }
    let files = files_of(folder)?;
    let lessons: Vec<Lesson<'_>> = files.iter().filter_map(|path| lesson_of(path)).collect();
    if lessons.is_empty() {
        return Err(DraftFault::Nothing);
    }
    let mut writing = Course { text: String::new(), ids: BTreeSet::new(), used: BTreeSet::new(), modules: 0 };
    let mut minutes = 0;
    let mut module = None;
    for lesson in &lessons {
        let place = lesson.path.split_once('/').map(|(module, _)| module);
        if module != Some(place) {
            writing.module(place, plan);
            module = Some(place);
        }
        minutes += writing.lesson(folder, lesson, &files, plan);
    }
    let left_out = files.iter().filter(|path| !writing.used.contains(*path)).cloned().collect();
    let course = format!("{}{}", head(plan, minutes)?, writing.text);
    write_new(&folder.join(COURSE_FILE), &course)?;
    write_new(&folder.join(PACK_FILE), &pack(plan))?;
    Ok(Drafted { modules: writing.modules, lessons: lessons.len(), left_out })
}

/// The files of the folder and of its folders, those at the top first, each as people count: 2 before 10.
fn files_of(folder: &Path) -> Result<Vec<String>, DraftFault> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(folder).max_depth(2).follow_links(false) {
        let entry = entry.map_err(io::Error::from)?;
        let path = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let Some(path) = path.to_str().filter(|path| entry.file_type().is_file() && !path.is_empty()) else { continue };
        let path = path.replace('\\', "/");
        if path.split('/').any(|part| part.starts_with('.')) {
            continue; // what a system leaves behind
        }
        if files.len() == FILES_MAX {
            return Err(DraftFault::TooMany);
        }
        files.push(path);
    }
    files.sort_by_cached_key(|path| {
        let stem = path.rsplit_once('.').map_or(path.as_str(), |(stem, _)| stem);
        (path.contains('/'), counted(stem), path.clone())
    });
    Ok(files)
}

/// A key that sorts numbers by what they count.
fn counted(path: &str) -> String {
    let (mut key, mut digits) = (String::new(), String::new());
    for c in path.to_lowercase().chars().chain(['\0']) {
        if c.is_ascii_digit() {
            digits.push(c);
        } else {
            if !digits.is_empty() {
                key.push_str(&format!("{:0>20}", digits.trim_start_matches('0')));
                digits.clear();
            }
            key.push(c);
        }
    }
    key
}

fn lesson_of(path: &str) -> Option<Lesson<'_>> {
    let (stem, ending) = path.rsplit_once('.')?;
    Some(Lesson { path, stem, kind: Kind::of(ending)? })
}

/// "02 - The_next step" is "The next step".
fn title_of(name: &str) -> String {
    let bare = name.trim_start_matches(|c: char| c.is_ascii_digit() || " ._-)".contains(c));
    let bare = if bare.is_empty() { name } else { bare };
    let words = bare.replace(['_', '-'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Letters and digits of a title, parted by `-`.
fn slug_of(title: &str) -> String {
    let mut slug = String::new();
    for c in title.nfkd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'a'..='z' | '0'..='9' => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(40);
    slug.trim_end_matches('-').to_owned()
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn pack(plan: &Plan) -> String {
    let lang = quoted(plan.lang.as_str());
    format!(
        "# Drafted from the files of this folder. `created` and `version` change with each release.\n\
         pack_id = {}\nversion = 1\ntitle = {}\nlanguages = [{lang}]\npublisher = {}\nlicence = {}\ncreated = {}\n\
         documents = [{{ kind = \"course\", path = {} }}]\n",
        quoted(plan.pack_id.as_str()),
        quoted(&plan.title),
        quoted(&plan.publisher),
        quoted(&plan.licence),
        quoted(&plan.created.to_string()),
        quoted(COURSE_FILE),
    )
}

fn head(plan: &Plan, minutes: u64) -> Result<String, DraftFault> {
    let id = CourseId::parse(plan.pack_id.as_str())?;
    let title = quoted(&plan.title);
    Ok(format!(
        "# Drafted from the files of this folder: read it and change what is not right. The minutes of documents are\n\
         # guessed. Say what the course is about (subjects), how hard it is (level), and what people can do after it\n\
         # (outcomes). Keep the ids: what people have done is kept by them.\n\
         schema = 1\nid = {}\nedition = 1\ntitle = {title}\nsummary = {title}\nlanguages = [{}]\nsubjects = [\"general\"]\n\
         level = \"beginner\"\nminutes = {minutes}\nauthors = [{}]\noutcomes = []\nsources = []\n\
         rule = {{ kind = \"all_required\" }}\n",
        quoted(id.as_str()),
        quoted(plan.lang.as_str()),
        quoted(&plan.publisher),
    ))
}

/// `course.toml` as it grows.
struct Course {
    text: String,
    ids: BTreeSet<String>,
    used: BTreeSet<String>,
    modules: usize,
}

impl Course {
    fn add(&mut self, line: std::fmt::Arguments<'_>) {
        self.text.write_fmt(line).expect("writing to a string never fails");
        self.text.push('\n');
    }

    fn id(&mut self, title: &str, otherwise: &str) -> String {
        let slug = slug_of(title);
        let slug = if slug.is_empty() { otherwise.to_owned() } else { slug };
        let numbered = |n: usize| if n == 1 { slug.clone() } else { format!("{slug}-{n}") };
        let id = (1..).map(numbered).find(|id| !self.ids.contains(id)).unwrap_or(slug.clone());
        self.ids.insert(id.clone());
        id
    }

    fn module(&mut self, folder: Option<&str>, plan: &Plan) {
        self.modules += 1;
        let title = folder.map_or_else(|| plan.title.clone(), title_of);
        let id = self.id(&title, "module");
        self.add(format_args!("\n[[modules]]\nid = {}\ntitle = {}", quoted(&id), quoted(&title)));
        self.add(format_args!("rule = {{ kind = \"all_required\" }}"));
    }

    /// Gives its minutes.
    fn lesson(&mut self, folder: &Path, lesson: &Lesson<'_>, files: &[String], plan: &Plan) -> u64 {
        let title = title_of(lesson.stem.rsplit('/').next().unwrap_or(lesson.stem));
        let id = self.id(&title, "lesson");
        let minutes = minutes_of(folder, lesson);
        self.used.insert(lesson.path.to_owned());
        self.add(format_args!("\n[[modules.lessons]]\nid = {}\ntitle = {}", quoted(&id), quoted(&title)));
        self.add(format_args!("minutes = {minutes}\nrequired = true\nrule = {{ kind = \"seen\", permille = 900 }}"));
        let file = quoted(lesson.path);
        match lesson.kind {
            Kind::Reading => self.add(format_args!("kind = \"reading\"\nbody = {file}")),
            Kind::Pdf => self.add(format_args!("kind = \"document\"\nformat = \"pdf\"\nfile = {file}")),
            Kind::Epub => self.add(format_args!("kind = \"document\"\nformat = \"epub\"\nfile = {file}")),
            Kind::Video | Kind::Audio => {
                let kind = if lesson.kind == Kind::Video { "video" } else { "audio" };
                self.add(format_args!("kind = {}", quoted(kind)));
                self.track("main", "main", &plan.lang, lesson.path, true);
                self.tracks_beside(lesson, files, plan);
            }
        }
        minutes
    }

    fn tracks_beside(&mut self, lesson: &Lesson<'_>, files: &[String], plan: &Plan) {
        let mut ids = BTreeSet::new();
        for path in files {
            let Some(rest) = path.strip_prefix(lesson.stem).and_then(|rest| rest.strip_prefix('.')) else { continue };
            let rest = rest.to_ascii_lowercase();
            let Some((middle, "vtt" | "srt")) = rest.rsplit_once('.').or(Some(("", rest.as_str()))) else { continue };
            let (kind, lang) = match middle.strip_prefix("chapters") {
                Some(lang) => ("chapters", Lang::parse(lang.trim_start_matches('.')).ok()),
                None => ("captions", Lang::parse(middle).ok()),
            };
            if lang.is_none() && !matches!(middle, "" | "chapters") {
                continue; // of another file whose name begins alike
            }
            let lang = lang.unwrap_or_else(|| plan.lang.clone());
            let id = format!("{kind}-{}", lang.as_str().to_ascii_lowercase());
            if ids.insert(id.clone()) {
                self.track(&id, kind, &lang, path, kind == "captions" && lang == plan.lang);
                self.used.insert(path.clone());
            }
        }
    }

    fn track(&mut self, id: &str, kind: &str, lang: &Lang, file: &str, is_default: bool) {
        let (id, kind, lang, file) = (quoted(id), quoted(kind), quoted(lang.as_str()), quoted(file));
        self.add(format_args!("\n[[modules.lessons.tracks]]\nid = {id}\nkind = {kind}\nlang = {lang}\nfile = {file}"));
        self.add(format_args!("default = {is_default}\norigin = \"human\""));
    }
}

fn minutes_of(folder: &Path, lesson: &Lesson<'_>) -> u64 {
    let open = || File::open(folder.join(lesson.path)).map(BufReader::new);
    match lesson.kind {
        Kind::Video | Kind::Audio => open().ok().and_then(length_ms).map_or(1, |ms| ms.div_ceil(60_000)).max(1),
        Kind::Reading => {
            let bytes = fs::metadata(folder.join(lesson.path)).map_or(0, |facts| facts.len());
            bytes.div_ceil(900).max(1) // 150 words of six letters a minute
        }
        Kind::Pdf | Kind::Epub => DOCUMENT_MINUTES,
    }
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    File::create_new(path)?.write_all(text.as_bytes())
}
