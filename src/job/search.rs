//! Searching the courses on this station: by the index as far as it is built, and by names alone where it is not.

use super::courses::StationCourse;
use super::search_feed::Feed;
use crate::library::search::{Asked, Found, IndexFault, Kind, Line, SearchIndex, Tidying, line_of};
use crate::model::id::{CourseId, Hash, Lang, LessonId, Slug};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use crate::library::search::TYPED_CHARS_MAX;

/// Courses and places found, at most.
const FOUND_MAX: usize = 48;
/// About as much text goes into the index in one step: a few thousandths of a second.
const STEP_BYTES: usize = 48 << 10;
/// A transaction ends after so much.
const COMMIT_BYTES: usize = 2 << 20;
/// An index that is damaged so often is left alone until the courses change.
const DAMAGED_MAX: u32 = 3;

/// What fits a search, the best first.
#[derive(Debug, Default)]
pub struct Answer {
    /// Courses whose own words fit.
    pub courses: Vec<Arc<StationCourse>>,
    /// Lessons and glossary words.
    pub hits: Vec<Hit>,
    /// What was looked for instead of what was typed.
    pub instead: Option<String>,
    /// Nothing holds all the words: these hold some.
    pub is_partial: bool,
    /// Not all texts are in the index yet.
    pub is_building: bool,
}

/// A lesson or a word that fits.
#[derive(Debug)]
pub struct Hit {
    /// In which course.
    pub on: Arc<StationCourse>,
    /// What it is.
    pub what: What,
    /// Its name, with the words that fit.
    pub title: Line,
    /// The line that fits; empty where only the name does.
    pub line: Line,
    /// The heading, slide or page where the line stands.
    pub anchor: Option<String>,
    /// The time it is said at.
    pub at_ms: Option<u64>,
}

/// What a hit leads to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// A lesson.
    Lesson(LessonId),
    /// A word that the course explains.
    Term(Slug),
}

/// The index of a station's courses, built in small steps between which it answers.
#[derive(Debug)]
pub struct Searcher {
    place: PathBuf,
    courses: Vec<Arc<StationCourse>>,
    index: Option<SearchIndex>,
    task: Task,
    damaged: u32,
}

#[derive(Debug)]
enum Task {
    Open,
    Compare,
    Forget(Hash),
    Feed(Box<Feeding>),
    Tidy(Tidying),
    Rest,
}

struct Feeding {
    pack: i64,
    feed: Feed,
    bytes: usize,
    manifest: Hash,
}

impl std::fmt::Debug for Feeding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Feeding({})", self.manifest)
    }
}

impl Searcher {
    /// A searcher whose index is, or will be, at `place`. Nothing is opened yet.
    #[must_use]
    pub fn new(place: &Path, courses: Vec<Arc<StationCourse>>) -> Self {
        Self { place: place.to_owned(), courses, index: None, task: Task::Open, damaged: 0 }
    }

    /// Where its index is.
    #[must_use]
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Other courses are on the station now: what is gone is never found again, what is new will be indexed.
    pub fn follow(&mut self, courses: Vec<Arc<StationCourse>>) {
        self.courses = courses;
        self.damaged = 0;
        if let Task::Feed(feeding) = &self.task
            && self.courses.iter().any(|on| on.manifest == feeding.manifest)
        {
            return; // goes on, and compares after it
        }
        self.task = if self.index.is_some() { Task::Compare } else { Task::Open };
    }

    /// Whether there is something to do.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        !matches!(self.task, Task::Rest)
    }

    /// Does a little of what is to do. A damaged index is thrown away and made again; with any other trouble the search
    /// knows names only, and tries again when it is next asked.
    pub fn step(&mut self) {
        let task = std::mem::replace(&mut self.task, Task::Rest);
        match self.next(task) {
            Ok(next) => self.task = next,
            Err(fault) => self.give_up(&fault),
        }
    }

    /// After a fault of ours: the index is closed, and opened again when somebody searches.
    pub fn begin_again(&mut self) {
        self.index = None;
        self.task = Task::Rest;
        self.damaged += 1;
    }

    fn give_up(&mut self, fault: &IndexFault) {
        log::warn!("{fault}");
        self.index = None;
        self.task = Task::Rest;
        if fault.is_damage() && self.damaged < DAMAGED_MAX {
            self.damaged += 1;
            match SearchIndex::make(&self.place) {
                Ok(index) => (self.index, self.task) = (Some(index), Task::Compare),
                Err(fault) => log::warn!("{fault}"),
            }
        }
    }

    fn next(&mut self, task: Task) -> Result<Task, IndexFault> {
        let Some(index) = &mut self.index else {
            self.index = Some(SearchIndex::open(&self.place)?);
            return Ok(Task::Compare);
        };
        Ok(match task {
            Task::Open | Task::Compare => {
                index.commit()?;
                let next = compare(index, &self.courses)?;
                if let Task::Rest = next {
                    log::info!("the search index is whole");
                }
                next
            }
            Task::Forget(manifest) => {
                if index.forget_some(&manifest)? {
                    Task::Forget(manifest)
                } else {
                    Task::Compare
                }
            }
            Task::Feed(mut feeding) => {
                if feed_some(index, &mut feeding)? {
                    Task::Feed(feeding)
                } else {
                    Task::Compare
                }
            }
            Task::Tidy(mut tidying) => {
                if index.tidy_some(&mut tidying)? {
                    Task::Tidy(tidying)
                } else {
                    Task::Compare
                }
            }
            Task::Rest => Task::Rest,
        })
    }

    /// What fits what was typed, in the language of the person first.
    pub fn search(&mut self, typed: &str, lang: &Lang) -> Answer {
        if self.index.is_none() && !self.is_busy() && self.damaged < DAMAGED_MAX {
            self.task = Task::Open;
        }
        let mut answer = Answer::default();
        let mut asked = Asked::of(typed);
        if let Some(index) = &mut self.index {
            match index.find(typed, lang, FOUND_MAX) {
                Ok(finding) => {
                    answer.instead = finding.is_mended.then(|| finding.asked.said());
                    answer.is_partial = finding.is_partial;
                    asked = finding.asked;
                    for found in finding.found {
                        self.put(found, &asked, lang, &mut answer);
                    }
                }
                Err(fault) => self.give_up(&fault),
            }
        }
        let is_filling = self.is_filling();
        if is_filling || self.index.is_none() {
            self.by_name(&asked, lang, &mut answer);
        }
        // Until its words are listed, one that was misspelt is told from one that stands nowhere by nothing.
        let is_nothing = answer.hits.is_empty() && answer.courses.is_empty();
        answer.is_building = is_filling || (is_nothing && self.is_busy());
        answer
    }

    /// Whether texts are still missing from the index.
    fn is_filling(&self) -> bool {
        matches!(self.task, Task::Open | Task::Compare | Task::Forget(_) | Task::Feed(_))
    }

    /// Takes what was found, unless it is on this station no more.
    fn put(&self, found: Found, asked: &Asked, lang: &Lang, answer: &mut Answer) {
        let held = self.courses.iter().find(|on| on.course.id == found.course && on.manifest == found.manifest);
        let Some(on) = held.map(Arc::clone) else { return };
        let what = match found.kind {
            Kind::Course => return answer.courses.push(on),
            Kind::Term => Slug::parse(&found.named).ok().map(What::Term),
            Kind::Lesson | Kind::Text => LessonId::parse(&found.named).ok().map(What::Lesson),
        };
        if let Some(what) = what
            && let Some(title) = title(&on, &what, asked, lang)
        {
            let (anchor, at_ms) = (found.place.anchor, found.place.at_ms);
            answer.hits.push(Hit { on, what, title, line: found.line, anchor, at_ms });
        }
    }

    /// What fits by its name alone and was not found yet.
    fn by_name(&self, asked: &Asked, lang: &Lang, answer: &mut Answer) {
        let known: BTreeSet<(CourseId, What)> =
            answer.hits.iter().map(|hit| (hit.on.course.id.clone(), hit.what.clone())).collect();
        for on in &self.courses {
            let first = on.course.first_language();
            let is_known = answer.courses.iter().any(|held| held.course.id == on.course.id);
            if !is_known && asked.fits(on.course.title.get(lang, first)) {
                answer.courses.push(Arc::clone(on));
            }
            for lesson in on.course.lessons() {
                if answer.hits.len() >= FOUND_MAX {
                    return;
                }
                let what = What::Lesson(lesson.id.clone());
                if !asked.fits(lesson.title.get(lang, first)) || known.contains(&(on.course.id.clone(), what.clone())) {
                    continue;
                }
                if let Some(title) = title(on, &what, asked, lang) {
                    let on = Arc::clone(on);
                    answer.hits.push(Hit { on, what, title, line: Line::default(), anchor: None, at_ms: None });
                }
            }
        }
    }
}

/// The next thing to do: take out what is gone, put in what is missing, then tidy.
fn compare(index: &mut SearchIndex, courses: &[Arc<StationCourse>]) -> Result<Task, IndexFault> {
    let mut wanted: BTreeMap<Hash, Vec<Arc<StationCourse>>> = BTreeMap::new();
    for on in courses {
        wanted.entry(on.manifest).or_default().push(Arc::clone(on));
    }
    let held = index.packs()?;
    let is_useless = |(manifest, is_whole): &(&Hash, &bool)| !**is_whole || !wanted.contains_key(manifest);
    if let Some((manifest, _)) = held.iter().find(is_useless) {
        return Ok(Task::Forget(*manifest));
    }
    if let Some((manifest, courses)) = wanted.iter().find(|(manifest, _)| !held.contains_key(manifest)) {
        let pack = index.begin_pack(manifest)?;
        let feeding = Feeding { pack, feed: Feed::of(courses), bytes: 0, manifest: *manifest };
        return Ok(Task::Feed(Box::new(feeding)));
    }
    Ok(if index.is_tidy()? { Task::Rest } else { Task::Tidy(Tidying::default()) })
}

/// Puts some more of a pack in; whether there is more.
fn feed_some(index: &mut SearchIndex, feeding: &mut Feeding) -> Result<bool, IndexFault> {
    index.begin()?;
    let mut bytes = 0;
    while bytes < STEP_BYTES {
        let Some(entry) = feeding.feed.next() else {
            index.end_pack(feeding.pack)?;
            return Ok(false);
        };
        bytes += entry.size();
        index.add(feeding.pack, &entry)?;
    }
    feeding.bytes += bytes;
    if feeding.bytes >= COMMIT_BYTES {
        feeding.bytes = 0;
        index.commit()?;
    }
    Ok(true)
}

/// The name of what was found, with its words marked. None if the course has no such thing.
fn title(on: &StationCourse, what: &What, asked: &Asked, lang: &Lang) -> Option<Line> {
    let (course, first) = (&on.course, on.course.first_language());
    let text = match what {
        What::Lesson(id) => course.lesson(id)?.title.get(lang, first),
        What::Term(id) => course.term(id)?.term.get(lang, first),
    };
    let marked = line_of(text, asked).filter(|line| line.text == text);
    Some(marked.unwrap_or_else(|| Line { text: text.to_owned(), ..Line::default() }))
}
