//! Markdown files: what they may hold, where their links lead, which pictures and formulas they show.

use super::folder::{Folder, folder_of, way};
use super::mistake::{Findings, Mistake};
use crate::media::math::Formula;
use crate::model::course::Course;
use crate::model::id::Lang;
use crate::model::lesson::LessonContent;
use crate::model::markdown::{Link, READING_BYTES_MAX, Reading, Reference, references};
use crate::model::validate::nearest;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A Markdown file of the folder, read once.
#[derive(Debug)]
pub struct Page {
    /// Parsed.
    pub reading: Reading,
    /// Its text.
    text: String,
    /// Links with their lines.
    links: Vec<(String, usize)>,
    /// Pictures: path as written, place of the path in the text, line.
    pictures: Vec<(String, Range<usize>, usize)>,
}

impl Page {
    /// Reads a file of the folder. What is wrong with it goes to `findings`.
    pub fn read(folder: &Folder, file: &str, findings: &mut Findings) -> Option<Self> {
        let bytes = match read_small(folder, file, READING_BYTES_MAX) {
            Ok(bytes) => bytes,
            Err(mistake) => {
                findings.mistake(mistake);
                return None;
            }
        };
        let Ok(text) = String::from_utf8(bytes) else {
            findings.mistake(Mistake::new(file, "this is not UTF-8 text", "save it as UTF-8"));
            return None;
        };
        let text = text.replace("\r\n", "\n");
        let reading = Reading::parse(&text);
        for (line, fault) in &reading.faults {
            let told = Mistake::new(file, fault.to_string(), mend_of(fault)).at(*line);
            if fault.is_remark() { findings.note(told) } else { findings.mistake(told) }
        }
        if reading.blocks.is_empty() && reading.faults.is_empty() {
            findings.mistake(Mistake::new(file, "the file has no words", "write it"));
        }
        let (mut links, mut pictures) = (Vec::new(), Vec::new());
        for (reference, line) in references(&text) {
            match reference {
                Reference::Link(target) => links.push((target, line)),
                Reference::Picture(path, at) => pictures.push((path, at, line)),
                Reference::Dollar => findings.mistake(
                    Mistake::new(
                        file,
                        "a formula's dollar signs or braces do not match here",
                        "close every { with a } before the closing sign, or write \\$ if dollars are meant",
                    )
                    .at(line),
                ),
                Reference::Formula(tex, is_display) => check_formula(file, &tex, is_display, line, findings),
            }
        }
        Some(Self { reading, text, links, pictures })
    }

    /// Records each link that leads nowhere. `lang` is the language of this page, `anchors` gives the headings of
    /// readings.
    pub fn check_links(&self, file: &str, course: &Course, anchors: &Anchors, lang: &Lang, findings: &mut Findings) {
        for (target, line) in &self.links {
            let wrong = match Link::parse(target) {
                None => continue, // told by the reading itself
                Some(Link::Glossary(id)) if course.term(&id).is_none() => {
                    Some(missing("glossary word", id.as_str(), course.glossary.iter().map(|term| term.id.as_str())))
                }
                Some(Link::Directory(id, filter)) => directory_fault(course, &id, &filter),
                Some(Link::Lesson(id, anchor)) => match (course.lesson(&id), anchor) {
                    (None, _) => {
                        Some(missing("lesson", id.as_str(), course.lessons().map(|lesson| lesson.id.as_str())))
                    }
                    (Some(_), Some(anchor)) => anchors.fault(id.as_str(), lang, &anchor),
                    (Some(_), None) => None,
                },
                Some(Link::Glossary(_) | Link::Here(_) | Link::Page(..)) => None,
            };
            if let Some((what, mend)) = wrong {
                findings.mistake(Mistake::new(file, what, mend).at(*line));
            }
        }
    }

    /// The pictures it shows, as source paths. A picture that is not there goes to `findings`.
    pub fn pictures(&self, folder: &Folder, file: &str, findings: &mut Findings) -> Vec<String> {
        let mut found = Vec::new();
        for (path, _, line) in &self.pictures {
            match folder.resolve(folder_of(file), path) {
                Ok(source) => found.push(source),
                Err(fault) => findings.mistake(Mistake::new(file, fault.what, fault.mend).at(*line)),
            }
        }
        found
    }

    /// The text for the pack: pictures under their names there, seen from the page's folder there; line ends as LF.
    #[must_use]
    pub fn compiled(&self, folder: &Folder, file: &str, paths: &BTreeMap<String, String>) -> Vec<u8> {
        let mut out = self.text.clone();
        let here = paths.get(file).map_or("", |path| folder_of(path));
        for (path, at, _) in self.pictures.iter().rev() {
            let target = folder.resolve(folder_of(file), path).ok(); // told before
            if let Some(target) = target.and_then(|source| paths.get(&source).cloned()) {
                out.replace_range(at.clone(), &way(here, &target));
            }
        }
        out.into_bytes()
    }
}

fn mend_of(fault: &crate::model::markdown::MarkdownFault) -> &'static str {
    use crate::model::markdown::MarkdownFault as F;
    match fault {
        F::Link(_) => {
            "link to lesson:ID, lesson:ID#heading, glossary:ID or directory:ID?field=value, or write plain words"
        }
        F::Picture(_) => "put the picture into the folder and name it by its path",
        F::PictureWithoutWords(_) => "write what it shows: ![a person at a desk](path)",
        F::Html(..) => "write the same in Markdown, or take it out",
        F::HtmlAttribute(_) => "take it out: a reading has one look, and runs nothing",
        F::Formulas => "make several readings",
        F::Depth => "use fewer levels",
        F::Size => "make several readings",
    }
}

fn missing<'a>(what: &str, id: &str, known: impl Iterator<Item = &'a str>) -> (String, String) {
    let mend = match nearest(id, known) {
        Some(guess) => format!("did you mean `{guess}`?"),
        None => format!("add the {what}, or remove the link"),
    };
    (format!("there is no {what} `{id}` in this course"), mend)
}

fn directory_fault(
    course: &Course,
    id: &crate::model::id::Slug,
    filter: &[(String, String)],
) -> Option<(String, String)> {
    let Some(directory) = course.directory(id) else {
        return Some(missing("directory", id.as_str(), course.directories.iter().map(|known| known.id.as_str())));
    };
    filter.iter().find_map(|(field, value)| {
        let Some(known) = directory.fields.iter().find(|known| known.id.as_str() == field) else {
            return Some(missing("directory field", field, directory.fields.iter().map(|known| known.id.as_str())));
        };
        let is_there = known.options.is_empty() || known.options.iter().any(|option| option.id.as_str() == value);
        (!is_there).then(|| missing("option", value, known.options.iter().map(|option| option.id.as_str())))
    })
}

/// A formula that cannot be set is a mistake of the line that it goes wrong in.
fn check_formula(file: &str, tex: &str, is_display: bool, line: usize, findings: &mut Findings) {
    if let Err(fault) = Formula::read(tex, is_display) {
        let before = tex.get(..fault.at()).unwrap_or(tex);
        let line = line + before.matches('\n').count();
        findings.mistake(Mistake::new(file, fault.to_string(), fault.mend()).at(line));
    }
}

/// The places of lessons that links may name.
#[derive(Debug, Default)]
pub struct Anchors {
    by_lesson: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
}

impl Anchors {
    /// Those of a course: headings of its readings (`pages` by source path), and slides.
    #[must_use]
    pub fn of(course: &Course, pages: &BTreeMap<String, Page>) -> Self {
        let mut all = Self::default();
        let first = course.first_language().as_str();
        for lesson in course.lessons() {
            let by_lang = all.by_lesson.entry(lesson.id.to_string()).or_default();
            match &lesson.content {
                LessonContent::Reading { body } => {
                    for (lang, path) in languages_of(body, first) {
                        let headings =
                            pages.get(path).map(|page| page.reading.headings().map(|(_, anchor, _)| anchor.to_owned()));
                        by_lang.insert(lang, headings.into_iter().flatten().collect());
                    }
                }
                LessonContent::Slides { slides } => {
                    by_lang.insert(first.to_owned(), slides.iter().map(|slide| slide.id.to_string()).collect());
                }
                _ => {}
            }
        }
        all
    }

    /// What is wrong with a link to `anchor` of `lesson` from a page in `lang`.
    #[must_use]
    pub fn fault(&self, lesson: &str, lang: &Lang, anchor: &str) -> Option<(String, String)> {
        let by_lang = self.by_lesson.get(lesson)?;
        let known = by_lang.get(lang.as_str()).or_else(|| by_lang.values().next());
        let none = BTreeSet::new();
        let known = known.unwrap_or(&none);
        if known.contains(anchor) {
            return None;
        }
        let mend = match nearest(anchor, known.iter().map(String::as_str)) {
            Some(guess) => format!("did you mean `#{guess}`?"),
            None if known.is_empty() => "link to the lesson alone".to_owned(),
            None => format!("use one of: {}", known.iter().map(|a| format!("#{a}")).collect::<Vec<_>>().join(", ")),
        };
        Some((format!("the lesson `{lesson}` has no heading or slide `#{anchor}`"), mend))
    }
}

fn languages_of<'a>(file: &'a crate::model::text::FileRef, first: &str) -> Vec<(String, &'a str)> {
    match file {
        crate::model::text::FileRef::One(path) => vec![(first.to_owned(), path.as_str())],
        crate::model::text::FileRef::By(map) => {
            map.iter().map(|(lang, path)| (lang.to_string(), path.as_str())).collect()
        }
    }
}

/// Reads a file that must be small.
///
/// # Errors
/// It is larger, or cannot be read.
pub fn read_small(folder: &Folder, file: &str, bytes_max: usize) -> Result<Vec<u8>, Mistake> {
    let path = folder.file(file);
    let size = path.metadata().map_or(0, |facts| facts.len());
    if size > bytes_max as u64 {
        let what = format!("the file has {size} bytes, and may have {bytes_max}");
        return Err(Mistake::new(file, what, "make it smaller, or divide it"));
    }
    std::fs::read(&path)
        .map_err(|error| Mistake::new(file, format!("it cannot be read ({error})"), "look at its permissions"))
}
