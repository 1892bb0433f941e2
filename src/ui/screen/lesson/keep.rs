//! What a learner keeps of the lesson on screen: the note under their hands, which saves itself, their places and marks,
//! and the way back after taking one away. Draws nothing.

use super::frame::OpenLesson;
use crate::model::kept::Anchor;
use crate::model::trust::FreeText;
use crate::ui::screen::written::Written;
use crate::worker::view::{Kept, KeptRow, KeptSaved};
use crate::worker::{Keep, Request};

/// Two times of a film this near are one place, ms.
const NEAR_MS: u64 = 3_000;

/// The note under the hands.
#[derive(Default)]
pub struct Draft {
    /// Where it belongs; nowhere until the first key.
    pub anchor: Option<Anchor>,
    /// What is written.
    pub written: Written,
    /// Something pasted did not all fit.
    pub is_cut: bool,
}

/// See the module.
#[derive(Default)]
pub struct Keeper {
    /// Whether the drawer is open.
    pub is_open: bool,
    /// Whether it shows the words that the course explains.
    pub shows_words: bool,
    /// What is sought among them.
    pub search: String,
    /// The keyboard goes to the note with the next frame.
    pub wants_field: bool,
    /// The note under the hands.
    pub draft: Draft,
    /// A place to go to with the next frame.
    pub wanted: Option<Anchor>,
    /// A note that goes for good, if the answer is yes.
    pub asked: Option<KeptRow>,
    /// What brings back what was last taken away.
    undo: Option<Keep>,
    /// What was brought back and is not told to be on the disk yet.
    returning: Option<Keep>,
    /// Something could not be done since the last frame.
    has_failed: bool,
    /// What is to be asked of the workers, whatever else was pressed in the same frame.
    outbox: Vec<Request>,
}

impl Keeper {
    /// A change is on the disk.
    pub fn saved(&mut self, saved: &KeptSaved) {
        self.returning = None;
        if let Some(anchor) = &self.draft.anchor {
            self.draft.written.saved(saved.kept.note(anchor), saved.wall_ms);
        }
    }

    /// Something could not be done; whatever was on its way is tried again.
    pub fn failed(&mut self) {
        self.has_failed = true;
        self.undo = self.undo.take().or(self.returning.take());
    }

    /// Puts a request in line.
    pub fn ask(&mut self, request: Option<Request>) {
        self.outbox.extend(request);
    }

    /// All that is in line.
    pub fn outgoing(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.outbox)
    }

    /// The kept place that is as good as `here`.
    #[must_use]
    pub fn place_near<'l>(lesson: &'l OpenLesson, here: &Anchor) -> Option<&'l Anchor> {
        let is_near = |anchor: &Anchor| match (anchor, here) {
            (Anchor::Time(a), Anchor::Time(b)) => a.abs_diff(*b) <= NEAR_MS,
            (a, b) => a == b,
        };
        let mut places = lesson.kept.rows.iter().filter(|row| matches!(row.what, Kept::Place)).map(|row| &row.anchor);
        places.find(|anchor| is_near(anchor))
    }

    /// Keeps the place, or no longer.
    pub fn turn_place(&mut self, lesson: &OpenLesson, here: &Anchor) -> Request {
        let (anchor, on) = match Self::place_near(lesson, here) {
            Some(near) => (near.clone(), false),
            None => (here.clone(), true),
        };
        let (course, lesson) = names(lesson);
        if !on {
            let (course, lesson, anchor) = (course.clone(), lesson.clone(), anchor.clone());
            self.undo = Some(Keep::Place { course, lesson, anchor, on: true });
        }
        Request::Keep(Keep::Place { course, lesson, anchor, on })
    }

    /// Something was typed: with the first key the note gets its place. What was written there before stays above it;
    /// true if something was.
    pub fn typed(&mut self, lesson: &OpenLesson, here: &Anchor, mono_ms: u64) -> bool {
        self.undo = None;
        let mut is_joined = false;
        if self.draft.anchor.is_none() {
            let before = lesson.kept.note(here);
            let mut written = Written::new(before);
            let typed = std::mem::take(&mut self.draft.written.text);
            is_joined = !before.is_empty();
            written.text = if is_joined { format!("{before}\n\n{typed}") } else { typed };
            self.draft.written = written;
            self.draft.anchor = Some(here.clone());
        }
        self.draft.written.typed(mono_ms);
        is_joined
    }

    /// The note that is to be saved now.
    pub fn due(&mut self, lesson: &OpenLesson, mono_ms: u64) -> Option<Request> {
        if std::mem::take(&mut self.has_failed) {
            self.draft.written.failed(mono_ms);
        }
        let anchor = self.draft.anchor.clone()?;
        let text = self.draft.written.due(mono_ms)?;
        Some(note(lesson, anchor, text))
    }

    /// The note is left: what is to be saved at once.
    pub fn left(&mut self, lesson: &OpenLesson) -> Option<Request> {
        let anchor = self.draft.anchor.clone()?;
        let text = self.draft.written.left()?;
        Some(note(lesson, anchor, text))
    }

    /// Another note comes under the hands: an empty one, or the one of a row. What the one before still has to save.
    pub fn turn_to(&mut self, lesson: &OpenLesson, row: Option<&KeptRow>) -> Option<Request> {
        let left = self.left(lesson);
        if row.is_some_and(|row| self.draft.anchor.as_ref() == Some(&row.anchor)) {
            return left; // what is under the hands is newer than the row
        }
        self.draft = match row {
            Some(KeptRow { what: Kept::Note(text), anchor, .. }) => {
                Draft { anchor: Some(anchor.clone()), written: Written::new(text), is_cut: false }
            }
            _ => Draft::default(),
        };
        left
    }

    /// A row is to go: at once if it can come back, else after a question.
    pub fn wants_away(&mut self, lesson: &OpenLesson, row: &KeptRow) {
        if can_come_back(lesson, row) {
            let removed = self.remove(lesson, row);
            self.ask(Some(removed));
        } else {
            self.asked = Some(row.clone());
        }
    }

    /// Takes a row away. What comes back of a note are the words under the hands, which are newer than the row.
    pub fn remove(&mut self, lesson: &OpenLesson, row: &KeptRow) -> Request {
        let (course, id) = names(lesson);
        let anchor = row.anchor.clone();
        let is_in_hand = matches!(row.what, Kept::Note(_)) && self.draft.anchor.as_ref() == Some(&anchor);
        let now = if is_in_hand { self.draft.written.text.as_str() } else { "" };
        let keep = |on: bool| match &row.what {
            Kept::Note(text) => {
                let last = if now.is_empty() { text.as_str() } else { now };
                let text = if on { last.to_owned() } else { String::new() };
                Keep::Note { course: course.clone(), lesson: id.clone(), anchor: anchor.clone(), text }
            }
            Kept::Place => Keep::Place { course: course.clone(), lesson: id.clone(), anchor: anchor.clone(), on },
            Kept::Mark(range) => {
                Keep::Marks { course: course.clone(), lesson: id.clone(), changes: vec![(*range, on)] }
            }
        };
        self.undo = can_come_back(lesson, row).then(|| keep(true));
        let gone = keep(false);
        if is_in_hand {
            self.draft = Draft::default();
        }
        Request::Keep(gone)
    }

    /// Whether something was just taken away and can come back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.undo.is_some()
    }

    /// Brings it back.
    pub fn bring_back(&mut self) -> Option<Request> {
        self.returning = self.undo.take();
        self.returning.clone().map(Request::Keep)
    }

    /// Whether there is room for notes here.
    #[must_use]
    pub fn may_write(lesson: &OpenLesson) -> bool {
        lesson.kept.free_text != FreeText::Off
    }
}

/// Where nobody may write notes, the words of one that was taken away could not be written again.
fn can_come_back(lesson: &OpenLesson, row: &KeptRow) -> bool {
    Keeper::may_write(lesson) || !matches!(row.what, Kept::Note(_))
}

fn names(lesson: &OpenLesson) -> (crate::model::id::CourseId, crate::model::id::LessonId) {
    (lesson.course.course.clone(), lesson.row.lesson.clone())
}

fn note(lesson: &OpenLesson, anchor: Anchor, text: String) -> Request {
    let (course, lesson) = names(lesson);
    Request::Keep(Keep::Note { course, lesson, anchor, text })
}
