//! What stands in the middle of a lesson, by its kind. Each body is given its view when the lesson opens, is asked to
//! draw itself, says what was seen since it was last asked, and takes the news that concern it.

use super::book::Book;
use super::document::Document;
use super::frame::OpenLesson;
use super::quiz::Quiz;
use super::reading::Reading;
use super::report::Seen;
use super::slides::Slides;
use super::video::Video;
use crate::model::kept::Anchor;
use crate::ui::widget::{Notice, Tone};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::LessonContentView;
use crate::worker::{News, Request};
use egui::Ui;

/// See the module.
pub enum Body {
    /// A text.
    Reading(Reading),
    /// Pictures one after another.
    Slides(Slides),
    /// A film.
    Video(Video),
    /// A document of pages.
    Document(Document),
    /// A book.
    Book(Book),
    /// Questions.
    Quiz(Quiz),
    /// A kind this player cannot show yet.
    NeedsNewer,
}

impl Body {
    /// The body for what a worker opened.
    #[must_use]
    pub fn open(content: LessonContentView) -> Self {
        match content {
            LessonContentView::Reading(view) => Self::Reading(Reading::open(view)),
            LessonContentView::Slides(view) => Self::Slides(Slides::open(view)),
            LessonContentView::Video(view) => Self::Video(Video::open(view)),
            LessonContentView::Document(view) => Self::Document(Document::open(view)),
            LessonContentView::Book(view) => Self::Book(Book::open(view)),
            LessonContentView::Quiz(view) => Self::Quiz(Quiz::open(view)),
            LessonContentView::NeedsNewer { .. } => Self::NeedsNewer,
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
        match self {
            Self::Reading(body) => body.show(ui, cx, lesson),
            Self::Slides(body) => body.show(ui, cx, lesson),
            Self::Video(body) => body.show(ui, cx, lesson),
            Self::Document(body) => body.show(ui, cx, lesson),
            Self::Book(body) => body.show(ui, cx, lesson),
            Self::Quiz(body) => body.show(ui, cx, lesson),
            Self::NeedsNewer => {
                crate::ui::screen::page(ui, "needs-newer", |ui| needs_newer(ui, cx));
                None
            }
        }
    }

    /// What was shown since this was last asked; none if there is nothing to tell.
    pub fn seen(&mut self) -> Option<Seen> {
        match self {
            Self::Reading(body) => body.seen(),
            Self::Slides(body) => body.seen(),
            Self::Video(body) => body.seen(),
            Self::Document(body) => body.seen(),
            Self::Book(body) => body.seen(),
            Self::Quiz(_) | Self::NeedsNewer => None, // a quiz tells its answers itself
        }
    }

    /// What is to be saved now, beside what was seen.
    pub fn outgoing(&mut self) -> Vec<Request> {
        if let Self::Quiz(body) = self { body.outgoing() } else { Vec::new() }
    }

    /// The lesson is left: what is still to be saved.
    pub fn leave(&mut self) -> Vec<Request> {
        if let Self::Quiz(body) = self { body.leave() } else { Vec::new() }
    }

    /// The place on screen.
    #[must_use]
    pub fn here(&self) -> Anchor {
        match self {
            Self::Reading(body) => body.here(),
            Self::Slides(body) => body.here(),
            Self::Video(body) => body.here(),
            Self::Document(body) => body.here(),
            Self::Book(body) => body.here(),
            Self::Quiz(body) => body.here(),
            Self::NeedsNewer => Anchor::Start,
        }
    }

    /// The number of the slide or question on screen, from 1.
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        match self {
            Self::Slides(body) => body.number(),
            Self::Quiz(body) => body.number(),
            Self::Reading(_) | Self::Video(_) | Self::Document(_) | Self::Book(_) | Self::NeedsNewer => None,
        }
    }

    /// Goes to a place; says whether it could.
    pub fn go(&mut self, to: &Anchor) -> bool {
        match self {
            Self::Reading(body) => body.go(to),
            Self::Slides(body) => body.go(to),
            Self::Video(body) => body.go(to),
            Self::Document(body) => body.go(to),
            Self::Book(body) => body.go(to),
            Self::Quiz(body) => return body.go(to),
            Self::NeedsNewer => {}
        }
        true
    }

    /// Whether what was shown should be told at once: a slide turned, a page read to its end.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        match self {
            Self::Reading(body) => body.is_urgent(),
            Self::Slides(body) => body.is_urgent(),
            Self::Document(body) => body.is_urgent(),
            Self::Book(body) => body.is_urgent(),
            Self::Video(_) | Self::Quiz(_) | Self::NeedsNewer => false,
        }
    }

    /// Whether time counts now: a film must play, everything else must be on screen.
    #[must_use]
    pub fn is_active(&self) -> bool {
        match self {
            Self::Video(body) => body.is_playing(),
            Self::Reading(_) | Self::Slides(_) | Self::Document(_) | Self::Book(_) | Self::Quiz(_) => true,
            Self::NeedsNewer => false,
        }
    }

    /// Whether it keeps the screen from locking.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        match self {
            Self::Video(body) => body.is_playing(),
            Self::Reading(_)
            | Self::Slides(_)
            | Self::Document(_)
            | Self::Book(_)
            | Self::Quiz(_)
            | Self::NeedsNewer => false,
        }
    }

    /// Nobody sees it: what plays stands still.
    pub fn rest(&mut self) {
        match self {
            Self::Video(body) => body.rest(),
            Self::Reading(_)
            | Self::Slides(_)
            | Self::Document(_)
            | Self::Book(_)
            | Self::Quiz(_)
            | Self::NeedsNewer => {}
        }
    }

    /// Whether it has the whole window, without anything round it.
    #[must_use]
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Video(body) if body.is_full())
    }

    /// Takes news of its lesson; gives back what is not its own.
    pub fn take(&mut self, news: News) -> Option<News> {
        match self {
            Self::Quiz(body) => body.take(news),
            Self::Reading(_)
            | Self::Slides(_)
            | Self::Document(_)
            | Self::Book(_)
            | Self::Video(_)
            | Self::NeedsNewer => Some(news),
        }
    }
}

/// What is said in place of a kind that this player cannot show.
pub fn needs_newer(ui: &mut Ui, cx: &ViewCtx<'_>) {
    let sentence = cx.words.problem("lesson.needs_newer", []);
    Notice::new(Tone::Info, &sentence.what).mend(&sentence.mend).show(ui);
}
