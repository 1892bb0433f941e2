//! Texts and files in languages: the first language always, no language that the document does not name.

use super::fault::Trail;
use crate::model::id::Lang;
use crate::model::text::{FileRef, Text};
use std::collections::BTreeMap;

/// The longest text of a title or a label, in characters.
const TITLE_CHARS_MAX: usize = 200;
/// The longest text of any other kind, in characters.
const TEXT_CHARS_MAX: usize = 4000;

/// The languages of a document, and how much of it is in which.
#[derive(Debug)]
pub(super) struct Words<'a> {
    languages: &'a [Lang],
    total: usize,
    have: BTreeMap<&'a Lang, usize>,
}

impl<'a> Words<'a> {
    pub(super) fn new(languages: &'a [Lang]) -> Self {
        Self { languages, total: 0, have: BTreeMap::new() }
    }

    /// Checks the list of languages itself.
    pub(super) fn check_languages(&self, trail: &mut Trail) {
        trail.check_key(
            "languages",
            !self.languages.is_empty(),
            "no language is named",
            "name at least one, like \"en\"",
        );
        trail.check_key("languages", self.languages.len() <= 32, "more than 32 languages", "make several courses");
        trail.unique("languages", self.languages, |lang| lang);
    }

    /// A name: short, and there.
    pub(super) fn title(&mut self, trail: &mut Trail, key: &str, text: &'a Text) {
        trail.within(key, |trail| self.text_here(trail, text, TITLE_CHARS_MAX));
    }

    /// A name that must be there in every language.
    pub(super) fn title_in_all(&mut self, trail: &mut Trail, key: &str, text: &'a Text) {
        self.title(trail, key, text);
        let has = |lang: &Lang| match text {
            Text::One(_) => self.languages.first() == Some(lang),
            Text::By(map) => map.contains_key(lang),
        };
        for lang in self.languages.iter().skip(1).filter(|lang| !has(lang)) {
            let mend = format!("write {key} = {{ {} = \"…\", {lang} = \"…\" }}", self.languages[0]);
            trail.within(key, |trail| {
                trail.fault(format!("it is not given in `{lang}`, a language of the document"), mend);
            });
        }
    }

    /// Any other text.
    pub(super) fn text(&mut self, trail: &mut Trail, key: &str, text: &'a Text) {
        trail.within(key, |trail| self.text_here(trail, text, TEXT_CHARS_MAX));
    }

    /// A text that may be left out.
    pub(super) fn maybe(&mut self, trail: &mut Trail, key: &str, text: Option<&'a Text>) {
        if let Some(text) = text {
            self.text(trail, key, text);
        }
    }

    /// Texts one after another.
    pub(super) fn texts(&mut self, trail: &mut Trail, key: &str, texts: &'a [Text]) {
        trail.each(key, texts, |trail, text| self.text_here(trail, text, TEXT_CHARS_MAX));
    }

    /// A file, or one for each language.
    pub(super) fn file(&mut self, trail: &mut Trail, key: &str, file: &'a FileRef) {
        trail.within(key, |trail| match file {
            FileRef::One(path) => self.path_here(trail, path),
            FileRef::By(map) => {
                self.by_language(trail, map.keys());
                for (lang, path) in map {
                    trail.within(lang, |trail| self.path_here(trail, path));
                }
            }
        });
    }

    /// A file that may be left out.
    pub(super) fn maybe_file(&mut self, trail: &mut Trail, key: &str, file: Option<&'a FileRef>) {
        if let Some(file) = file {
            self.file(trail, key, file);
        }
    }

    /// Says how much of the document is in which language, where not all is in all.
    pub(super) fn report(&self, trail: &mut Trail) {
        for lang in self.languages.iter().skip(1) {
            let have = self.have.get(lang).copied().unwrap_or(0);
            if have < self.total {
                let (total, first) = (self.total, &self.languages[0]);
                let what = format!("{have} of {total} texts are in `{lang}`");
                trail.note(what, format!("the others are shown in `{first}`; translate them where you can"));
            }
        }
    }

    fn text_here(&mut self, trail: &mut Trail, text: &'a Text, chars_max: usize) {
        self.total += 1;
        match text {
            Text::One(text) => check_words(trail, text, chars_max),
            Text::By(map) => {
                self.by_language(trail, map.keys());
                for (lang, text) in map {
                    trail.within(lang, |trail| check_words(trail, text, chars_max));
                }
            }
        }
    }

    fn by_language(&mut self, trail: &mut Trail, langs: impl Iterator<Item = &'a Lang>) {
        let mut has_first = self.languages.is_empty();
        for lang in langs {
            has_first |= self.languages.first() == Some(lang);
            *self.have.entry(lang).or_default() += 1;
            if !self.languages.is_empty() && !self.languages.contains(lang) {
                let what = format!("`{lang}` is not a language of the document");
                trail.within(lang, |trail| {
                    trail.fault(what, format!("add \"{lang}\" to `languages`, or remove it here"));
                });
            }
        }
        if let (false, Some(first)) = (has_first, self.languages.first()) {
            trail.fault(format!("it is missing in `{first}`, the first language"), format!("add it in `{first}`"));
        }
    }

    fn path_here(&self, trail: &mut Trail, path: &str) {
        trail.check(!path.trim().is_empty(), "the path is empty", "name a file");
    }
}

fn check_words(trail: &mut Trail, text: &str, chars_max: usize) {
    trail.check(!text.trim().is_empty(), "the text is empty", "write it, or leave the key out");
    let chars = text.chars().count();
    trail.check(chars <= chars_max, format!("the text has {chars} characters"), format!("use at most {chars_max}"));
    let is_odd =
        |c: char| c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    trail.check(!text.chars().any(is_odd), "the text holds control characters", "remove them");
}
