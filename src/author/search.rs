//! `search.jsonl`: the words of readings, notes, captions and documents, for the library's search.

use super::files_of::{Use, each_place};
use super::paged::Words;
use super::reading::Page;
use crate::format::json::{JsonFault, to_canonical};
use crate::format::search_line::SearchLine;
use crate::media::caption::Captions;
use crate::media::chapters::Chapters;
use crate::model::course::Course;
use crate::model::id::Lang;
use std::collections::BTreeMap;

/// A sentence of captions longer than this goes on in another line.
const STRETCH_CHARS: usize = 240;
const SENTENCE_ENDS: [char; 8] = ['.', '!', '?', '…', '。', '"', '”', '»'];

/// The texts a course names, by source path.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'a> {
    /// Markdown.
    pub pages: &'a BTreeMap<String, Page>,
    /// Captions.
    pub captions: &'a BTreeMap<String, Captions>,
    /// Chapters of films and recordings.
    pub chapters: &'a BTreeMap<String, Chapters>,
    /// Documents of pages.
    pub words: &'a Words,
}

/// Adds the lines of `course`, whose paths are still source paths, to `out`.
///
/// # Errors
/// A text that our JSON does not have: there is none.
pub fn search_lines(course: &mut Course, texts: &Texts<'_>, out: &mut Vec<u8>) -> Result<(), JsonFault> {
    let (id, first) = (course.id.clone(), course.first_language().clone());
    let mut lines = Vec::new();
    each_place(course, &mut |place| {
        let Some(lesson) = place.lesson else { return };
        let lang = place.lang.as_deref().and_then(|lang| Lang::parse(lang).ok()).unwrap_or_else(|| first.clone());
        let line = |anchor: Option<String>, at_ms: Option<u64>, text: String| SearchLine {
            course: id.clone(),
            lesson: lesson.clone(),
            lang: lang.clone(),
            anchor,
            at_ms,
            text,
        };
        match place.usage {
            Use::Markdown => {
                let passages =
                    texts.pages.get(place.path.as_str()).map(|page| page.reading.passages()).unwrap_or_default();
                for (anchor, text) in passages {
                    let anchor = place.slide.clone().or(Some(anchor)).filter(|anchor| !anchor.is_empty());
                    lines.push(line(anchor, None, text));
                }
            }
            Use::Captions => {
                let stretches = texts.captions.get(place.path.as_str()).map(stretches).unwrap_or_default();
                lines.extend(stretches.into_iter().map(|(at_ms, text)| line(None, Some(at_ms), text)));
            }
            Use::Chapters => {
                let named = texts.chapters.get(place.path.as_str()).into_iter().flat_map(Chapters::list);
                lines.extend(named.map(|chapter| line(None, Some(chapter.start_ms), chapter.name.clone())));
            }
            Use::Pages => {
                for (anchor, text) in texts.words.get(place.path.as_str()).into_iter().flatten() {
                    lines.push(line(Some(anchor.clone()), None, text.clone()));
                }
            }
            Use::Picture | Use::Film | Use::Sound | Use::Records | Use::Code => {}
        }
    });
    for line in lines {
        out.extend(to_canonical(&line)?);
        out.push(b'\n');
    }
    Ok(())
}

/// Cues joined to sentences, so that what is found opens at the second where its sentence begins; where nothing ends one,
/// to stretches of some length.
fn stretches(captions: &Captions) -> Vec<(u64, String)> {
    let mut out: Vec<(u64, String)> = Vec::new();
    for cue in captions.cues() {
        let words = cue.text.split_whitespace().collect::<Vec<_>>().join(" ");
        match out.last_mut() {
            Some((_, text)) if !text.ends_with(SENTENCE_ENDS) && text.chars().count() < STRETCH_CHARS => {
                text.push(' ');
                text.push_str(&words);
            }
            _ => out.push((cue.start_ms, words)),
        }
    }
    out
}
