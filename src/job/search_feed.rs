//! What of a pack goes into the search index: names first, then the texts that learners see, in stretches. Never what a
//! quiz asks, nor its answers.

use super::courses::StationCourse;
use crate::format::search_line::{SEARCH_FILE, SearchLine};
use crate::library::search::{Entry, Kind, Place};
use crate::media::caption::Captions;
use crate::model::course::{Course, Term};
use crate::model::id::{CourseId, Lang, LessonId};
use crate::model::lesson::{Lesson, LessonContent, TrackKind};
use crate::model::markdown::{READING_BYTES_MAX, Reading};
use crate::model::text::{FileRef, Text};
use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead as _, Read as _};
use std::sync::Arc;

/// A stretch of text ends at the first passage that reaches this.
const STRETCH_BYTES: usize = 4 << 10;
/// Longer lines are no passages of ours.
const LINE_BYTES_MAX: u64 = 8 << 20;

/// The entries of one pack, one after the other.
pub struct Feed {
    courses: BTreeMap<CourseId, Arc<StationCourse>>,
    ready: VecDeque<Entry>,
    texts: Texts,
    stretch: Option<Entry>,
}

/// Where the texts come from.
enum Texts {
    /// The file that `foothold-pack` made.
    File(Box<crate::library::reader::VerifiedFile>),
    /// A pack without one: the lessons still to be read, by course and number.
    Lessons(VecDeque<(CourseId, usize)>),
    End,
}

impl Feed {
    /// The entries of a pack with these courses, which are all of one pack.
    #[must_use]
    pub fn of(courses: &[Arc<StationCourse>]) -> Self {
        let ready = courses.iter().flat_map(|on| names(&on.course)).collect();
        let file = courses.first().and_then(|on| on.file(SEARCH_FILE).ok()); // an older pack has none
        let texts = match file {
            Some(file) => Texts::File(Box::new(file)),
            None => {
                let each = |on: &Arc<StationCourse>| {
                    let id = on.course.id.clone();
                    (0..on.course.lessons().count()).map(move |n| (id.clone(), n))
                };
                Texts::Lessons(courses.iter().flat_map(each).collect())
            }
        };
        let courses = courses.iter().map(|on| (on.course.id.clone(), Arc::clone(on))).collect();
        Self { courses, ready, texts, stretch: None }
    }

    /// Reads on; whether there was more.
    fn read_on(&mut self) -> bool {
        match &mut self.texts {
            Texts::File(file) => {
                let mut line = Vec::new();
                let read = file.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut line);
                match read.map(|_| serde_json::from_slice::<SearchLine>(&line)) {
                    Ok(Ok(line)) => self.take(line),
                    Ok(Err(_)) if line.is_empty() => self.texts = Texts::End,
                    Ok(Err(fault)) => {
                        log::warn!("a line of {SEARCH_FILE} is left out: {fault}");
                        if line.last() != Some(&b'\n') {
                            self.texts = Texts::End; // too long a line: what follows would be its rest
                        }
                    }
                    Err(fault) => {
                        log::warn!("{SEARCH_FILE} ends early: {fault}");
                        self.texts = Texts::End;
                    }
                }
                true
            }
            Texts::Lessons(waiting) => {
                let Some((course, number)) = waiting.pop_front() else {
                    self.texts = Texts::End;
                    return true;
                };
                if let Some(on) = self.courses.get(&course).map(Arc::clone)
                    && let Some(lesson) = on.course.lessons().nth(number)
                {
                    passages(&on, lesson).into_iter().for_each(|line| self.take(line));
                }
                true
            }
            Texts::End => false,
        }
    }

    /// Joins a passage to the stretch before it, if that is of the same lesson and has room.
    fn take(&mut self, line: SearchLine) {
        let fits = |held: &Entry| {
            held.course == line.course
                && held.named == line.lesson.as_str()
                && held.lang == line.lang
                && held.body.len() < STRETCH_BYTES
        };
        if !self.stretch.as_ref().is_some_and(fits) {
            self.ready.extend(self.stretch.take());
        }
        let Some(on) = self.courses.get(&line.course) else { return };
        let Some(lesson) = on.course.lesson(&line.lesson) else { return };
        let title = lesson.title.get(&line.lang, on.course.first_language());
        let mut rest = line.text.as_str();
        while !rest.is_empty() {
            let (part, after) = part(rest);
            rest = after;
            let stretch = self.stretch.get_or_insert_with(|| Entry {
                kind: Kind::Text,
                course: line.course.clone(),
                named: line.lesson.to_string(),
                lang: line.lang.clone(),
                title: title.to_owned(),
                body: String::new(),
                places: Vec::new(),
            });
            if !stretch.body.is_empty() {
                stretch.body.push('\n');
            }
            let place = Place { from: stretch.body.len(), anchor: line.anchor.clone(), at_ms: line.at_ms };
            stretch.places.push(place);
            stretch.body.push_str(part);
            if !rest.is_empty() {
                self.ready.extend(self.stretch.take());
            }
        }
    }
}

impl Iterator for Feed {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            if let Some(entry) = self.ready.pop_front() {
                return Some(entry);
            }
            if !self.read_on() {
                return self.stretch.take();
            }
        }
    }
}

/// As much of a long text as one stretch takes, and the rest; cut between words where there are any.
fn part(text: &str) -> (&str, &str) {
    if text.len() <= 2 * STRETCH_BYTES {
        return (text, "");
    }
    let near = (0..=STRETCH_BYTES).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let at = text[..near].rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(near);
    (&text[..at], text[at..].trim_start())
}

/// The names in a course, in each language that has its own.
fn names(course: &Course) -> Vec<Entry> {
    let first = course.first_language();
    let mut out: Vec<Entry> = Vec::new();
    for lang in &course.languages {
        let mut push = |kind, named: &str, say: &dyn Fn(&Lang) -> (String, String)| {
            let (title, body) = say(lang);
            if lang == first || (title.as_str(), body.as_str()) != as_strs(&say(first)) {
                let (course, named, lang) = (course.id.clone(), named.to_owned(), lang.clone());
                out.push(Entry { kind, course, named, lang, title, body, places: Vec::new() });
            }
        };
        let text = |text: &Text, lang: &Lang| text.get(lang, first).to_owned();
        push(Kind::Course, "", &|lang| (text(&course.title, lang), about(course, lang)));
        for term in &course.glossary {
            push(Kind::Term, term.id.as_str(), &|lang| (forms(term, lang, first), text(&term.meaning, lang)));
        }
        for lesson in course.lessons() {
            push(Kind::Lesson, lesson.id.as_str(), &|lang| (text(&lesson.title, lang), String::new()));
        }
    }
    out
}

fn as_strs((title, body): &(String, String)) -> (&str, &str) {
    (title, body)
}

/// What a course says of itself.
fn about(course: &Course, lang: &Lang) -> String {
    let first = course.first_language();
    let outcomes = course.outcomes.iter().map(|outcome| &outcome.text);
    let modules = course.modules.iter().flat_map(|module| std::iter::once(&module.title).chain(&module.summary));
    let texts = std::iter::once(&course.summary).chain(outcomes).chain(modules);
    let slugs = course.subjects.iter().chain(&course.tags).map(|slug| slug.as_str().replace('-', " "));
    texts.map(|text| text.get(lang, first).to_owned()).chain(slugs).collect::<Vec<_>>().join("\n")
}

/// A word of the glossary with its other forms.
fn forms(term: &Term, lang: &Lang, first: &Lang) -> String {
    let all = std::iter::once(&term.term).chain(&term.forms).map(|text| text.get(lang, first));
    all.collect::<Vec<_>>().join(" ")
}

/// The texts of a lesson of a pack that has no file of them.
fn passages(on: &StationCourse, lesson: &Lesson) -> Vec<SearchLine> {
    let mut out = Out { on, lesson: &lesson.id, lines: Vec::new() };
    match &lesson.content {
        LessonContent::Reading { body } => out.markdown(body, None),
        LessonContent::Slides { slides } => {
            for slide in slides {
                if let Some(notes) = &slide.notes {
                    out.markdown(notes, Some(slide.id.as_str()));
                }
            }
        }
        LessonContent::Video(timed) | LessonContent::Audio(timed) => {
            for track in timed.of_kind(&TrackKind::Captions).chain(timed.of_kind(&TrackKind::Transcript)) {
                out.captions(&track.file, &track.lang);
            }
        }
        LessonContent::Assignment(assignment) => out.markdown(&assignment.task, None),
        LessonContent::Document { .. }
        | LessonContent::Quiz { .. }
        | LessonContent::Form { .. }
        | LessonContent::Directory { .. }
        | LessonContent::Code(_)
        | LessonContent::Unknown(_) => {}
    }
    out.lines
}

struct Out<'a> {
    on: &'a StationCourse,
    lesson: &'a LessonId,
    lines: Vec<SearchLine>,
}

impl Out<'_> {
    fn line(&mut self, lang: &Lang, anchor: Option<String>, at_ms: Option<u64>, text: String) {
        let (course, lesson) = (self.on.course.id.clone(), self.lesson.clone());
        self.lines.push(SearchLine { course, lesson, lang: lang.clone(), anchor, at_ms, text });
    }

    fn read(&self, path: &str) -> Vec<u8> {
        self.on.read(path, READING_BYTES_MAX as u64).unwrap_or_else(|problem| {
            log::warn!("left out of the search: {problem}");
            Vec::new()
        })
    }

    fn markdown(&mut self, file: &FileRef, slide: Option<&str>) {
        let first = self.on.course.first_language().clone();
        let files: Vec<(Lang, String)> = match file {
            FileRef::One(path) => vec![(first, path.clone())],
            FileRef::By(map) => map.iter().map(|(lang, path)| (lang.clone(), path.clone())).collect(),
        };
        for (lang, path) in files {
            for (anchor, text) in Reading::parse(&String::from_utf8_lossy(&self.read(&path))).passages() {
                let anchor = slide.map(str::to_owned).or(Some(anchor)).filter(|anchor| !anchor.is_empty());
                self.line(&lang, anchor, None, text);
            }
        }
    }

    fn captions(&mut self, path: &str, lang: &Lang) {
        for cue in Captions::parse(&self.read(path)).0.cues() {
            let words = cue.text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.line(lang, None, Some(cue.start_ms), words);
        }
    }
}
