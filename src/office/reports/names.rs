//! Names for ids: facilities, courses, programmes, and the lessons and questions of courses that an answer is about.

use crate::format::trust::Trust;
use crate::model::course::Course;
use crate::model::id::{CourseId, Lang, LessonId, QuestionId, Slug};
use crate::model::text::Text;
use crate::office::registry::{Registry, RegistryError};
use std::collections::BTreeMap;

/// Most characters of a question that a row shows.
const PROMPT_CHARS_MAX: usize = 80;

/// Names, in the office's language where there are several.
pub(super) struct Names {
    lang: Option<Lang>,
    facilities: BTreeMap<String, String>,
    titles: BTreeMap<String, String>,
    /// The office's own name.
    pub office: String,
}

impl Names {
    pub(super) fn read(
        registry: &Registry,
        trust: &Trust,
        office: &Slug,
        lang: Option<Lang>,
    ) -> Result<Self, RegistryError> {
        let known = trust.root.office(office);
        let facilities = known.into_iter().flat_map(|office| &office.facilities);
        let facilities = facilities.map(|facility| (facility.id.to_string(), facility.name.clone())).collect();
        let title = |(titles, first): (String, String)| {
            let (text, first) = (serde_json::from_str::<Text>(&titles).ok()?, Lang::parse(&first).ok()?);
            Some(text.get(lang.as_ref().unwrap_or(&first), &first).to_owned())
        };
        let titles = registry.summary_titles()?;
        let titles = titles.into_iter().filter_map(|(id, titles)| Some((id, title(titles)?))).collect();
        Ok(Self { office: known.map(|office| office.name.clone()).unwrap_or_default(), lang, facilities, titles })
    }

    /// A facility's name; its id where the root has no name for it.
    pub(super) fn facility(&self, id: &str) -> String {
        self.facilities.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    /// The title of a course or programme; its id where it is not approved here.
    pub(super) fn title(&self, id: &str) -> String {
        self.titles.get(id).cloned().unwrap_or_else(|| id.to_owned())
    }

    fn text<'a>(&self, course: &'a Course, text: &'a Text) -> &'a str {
        let first = course.first_language();
        text.get(self.lang.as_ref().unwrap_or(first), first)
    }

    /// A title out of a document.
    pub(super) fn of(&self, text: &Text, first: &Lang) -> String {
        text.get(self.lang.as_ref().unwrap_or(first), first).to_owned()
    }

    /// A lesson's title.
    pub(super) fn lesson(&self, course: Option<&Course>, lesson: &str) -> String {
        let known = LessonId::parse(lesson).ok().and_then(|id| Some((course?, course?.lesson(&id)?)));
        known.map_or_else(|| lesson.to_owned(), |(course, lesson)| self.text(course, &lesson.title).to_owned())
    }

    /// How a question begins, if the newest edition still asks it in this revision.
    pub(super) fn prompt(&self, course: Option<&Course>, lesson: &str, question: &str, rev: &str) -> Option<String> {
        let course = course?;
        let (lesson, question) = (LessonId::parse(lesson).ok()?, QuestionId::parse(question).ok()?);
        let found = course.question(&lesson, &question).filter(|found| found.rev.to_string() == rev)?;
        let words: Vec<&str> = self.text(course, &found.prompt).split_whitespace().collect();
        let words = words.join(" ");
        let is_long = words.chars().count() > PROMPT_CHARS_MAX;
        let mut shown: String = words.chars().take(PROMPT_CHARS_MAX).collect();
        if is_long {
            shown.push('…');
        }
        Some(shown)
    }
}

/// The newest editions of courses, read as they are asked for.
pub(super) struct Courses<'a> {
    registry: &'a Registry,
    read: BTreeMap<String, Option<Course>>,
}

impl<'a> Courses<'a> {
    pub(super) fn new(registry: &'a Registry) -> Self {
        Self { registry, read: BTreeMap::new() }
    }

    /// The newest edition of a course; nothing if it is not approved here.
    pub(super) fn get(&mut self, id: &str) -> Result<Option<&Course>, RegistryError> {
        if !self.read.contains_key(id) {
            let course = match CourseId::parse(id) {
                Ok(course) => self.registry.course(&course)?.pop().map(|row| row.course),
                Err(_) => None, // not a course's id: nothing is known of it
            };
            self.read.insert(id.to_owned(), course);
        }
        Ok(self.read.get(id).and_then(Option::as_ref))
    }
}
