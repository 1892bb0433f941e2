//! One document of a pack: read, checked, and the files it names.

use super::chapters::{check_chapters, check_ends};
use super::files_of::{Use, each_place};
use super::folder::{Folder, folder_of};
use super::located::Located;
use super::media_files::{Facts, check_form};
use super::mistake::{Findings, Mistake};
use super::pack_source::{DocumentSource, PackSource, read_located};
use super::paged::Words;
use super::reading::{Anchors, Page};
use super::records::check_records;
use crate::format::manifest::PackDocumentKind;
use crate::media::caption::Captions;
use crate::media::chapters::Chapters;
use crate::model::course::Course;
use crate::model::directory::Directory;
use crate::model::id::Lang;
use crate::model::programme::Programme;
use crate::model::validate::{self, Fault, Report, schema};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Stands for a length until it is measured: no restudy time lies after it.
const UNMEASURED_MS: u64 = 24 * 60 * 60 * 1000;
/// A length may be this far from the measured one.
const LENGTH_SLACK_MS: u64 = 1500;

/// What a document holds, with source paths until it is compiled.
#[derive(Debug)]
pub enum Body {
    /// A course.
    Course(Box<Course>),
    /// A programme.
    Programme(Programme),
    /// A directory.
    Directory(Directory),
}

/// One document.
#[derive(Debug)]
pub struct SourceDocument {
    /// What it is.
    pub kind: PackDocumentKind,
    /// Its folder, relative to the source folder.
    pub folder: String,
    /// As it was written.
    pub located: Located,
    /// What it holds.
    pub body: Body,
    /// Lessons whose length is to be measured, as JSON pointers.
    unmeasured: Vec<String>,
    /// Whether nothing was wrong with it by itself.
    is_sound: bool,
}

/// What the documents of a folder need of it.
#[derive(Debug, Default)]
pub struct Needs {
    /// Every file, with each of its uses.
    pub files: BTreeSet<(String, Use)>,
    /// Markdown files.
    pub pages: BTreeMap<String, Page>,
    /// Caption files.
    pub captions: BTreeMap<String, Captions>,
    /// Files of chapters.
    pub chapters: BTreeMap<String, Chapters>,
    /// The words of documents of pages, by source path.
    pub words: Words,
}

impl Needs {
    /// Checks the form of what needs no decoding, and keeps the captions.
    pub fn check_forms(&mut self, folder: &Folder, findings: &mut Findings) {
        for (file, usage) in &self.files {
            if *usage == Use::Chapters
                && let Some(chapters) = check_chapters(folder, file, findings)
            {
                self.chapters.insert(file.clone(), chapters);
            }
            if let Some(captions) = check_form(folder, file, *usage, findings) {
                self.captions.insert(file.clone(), captions);
            }
        }
    }
}

impl SourceDocument {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        match &self.body {
            Body::Course(course) => course.id.as_str(),
            Body::Programme(programme) => programme.id.as_str(),
            Body::Directory(directory) => directory.id.as_str(),
        }
    }

    /// Reads the document that `source` names (entry `index` of `pack.toml`).
    pub fn read(
        folder: &Folder,
        (index, source): (usize, &DocumentSource),
        (pack, pack_file): (&PackSource, &Located),
        findings: &mut Findings,
    ) -> Option<Self> {
        let at = format!("/documents/{index}/path");
        let file = match find(folder, source) {
            Ok(file) => file,
            Err((what, mend)) => {
                findings.mistake(pack_file.mistake(&Fault { at, what, mend }));
                return None;
            }
        };
        let mut located = read_located(folder, &file, findings)?;
        let before = findings.mistakes.len();
        let (body, unmeasured) = typed(source.kind, &mut located, findings)?;
        let document = Self {
            kind: source.kind,
            folder: folder_of(&file).to_owned(),
            located,
            body,
            unmeasured,
            is_sound: findings.mistakes.len() == before,
        };
        document.check_against(index, source, pack, pack_file, findings);
        Some(document)
    }

    fn check_against(
        &self,
        index: usize,
        source: &DocumentSource,
        pack: &PackSource,
        pack_file: &Located,
        findings: &mut Findings,
    ) {
        if let Some(id) = source.id.as_ref().filter(|id| *id != self.id()) {
            let fault = Fault {
                at: format!("/documents/{index}/id"),
                what: format!("`{id}` is not the id of the document, which is `{}`", self.id()),
                mend: "make both the same, or leave `id` out here".into(),
            };
            findings.mistake(pack_file.mistake(&fault));
        }
        let languages = match &self.body {
            Body::Course(course) => course.languages.as_slice(),
            Body::Programme(programme) => &programme.languages,
            Body::Directory(_) => &[],
        };
        for lang in languages.iter().filter(|lang| !pack.languages.contains(lang)) {
            let what = format!("`{lang}` is not a language of the pack");
            let fault =
                Fault { at: "/languages".into(), what, mend: format!("add \"{lang}\" to `languages` in pack.toml") };
            findings.mistake(self.located.mistake(&fault));
        }
    }

    /// Finds every file it names, turns its paths into source paths, and checks what needs no decoding.
    pub fn gather(&mut self, folder: &Folder, needs: &mut Needs, findings: &mut Findings) {
        let (from, located) = (self.folder.clone(), &self.located);
        match &mut self.body {
            Body::Course(course) => gather_course(course, folder, &from, located, needs, findings),
            Body::Directory(directory) => {
                gather_directory(directory, folder, &from, located, needs, findings);
            }
            Body::Programme(_) => {}
        }
    }

    /// Checks what can be checked only once the lengths are known.
    pub fn check_times(&self, needs: &Needs, findings: &mut Findings) {
        if let Body::Course(course) = &self.body {
            check_ends(course, &needs.chapters, findings);
        }
    }

    /// Fills in measured lengths, and compares those that were given.
    pub fn measure(&mut self, facts: &Facts, findings: &mut Findings) {
        let Body::Course(course) = &mut self.body else { return };
        for (m, module) in course.modules.iter_mut().enumerate() {
            for (l, lesson) in module.lessons.iter_mut().enumerate() {
                let at = format!("/modules/{m}/lessons/{l}");
                let usage = if lesson.content.kind() == "video" { Use::Film } else { Use::Sound };
                let Some(timed) = lesson.content.timed_mut() else { continue };
                let file = timed.of_kind(&crate::model::lesson::TrackKind::Main).next().map(|track| track.file.clone());
                let Some(found) = file.and_then(|file| facts.get(&(file, usage))) else { continue };
                if self.unmeasured.contains(&at) {
                    timed.duration_ms = found.duration_ms.max(1);
                } else if timed.duration_ms.abs_diff(found.duration_ms) > LENGTH_SLACK_MS {
                    let what =
                        format!("`duration_ms` is {}, but the file lasts {} ms", timed.duration_ms, found.duration_ms);
                    let mend = format!("write {}, or leave it out", found.duration_ms);
                    findings.mistake(self.located.mistake(&Fault { at: format!("{at}/duration_ms"), what, mend }));
                }
            }
        }
        if self.is_sound && !self.unmeasured.is_empty() {
            let (faults, _) = validate::check_course(course);
            findings.mistakes.extend(faults.iter().map(|fault| self.located.mistake(fault)));
        }
    }
}

fn find(folder: &Folder, source: &DocumentSource) -> Result<String, (String, String)> {
    let name = source.kind.name();
    let path = source.path.trim_end_matches('/');
    let inside = |ending: &str| {
        if matches!(path, "" | ".") { format!("{name}.{ending}") } else { format!("{path}/{name}.{ending}") }
    };
    if path.is_empty() || path == "." || folder.is_folder(path) {
        let (toml, json) = (inside("toml"), inside("json"));
        return match (folder.is_file(&toml), folder.is_file(&json)) {
            (true, false) => folder.resolve("", &toml).map_err(|fault| (fault.what, fault.mend)),
            (false, true) => folder.resolve("", &json).map_err(|fault| (fault.what, fault.mend)),
            (true, true) => Err((format!("there are both {toml} and {json}"), "keep one".into())),
            (false, false) => Err((format!("there is no {toml} or {json}"), "write one".into())),
        };
    }
    let file = folder.resolve("", path).map_err(|fault| (fault.what, fault.mend))?;
    if file.ends_with(".toml") || file.ends_with(".json") {
        Ok(file)
    } else {
        Err((format!("`{path}` is not a .toml or .json file"), "name the document's folder or file".into()))
    }
}

/// The typed body, and the lessons to measure.
fn typed(kind: PackDocumentKind, located: &mut Located, findings: &mut Findings) -> Option<(Body, Vec<String>)> {
    let mut say = |faults: &[Fault], notes: &[Fault], located: &Located| {
        findings.mistakes.extend(faults.iter().map(|fault| located.mistake(fault)));
        findings.notes.extend(notes.iter().map(|note| located.mistake(note)));
    };
    Some(match kind {
        PackDocumentKind::Course => {
            let unmeasured = leave_to_measure(&mut located.value);
            let Report { document, faults, notes, .. } = validate::course(&located.value);
            say(&faults, &notes, located);
            (Body::Course(Box::new(document?)), unmeasured)
        }
        PackDocumentKind::Programme => {
            let Report { document, faults, notes, .. } = validate::programme(&located.value);
            say(&faults, &notes, located);
            (Body::Programme(document?), Vec::new())
        }
        PackDocumentKind::Directory => {
            let schema = schema::tightened::<Directory>("Foothold directory, version 1");
            let Report { document, faults, notes, .. } =
                validate::report(&located.value, &schema, validate::check_directory_document);
            say(&faults, &notes, located);
            (Body::Directory(document?), Vec::new())
        }
    })
}

/// Puts a length where a film or recording has none, and says where.
fn leave_to_measure(course: &mut Value) -> Vec<String> {
    let mut found = Vec::new();
    let modules = course.get_mut("modules").and_then(Value::as_array_mut).into_iter().flatten();
    for (m, module) in modules.enumerate() {
        let lessons = module.get_mut("lessons").and_then(Value::as_array_mut).into_iter().flatten();
        for (l, lesson) in lessons.enumerate() {
            let is_timed = matches!(lesson.get("kind").and_then(Value::as_str), Some("video" | "audio"));
            if is_timed && lesson.get("duration_ms").is_none() {
                lesson["duration_ms"] = json!(UNMEASURED_MS);
                found.push(format!("/modules/{m}/lessons/{l}"));
            }
        }
    }
    found
}

/// A Markdown file, and in which language it stands there.
type PageUse = (String, Lang);

fn gather_course(
    course: &mut Course,
    folder: &Folder,
    from: &str,
    located: &Located,
    needs: &mut Needs,
    findings: &mut Findings,
) {
    let first = course.first_language().clone();
    let mut pages: BTreeSet<PageUse> = BTreeSet::new();
    each_place(course, &mut |place| match folder.resolve(from, place.path) {
        Ok(source) => {
            if place.usage == Use::Markdown {
                let lang = place.lang.as_deref().and_then(|lang| Lang::parse(lang).ok());
                pages.insert((source.clone(), lang.unwrap_or_else(|| first.clone())));
            }
            needs.files.insert((source.clone(), place.usage));
            *place.path = source;
        }
        Err(fault) if located.value.pointer(&place.at).is_some_and(Value::is_string) => {
            findings.mistake(located.mistake(&Fault { at: place.at, what: fault.what, mend: fault.mend }));
        }
        Err(_) => {} // not what was written: told before
    });
    for (file, _) in &pages {
        if needs.pages.contains_key(file) {
            continue;
        }
        if let Some(page) = Page::read(folder, file, findings) {
            needs
                .files
                .extend(page.pictures(folder, file, findings).into_iter().map(|picture| (picture, Use::Picture)));
            needs.pages.insert(file.clone(), page);
        }
    }
    let anchors = Anchors::of(course, &needs.pages);
    for (file, lang) in &pages {
        if let Some(page) = needs.pages.get(file) {
            page.check_links(file, course, &anchors, lang, findings);
        }
    }
    check_restudy_anchors(course, &anchors, located, findings);
    let has_records = |directory: &&Directory| needs.files.contains(&(directory.records.clone(), Use::Records));
    for directory in course.directories.iter().filter(has_records) {
        check_records(folder, &directory.records, directory, findings);
    }
}

/// Headings that questions send people back to.
fn check_restudy_anchors(course: &Course, anchors: &Anchors, located: &Located, findings: &mut Findings) {
    let first = course.first_language();
    let mut check = |at: String, question: &crate::model::question::Question| {
        let Some((restudy, anchor)) = question.restudy.as_ref().and_then(|r| Some((r, r.anchor.as_ref()?))) else {
            return;
        };
        if let Some((what, mend)) = anchors.fault(restudy.lesson.as_str(), first, anchor) {
            findings.mistake(located.mistake(&Fault { at: format!("{at}/restudy/anchor"), what, mend }));
        }
    };
    for (m, module) in course.modules.iter().enumerate() {
        for (l, lesson) in module.lessons.iter().enumerate() {
            let crate::model::lesson::LessonContent::Quiz { quiz } = &lesson.content else { continue };
            for (p, part) in quiz.parts.iter().enumerate() {
                if let crate::model::quiz::Part::Fixed(fixed) = part {
                    for (q, question) in fixed.questions.iter().enumerate() {
                        check(format!("/modules/{m}/lessons/{l}/quiz/parts/{p}/questions/{q}"), question);
                    }
                }
            }
        }
    }
    for (b, bank) in course.banks.iter().enumerate() {
        for (q, question) in bank.questions.iter().enumerate() {
            check(format!("/banks/{b}/questions/{q}"), question);
        }
    }
}

fn gather_directory(
    directory: &mut Directory,
    folder: &Folder,
    from: &str,
    located: &Located,
    needs: &mut Needs,
    findings: &mut Findings,
) {
    match folder.resolve(from, &directory.records) {
        Ok(source) => {
            needs.files.insert((source.clone(), Use::Records));
            directory.records = source;
            check_records(folder, &directory.records, directory, findings);
        }
        Err(fault) => {
            let fault = Fault { at: "/records".into(), what: fault.what, mend: fault.mend };
            findings.mistake(located.mistake(&fault));
        }
    }
}

/// The mistake of two documents with one id.
#[must_use]
pub fn twins(documents: &[SourceDocument]) -> Vec<Mistake> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for document in documents {
        if !seen.insert((document.kind.name(), document.id().to_owned())) {
            let what = format!("another {} of the pack has the id `{}`", document.kind.name(), document.id());
            found.push(document.located.mistake(&Fault {
                at: "/id".into(),
                what,
                mend: "give each its own id".into(),
            }));
        }
    }
    found
}
