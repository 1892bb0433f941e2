//! The body of a lesson of the kind "quiz": what it asks before it begins, one question at a time, how it came out, and
//! a look back at the answers. Every answer is saved as it is given; right and wrong come from the workers, never from
//! here. An attempt that was cut short opens at its question by itself.

mod before;
mod choose;
mod clock;
mod draft;
mod gaps;
mod holding;
mod order;
mod pairs;
mod place;
mod point;
mod question;
mod result;
mod told;

use super::frame::OpenLesson;
use crate::model::id::{CourseId, LessonId};
use crate::model::markdown::Reading as Parsed;
use crate::ui::screen::written::Written;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, reading, say, scroll_keys};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{AttemptView, FinishView, PictureView, QuizView, RestudyView, TallyView};
use crate::worker::{News, Request};
use clock::Clock;
use draft::Draft;
use egui::{Align, Image, Layout, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use std::collections::HashMap;

/// A longer gap between two frames was sleep, and counts for nothing.
const GAP_MS_MAX: u64 = 7_000;
/// The width of a question's column at 100 %.
const COLUMN: f32 = 720.0;
/// A picture beside a question is no higher than this.
const PICTURE_HEIGHT_MAX: f32 = 320.0;

/// See the module.
pub struct Quiz {
    view: QuizView,
    stage: Stage,
    texts: Texts,
}

enum Stage {
    /// Before it begins, or goes on.
    Before { is_asked: bool },
    /// In an attempt.
    In(Box<Running>),
    /// Handed in.
    After(Box<FinishView>),
    /// Looking back at the last attempt.
    Review,
}

struct Running {
    attempt: AttemptView,
    /// The question on screen; `questions.len()` is the page to hand in from.
    at: usize,
    draft: Draft,
    /// How what stands there is saved.
    held: Written,
    /// What is to be asked of the workers, whatever else was pressed in the same frame.
    outbox: Vec<Request>,
    hints: usize,
    active_ms: u64,
    last_mono_ms: u64,
    /// Sent, not yet told to be saved.
    is_sent: bool,
    clock: Clock,
    /// The next question comes up by the keyboard: its first control takes the keyboard, once.
    is_by_key: bool,
}

/// Markdown parsed once.
#[derive(Default)]
struct Texts(HashMap<String, Parsed>);

impl Texts {
    fn show(&mut self, ui: &mut Ui, text: &str) {
        if !self.0.contains_key(text) {
            self.0.insert(text.to_owned(), Parsed::parse(text));
        }
        if let Some(parsed) = self.0.get(text) {
            reading::show(ui, &parsed.blocks, reading::Around::NOTHING);
        }
    }
}

fn hints_shown(attempt: &AttemptView, at: usize) -> usize {
    attempt.questions.get(at).map_or(0, |question| question.hints_shown as usize)
}

impl Running {
    fn new(attempt: AttemptView) -> Self {
        let at = attempt.position;
        let mut running = Self {
            at,
            draft: Draft::default(),
            held: Written::default(),
            outbox: Vec::new(),
            hints: hints_shown(&attempt, at),
            active_ms: 0,
            last_mono_ms: 0,
            is_sent: false,
            clock: Clock::of(attempt.left_ms),
            is_by_key: false,
            attempt,
        };
        running.take_up();
        running
    }

    /// The first question without an answer.
    fn first_open(&self) -> Option<usize> {
        self.attempt.questions.iter().position(|question| question.given.is_none())
    }

    fn tick(&mut self, cx: &ViewCtx<'_>) {
        let since = cx.mono_ms.saturating_sub(self.last_mono_ms);
        if self.last_mono_ms > 0 && since <= GAP_MS_MAX && cx.is_attended() {
            self.active_ms += since;
        }
        self.last_mono_ms = cx.mono_ms;
    }
}

impl Quiz {
    /// The body for an opened lesson; an attempt that was cut short goes on where it was.
    #[must_use]
    pub fn open(view: QuizView) -> Self {
        Self { view, stage: Stage::Before { is_asked: false }, texts: Texts::default() }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
        let Self { view, stage, texts } = self;
        if let (Stage::Before { is_asked }, true) = (&mut *stage, view.running.is_some())
            && !std::mem::replace(is_asked, true)
        {
            return Some(start(view)); // straight to the question it was cut at
        }
        let id = match stage {
            Stage::Before { .. } => ("quiz", usize::MAX),
            Stage::In(running) => ("quiz", running.at),
            Stage::After(_) => ("quiz", usize::MAX - 1),
            Stage::Review => ("quiz", usize::MAX - 2),
        };
        let told = column(ui, id, |ui| match stage {
            Stage::Before { is_asked } => before::show(ui, cx, view, lesson, is_asked),
            Stage::In(running) => Told::Action(question::show(ui, cx, running, texts, view)),
            Stage::After(finish) => result::show(ui, cx, finish, texts, lesson),
            Stage::Review => result::review(ui, cx, view, texts),
        });
        match told {
            Told::Action(action) => action,
            Told::Again => {
                self.stage = Stage::Before { is_asked: true };
                Some(start(&self.view))
            }
            Told::Review => {
                self.stage = Stage::Review;
                None
            }
            Told::Before => {
                self.stage = Stage::Before { is_asked: false };
                None
            }
        }
    }

    /// What is to be saved now.
    pub fn outgoing(&mut self) -> Vec<Request> {
        match &mut self.stage {
            Stage::In(running) => std::mem::take(&mut running.outbox),
            Stage::Before { .. } | Stage::After(_) | Stage::Review => Vec::new(),
        }
    }

    /// The lesson is left: what is still to be saved.
    pub fn leave(&mut self) -> Vec<Request> {
        if let Stage::In(running) = &mut self.stage {
            running.put_by();
        }
        self.outgoing()
    }

    /// Takes `Attempt`, `Drafted`, `Answered` and `Finished`, and that an answer could not be saved; gives back the rest.
    pub fn take(&mut self, news: News) -> Option<News> {
        match (news, &mut self.stage) {
            (News::Attempt(attempt), _) if attempt.lesson == self.view.lesson => {
                self.stage = Stage::In(Box::new(Running::new(attempt)));
                None
            }
            (News::Answered(answer), Stage::In(running)) if answer.attempt == running.attempt.attempt => {
                let place = running.attempt.questions.iter().position(|q| q.question == answer.question.question);
                running.attempt.position = answer.position;
                running.attempt.tally = answer.tally;
                running.clock.set(answer.left_ms);
                if let Some(place) = place {
                    let is_told = answer.question.told.is_some();
                    running.attempt.questions[place] = answer.question;
                    running.is_given(place);
                    if place == running.at && !is_told {
                        running.turn(place + 1);
                    }
                    running.is_sent = false;
                }
                None
            }
            (News::Drafted(draft), Stage::In(running)) => {
                running.is_held(&draft);
                None
            }
            (News::Finished(finish), _) => {
                self.view = finish.quiz.clone();
                self.stage = Stage::After(Box::new(finish));
                None
            }
            (News::Failed(problem), stage) => {
                match stage {
                    // An attempt that cannot be gone on with now is not asked for again and again.
                    Stage::Before { is_asked } => {
                        *is_asked = false;
                        self.view.running = None;
                    }
                    Stage::In(running) => {
                        running.is_sent = false;
                        running.held.failed(running.last_mono_ms);
                    }
                    Stage::After(_) | Stage::Review => {}
                }
                Some(News::Failed(problem))
            }
            (other, _) => Some(other),
        }
    }
}

/// What a page of the quiz asks for.
enum Told {
    /// Of the parent.
    Action(Option<Action>),
    /// Of the quiz: once more.
    Again,
    /// Of the quiz: the answers of the last attempt.
    Review,
    /// Of the quiz: its first page.
    Before,
}

/// A page with one column in the middle, scrolled also by the keyboard.
fn column<R>(ui: &mut Ui, id: (&str, usize), add: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = Tokens::of(ui);
    ScrollArea::vertical()
        .id_salt(id)
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let place = ui.available_rect_before_wrap();
            let width = (place.width() - 2.0 * space::XL).min(tokens.scaled(COLUMN));
            let left = place.left() + (place.width() - width) / 2.0;
            let top = place.top() + space::XL;
            let rect = Rect::from_min_max(pos2(left, top), pos2(left + width, f32::INFINITY));
            let inner = ui.scope_builder(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)), add);
            ui.add_space(space::XXL);
            let moved = scroll_keys::moved_to_ends(ui, ui.clip_rect().height(), space::PAGE);
            if moved != 0.0 {
                ui.scroll_with_delta(vec2(0.0, -moved));
            }
            inner.inner
        })
        .inner
}

fn start(view: &QuizView) -> Action {
    Action::Ask(Request::StartAttempt { course: view.course.clone(), lesson: view.lesson.clone() })
}

/// "3 of the last 5 right".
fn tally_words(cx: &ViewCtx<'_>, tally: TallyView) -> String {
    cx.with("quiz-tally", &[("right", tally.right.into()), ("of", tally.of.into())])
}

/// The way to where an answer is taught: the lesson, and the second of a film.
fn restudy_ui(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseId, restudy: &RestudyView) -> Option<Action> {
    let title = restudy.title.as_str().into();
    let label = match restudy.at_ms {
        Some(ms) => {
            cx.with("quiz-look-again-at", &[("lesson", title), ("time", cx.words.position(ms).as_str().into())])
        }
        None => cx.with("quiz-look-again", &[("lesson", title)]),
    };
    let lesson: LessonId = restudy.lesson.clone();
    if !ui.add(Button::quiet(&label).icon(if restudy.at_ms.is_some() { Icon::Play } else { Icon::Reading })).clicked() {
        return None;
    }
    if let Some(place) = restudy.at_ms.map(super::at).or_else(|| restudy.anchor.clone()) {
        super::leave_for(ui.ctx(), &lesson, &place);
    }
    Some(Action::Go(Screen::Lesson(course.clone(), lesson)))
}

/// A picture, or what it shows while it cannot be drawn.
fn picture_ui(ui: &mut Ui, cx: &ViewCtx<'_>, picture: &PictureView, height_max: f32) {
    let Some(texture) = cx.pictures.texture(picture) else {
        if cx.pictures.is_unreadable(picture) {
            return lost_ui(ui, cx, &picture.alt);
        }
        say::muted(ui, &picture.alt);
        return;
    };
    let scale = (ui.available_width() / texture.size.x).min(height_max / texture.size.y).min(1.0);
    let (rect, response) = ui.allocate_exact_size(vec2(texture.size.x * scale, texture.size.y * scale), Sense::hover());
    Image::from_texture(texture).corner_radius(space::CORNER_SMALL).paint_at(ui, rect);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &picture.alt));
}

/// The words for a picture that is not in its pack as it should be.
pub(super) fn lost_ui(ui: &mut Ui, cx: &ViewCtx<'_>, alt: &str) {
    say::labelled(
        ui,
        Icon::Picture,
        &cx.with("quiz-picture-lost", &[("alt", alt.into())]),
        Tokens::of(ui).palette.muted,
    );
}
