//! What a learner keeps: notes, highlights, bookmarks, forms, journal, goals, reviews, shortlists, outside credentials
//! and credits. The latest of each counts; an empty note is no note.

use super::fold::{Order, keep_last};
use super::stamp::Stamp;
use crate::model::event::{Body, CredentialOutside, CreditGranted, FormSaved, LessonRef};
use crate::model::id::{CourseId, Hash, LessonId, ProgrammeId, QuestionId, Slug};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

type Latest<T> = BTreeMap<String, (Order, T)>;

/// All of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keepings {
    lessons: BTreeMap<CourseId, BTreeMap<LessonId, LessonKeepings>>,
    journal: BTreeMap<Slug, (Order, String)>,
    #[serde(default)]
    packet: BTreeMap<Slug, (Order, Option<String>)>,
    goals: BTreeMap<ProgrammeId, BTreeMap<Slug, Goal>>,
    cards: BTreeMap<CourseId, BTreeMap<QuestionId, (Order, Card)>>,
    shortlists: BTreeMap<Slug, Latest<bool>>,
    preferences: BTreeMap<Slug, (Order, String)>,
    credentials: BTreeMap<Hash, CredentialOutside>,
    credits: BTreeMap<Hash, (u64, CreditGranted)>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct LessonKeepings {
    notes: Latest<String>,
    bookmarks: Latest<bool>,
    highlights: Latest<bool>,
    form: Option<(Order, Map<String, Value>)>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Goal {
    set: Option<(Order, bool)>,
    is_signed_off: bool,
}

/// How the last review of a question went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The question's revision.
    pub rev: u32,
    /// 1 (not at all) to 4 (easily).
    pub rating: u32,
    /// When, ms by the wall clock.
    pub wall_ms: u64,
}

impl Keepings {
    pub(super) fn form(&mut self, order: Order, body: &FormSaved) {
        super::fold::keep_latest(&mut self.lesson(&body.at).form, order, body.values.clone());
    }

    /// Takes an event of these kinds; says whether it was one.
    pub(super) fn take(&mut self, stamp: &Stamp, body: &Body) -> bool {
        let order = stamp.order;
        match body {
            Body::NoteSaved(body) => {
                keep_last(&mut self.lesson(&body.at).notes, &body.anchor, order, body.text.clone());
            }
            Body::BookmarkSet(body) => keep_last(&mut self.lesson(&body.at).bookmarks, &body.anchor, order, body.on),
            Body::HighlightSet(body) => {
                let key = format!("{}:{}-{}", body.at.edition, body.range[0], body.range[1]);
                keep_last(&mut self.lesson(&body.at).highlights, &key, order, body.on);
            }
            Body::JournalSaved(body) => keep_last(&mut self.journal, &body.entry, order, body.text.clone()),
            Body::PacketChosen(body) if stamp.is_by_learner() => {
                keep_last(&mut self.packet, &body.entry, order, body.text.clone());
            }
            Body::GoalSet(body) => {
                let goal = self.goals.entry(body.programme.clone()).or_default().entry(body.goal.clone()).or_default();
                super::fold::keep_latest(&mut goal.set, order, body.done);
            }
            Body::GoalSignedOff(body) => {
                let goal = self.goals.entry(body.programme.clone()).or_default().entry(body.goal.clone()).or_default();
                goal.is_signed_off |= stamp.is_by_authority();
            }
            Body::CardReviewed(body) => {
                let card = Card { rev: body.rev, rating: body.rating, wall_ms: stamp.wall_ms };
                keep_last(self.cards.entry(body.course.clone()).or_default(), &body.question, order, card);
            }
            Body::ShortlistSet(body) => {
                keep_last(self.shortlists.entry(body.directory.clone()).or_default(), &body.record, order, body.on);
            }
            Body::PreferenceSet(body) => keep_last(&mut self.preferences, &body.key, order, body.value.clone()),
            Body::CredentialOutside(body) if stamp.is_by_authority() => {
                self.credentials.insert(order.1, body.clone());
            }
            Body::CreditGranted(body) if stamp.is_by_authority() => {
                self.credits.insert(order.1, (stamp.wall_ms, body.clone()));
            }
            _ => return false,
        }
        true
    }

    fn lesson(&mut self, at: &LessonRef) -> &mut LessonKeepings {
        self.lessons.entry(at.course.clone()).or_default().entry(at.lesson.clone()).or_default()
    }

    /// The notes of a lesson by anchor.
    pub fn notes(&self, course: &CourseId, lesson: &LessonId) -> impl Iterator<Item = (&str, &str)> {
        let notes = self.lessons.get(course).and_then(|lessons| lessons.get(lesson)).map(|lesson| &lesson.notes);
        let all = notes.into_iter().flatten().map(|(anchor, (_, text))| (anchor.as_str(), text.as_str()));
        all.filter(|(_, text)| !text.is_empty())
    }

    /// The anchors bookmarked in a lesson.
    pub fn bookmarks(&self, course: &CourseId, lesson: &LessonId) -> impl Iterator<Item = &str> {
        let lesson = self.lessons.get(course).and_then(|lessons| lessons.get(lesson));
        lesson.into_iter().flat_map(|lesson| on(&lesson.bookmarks))
    }

    /// The highlights of a lesson as it was in `edition`: ranges of its text, the first one first.
    #[must_use]
    pub fn highlights(&self, course: &CourseId, lesson: &LessonId, edition: u32) -> Vec<[u64; 2]> {
        let lesson = self.lessons.get(course).and_then(|lessons| lessons.get(lesson));
        let keys = lesson.into_iter().flat_map(|lesson| on(&lesson.highlights));
        let mut ranges: Vec<[u64; 2]> = keys
            .filter_map(|key| {
                let (of, range) = key.split_once(':')?;
                let (from, to) = range.split_once('-')?;
                (of.parse() == Ok(edition)).then_some(())?;
                Some([from.parse().ok()?, to.parse().ok()?]) // made by [`Keepings::take`] only
            })
            .collect();
        ranges.sort_unstable();
        ranges
    }

    /// How many highlights there are of a lesson, of whichever edition.
    #[must_use]
    pub fn highlight_count(&self, course: &CourseId, lesson: &LessonId) -> usize {
        let lesson = self.lessons.get(course).and_then(|lessons| lessons.get(lesson));
        lesson.into_iter().flat_map(|lesson| on(&lesson.highlights)).count()
    }

    /// The lessons that anything is kept of.
    pub fn lessons(&self) -> impl Iterator<Item = (&CourseId, &LessonId)> {
        self.lessons.iter().flat_map(|(course, lessons)| lessons.keys().map(move |lesson| (course, lesson)))
    }

    /// The last saved values of a form.
    #[must_use]
    pub fn form_values(&self, course: &CourseId, lesson: &LessonId) -> Option<&Map<String, Value>> {
        self.lessons.get(course)?.get(lesson)?.form.as_ref().map(|(_, values)| values)
    }

    /// The journal.
    pub fn journal(&self) -> impl Iterator<Item = (&Slug, &str)> {
        self.journal.iter().map(|(entry, (_, text))| (entry, text.as_str())).filter(|(_, text)| !text.is_empty())
    }

    /// The entries of the journal and the notes that the learner put into their packet, as they stood then.
    pub fn packet(&self) -> impl Iterator<Item = (&Slug, &str)> {
        self.packet.iter().filter_map(|(entry, (_, text))| Some((entry, text.as_deref()?)))
    }

    /// The events of the learner's last choice for each page of their packet.
    pub fn packet_choices(&self) -> impl Iterator<Item = &Hash> {
        self.packet.values().map(|((_, event), _)| event)
    }

    /// The goals of a programme that are reached.
    #[must_use]
    pub fn goals_reached(&self, programme: &ProgrammeId) -> BTreeSet<&Slug> {
        let goals = self.goals.get(programme).into_iter().flatten();
        goals
            .filter(|(_, goal)| goal.is_signed_off || goal.set.is_some_and(|(_, done)| done))
            .map(|(id, _)| id)
            .collect()
    }

    /// Whether a mentor signed a goal off.
    #[must_use]
    pub fn is_goal_signed_off(&self, programme: &ProgrammeId, goal: &Slug) -> bool {
        self.goals.get(programme).and_then(|goals| goals.get(goal)).is_some_and(|goal| goal.is_signed_off)
    }

    /// The last reviews of a course's questions.
    pub fn cards(&self, course: &CourseId) -> impl Iterator<Item = (&QuestionId, &Card)> {
        self.cards.get(course).into_iter().flatten().map(|(question, (_, card))| (question, card))
    }

    /// The records kept of a directory.
    pub fn shortlist(&self, directory: &Slug) -> impl Iterator<Item = &str> {
        self.shortlists.get(directory).into_iter().flat_map(on)
    }

    /// The learner's own settings.
    pub fn preferences(&self) -> impl Iterator<Item = (&Slug, &str)> {
        self.preferences.iter().map(|(key, (_, value))| (key, value.as_str()))
    }

    /// What they earned elsewhere, as staff or the office wrote it down, by the event that did.
    pub fn credentials(&self) -> impl Iterator<Item = (&Hash, &CredentialOutside)> {
        self.credentials.iter()
    }

    /// Credit that staff or the office gave them, by the event that did, with its wall time in ms.
    pub fn credits(&self) -> impl Iterator<Item = (&Hash, u64, &CreditGranted)> {
        self.credits.iter().map(|(event, (wall_ms, credit))| (event, *wall_ms, credit))
    }
}

fn on(map: &Latest<bool>) -> impl Iterator<Item = &str> {
    map.iter().filter(|(_, (_, is_on))| *is_on).map(|(key, _)| key.as_str())
}
