//! Documents of pages of a folder, looked through once: what a station could not show is refused here, with the command
//! that mends it; what it shows gives its words to the search.

use super::files_of::Use;
use super::folder::Folder;
use super::mistake::{Findings, Mistake};
use super::watch::{Stage, Watch};
use crate::media::epub::book::BookFault;
use crate::media::epub::check::check_epub;
use crate::media::pdf::check::{Unshowable, check_pdf};
use crate::media::pdf::document::PdfFault;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;

/// The words of documents, by source path: place (`page-3`) and text.
pub type Words = BTreeMap<String, Vec<(String, String)>>;

/// Draws every page of every PDF of `files`, and reads every chapter of every EPUB.
pub fn check_paged(
    folder: &Folder,
    files: &BTreeSet<(String, Use)>,
    watch: &Watch<'_>,
    findings: &mut Findings,
) -> Words {
    let paged = || files.iter().filter(|(_, usage)| *usage == Use::Pages);
    let size = |file: &str| folder.file(file).metadata().map_or(0, |facts| facts.len());
    let progress = watch.stage(Stage::Checking, paged().map(|(file, _)| size(file)).sum());
    let mut words = Words::new();
    for (file, _) in paged() {
        let bytes = size(file);
        let mut told = 0;
        let mut tell = |done: usize, of: usize| {
            let upto = bytes * done as u64 / of.max(1) as u64;
            progress.add(usize::try_from(upto - told).unwrap_or(0));
            told = upto;
            !watch.is_cancelled()
        };
        let is_pdf = file.to_ascii_lowercase().ends_with(".pdf");
        let checked = if is_pdf { pdf(folder, file, &mut tell) } else { epub(folder, file, &mut tell) };
        match checked {
            Ok(texts) => drop(words.insert(file.clone(), pages(texts))),
            Err((fault, mend)) => {
                let what = format!("a station could not show it: {fault}");
                findings.mistake(Mistake::new(file, what, mend));
            }
        }
        if watch.is_cancelled() {
            break;
        }
    }
    words
}

/// The words of each page; or what is wrong, and what mends it.
type Checked = Result<Vec<String>, (String, String)>;

fn pdf(folder: &Folder, file: &str, tell: &mut dyn FnMut(usize, usize) -> bool) -> Checked {
    let opened = File::open(folder.file(file)).map_err(|fault| Unshowable::from(PdfFault::Read(fault.to_string())));
    let checked = opened.and_then(|opened| check_pdf(opened, tell));
    checked.map(|facts| facts.pages).map_err(|fault| (fault.to_string(), fault.mend(file)))
}

fn epub(folder: &Folder, file: &str, tell: &mut dyn FnMut(usize, usize) -> bool) -> Checked {
    let opened = File::open(folder.file(file)).map_err(|fault| BookFault::Read(fault.to_string()));
    let checked = opened.and_then(|opened| check_epub(opened, tell));
    checked.map(|facts| facts.pages).map_err(|fault| (fault.to_string(), fault.mend(file)))
}

fn pages(texts: Vec<String>) -> Vec<(String, String)> {
    let each = texts.into_iter().enumerate().map(|(n, text)| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (format!("page-{}", n + 1), text)
    });
    each.filter(|(_, text)| !text.is_empty()).collect()
}
