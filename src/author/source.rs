//! A whole source folder: read, checked, and made into what a pack holds. Mistakes of all files at once.

use super::document::{Body, Needs, SourceDocument, twins};
use super::files_of::{Use, each_place};
use super::folder::Folder;
use super::media_files::{Facts, check_media, media_type};
use super::mistake::{Findings, Mistake};
use super::names::pack_paths;
use super::pack_source::{PACK_FILE, PackSource, read_pack_source};
use super::paged::check_paged;
use super::search::{Texts, search_lines};
use super::watch::Watch;
use crate::format::json::to_canonical;
use crate::format::manifest::{Document, PackDocumentKind};
use crate::format::search_line::SEARCH_FILE;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// Files beside a course that nothing names are told, so many of them.
const UNUSED_TOLD_MAX: usize = 20;

/// How closely to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Everything but the insides of films, recordings and pictures.
    Quick,
    /// Everything, every frame.
    Full,
}

/// Where an entry of the pack comes from.
#[derive(Debug, Clone)]
pub enum Content {
    /// A file, as it is.
    File(PathBuf),
    /// Made at build.
    Made(Vec<u8>),
}

/// One file of the pack to be.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its path in the pack.
    pub path: String,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub content: Content,
}

/// A folder without mistakes, ready to be built.
#[derive(Debug)]
pub struct Source {
    /// What the pack is.
    pub pack: PackSource,
    /// Its documents.
    pub documents: Vec<Document>,
    /// Its files, by path.
    pub entries: Vec<Entry>,
}

/// What was found in a folder.
#[derive(Debug)]
pub struct Checked {
    /// The pack to be, if there is no mistake and everything was looked at.
    pub source: Option<Source>,
    /// Mistakes and remarks.
    pub findings: Findings,
}

/// Reads and checks the folder.
///
/// # Errors
/// There is no such folder, or the work was stopped.
pub fn read_source(root: &Path, depth: Depth, watch: &Watch<'_>) -> io::Result<Checked> {
    let folder = Folder::open(root)?;
    let mut findings = Findings::default();
    let source = read_all(&folder, depth, watch, &mut findings);
    if watch.is_cancelled() {
        return Err(io::Error::new(io::ErrorKind::Interrupted, "stopped"));
    }
    findings.sort();
    Ok(Checked { source: source.filter(|_| findings.mistakes.is_empty() && depth == Depth::Full), findings })
}

fn read_all(folder: &Folder, depth: Depth, watch: &Watch<'_>, findings: &mut Findings) -> Option<Source> {
    let (pack, pack_file) = read_pack_source(folder, findings)?;
    let mut documents = Vec::new();
    for (index, source) in pack.documents.iter().enumerate() {
        documents.extend(SourceDocument::read(folder, (index, source), (&pack, &pack_file), findings));
    }
    findings.mistakes.extend(twins(&documents));
    let mut needs = Needs::default();
    for document in &mut documents {
        document.gather(folder, &mut needs, findings);
    }
    needs.check_forms(folder, findings);
    if depth == Depth::Full {
        let facts: Facts = check_media(folder, &needs.files, watch, findings);
        needs.words = check_paged(folder, &needs.files, watch, findings);
        for document in &mut documents {
            document.measure(&facts, findings);
            document.check_times(&needs, findings);
        }
    }
    tell_unused(folder, &documents, &needs, findings);
    if !findings.mistakes.is_empty() || watch.is_cancelled() {
        return None;
    }
    compile(folder, pack, documents, &needs, findings)
}

/// Names files beside a document that nothing names: perhaps forgotten. They stay out of the pack.
fn tell_unused(folder: &Folder, documents: &[SourceDocument], needs: &Needs, findings: &mut Findings) {
    let used: BTreeSet<&str> = needs.files.iter().map(|(file, _)| file.as_str()).collect();
    let own: BTreeSet<&str> = documents.iter().map(|document| document.located.file.as_str()).collect();
    let mut unused = BTreeSet::new();
    for document in documents.iter().filter(|document| !document.folder.is_empty()) {
        unused.extend(folder.files_below(&document.folder));
    }
    unused.retain(|file| !used.contains(file.as_str()) && !own.contains(file.as_str()) && file != PACK_FILE);
    for file in unused.iter().take(UNUSED_TOLD_MAX) {
        findings.note(Mistake::new(file, "nothing names this file", "it stays out of the pack"));
    }
    if unused.len() > UNUSED_TOLD_MAX {
        let more = unused.len() - UNUSED_TOLD_MAX;
        findings.note(Mistake::new("…", format!("{more} more files that nothing names"), "they stay out of the pack"));
    }
}

/// Gives everything its name in the pack and makes what is made at build.
fn compile(
    folder: &Folder,
    pack: PackSource,
    documents: Vec<SourceDocument>,
    needs: &Needs,
    findings: &mut Findings,
) -> Option<Source> {
    let own: Vec<String> = documents.iter().map(own_name).collect();
    let own_paths = named(own.iter().map(String::as_str), &[SEARCH_FILE.to_owned()], findings)?;
    let mut taken: Vec<String> = own_paths.values().cloned().collect();
    taken.push(SEARCH_FILE.to_owned());
    let paths = named(needs.files.iter().map(|(file, _)| file.as_str()), &taken, findings)?;
    let mut out = Source { pack, documents: Vec::new(), entries: Vec::new() };
    let mut search = Vec::new();
    for (document, own) in documents.into_iter().zip(&own) {
        let path = own_paths.get(own)?.clone();
        out.documents.push(Document { kind: document.kind, id: document.id().to_owned(), path: path.clone() });
        let bytes = compile_document(document, &paths, needs, &mut search, findings)?;
        out.entries.push(Entry { path, media_type: "application/json", content: Content::Made(bytes) });
    }
    if !search.is_empty() {
        let content = Content::Made(search);
        out.entries.push(Entry { path: SEARCH_FILE.to_owned(), media_type: "application/jsonl", content });
    }
    let uses: BTreeMap<&str, Use> = needs.files.iter().rev().map(|(file, usage)| (file.as_str(), *usage)).collect();
    for (file, path) in &paths {
        let content = match needs.pages.get(file) {
            Some(page) => Content::Made(page.compiled(folder, file, &paths)),
            None => Content::File(folder.file(file)),
        };
        let media_type = media_type(path, uses.get(file.as_str()).copied());
        out.entries.push(Entry { path: path.clone(), media_type, content });
    }
    out.entries.sort_by(|a, b| a.path.cmp(&b.path));
    Some(out)
}

fn own_name(document: &SourceDocument) -> String {
    let name = match document.kind {
        PackDocumentKind::Course | PackDocumentKind::Programme => document.kind.name().to_owned(),
        PackDocumentKind::Directory => format!("{}-{}", document.kind.name(), document.id()),
    };
    if document.folder.is_empty() { format!("{name}.json") } else { format!("{}/{name}.json", document.folder) }
}

fn named<'a>(
    files: impl IntoIterator<Item = &'a str>,
    taken: &[String],
    findings: &mut Findings,
) -> Option<BTreeMap<String, String>> {
    pack_paths(files, taken)
        .map_err(|faults| {
            for (file, fault) in faults {
                findings.mistake(Mistake::new(&file, format!("it can have no name in the pack: {fault}"), "rename it"));
            }
        })
        .ok()
}

fn compile_document(
    document: SourceDocument,
    paths: &BTreeMap<String, String>,
    needs: &Needs,
    search: &mut Vec<u8>,
    findings: &mut Findings,
) -> Option<Vec<u8>> {
    let in_pack = |path: &mut String| {
        if let Some(name) = paths.get(path.as_str()) {
            path.clone_from(name);
        }
    };
    let Needs { pages, captions, chapters, words, .. } = needs;
    let texts = Texts { pages, captions, chapters, words };
    let bytes = match document.body {
        Body::Course(mut course) => search_lines(&mut course, &texts, search).and_then(|()| {
            each_place(&mut course, &mut |place| in_pack(place.path));
            to_canonical(&course)
        }),
        Body::Programme(programme) => to_canonical(&programme),
        Body::Directory(mut directory) => {
            in_pack(&mut directory.records);
            to_canonical(&directory)
        }
    };
    bytes
        .map_err(|fault| {
            let what = format!("it cannot be written as a document: {fault}");
            findings.mistake(Mistake::new(&document.located.file, what, "use whole numbers below 2^53"));
        })
        .ok()
}
