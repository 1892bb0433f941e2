//! The body of a lesson of the kind "quiz": what it asks before it begins, one question at a time, and how it came out.
//! Every answer is saved as it is given; right and wrong come from the workers, never from here.

mod draft;
mod question;
mod result;

use super::frame::OpenLesson;
use crate::model::id::{CourseId, LessonId};
use crate::model::markdown::Reading as Parsed;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, Notice, Tone, card, reading, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{AttemptView, FinishView, PassView, QuizClosed, QuizView, RestudyView};
use crate::worker::{News, Request};
use draft::Draft;
use egui::{Align, Layout, Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};
use std::collections::HashMap;

/// A longer gap between two frames was sleep, and counts for nothing.
const GAP_MS_MAX: u64 = 7_000;
/// The width of a question's column at 100 %.
const COLUMN: f32 = 720.0;

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
}

struct Running {
    attempt: AttemptView,
    /// The question on screen; `questions.len()` is the page to hand in from.
    at: usize,
    draft: Draft,
    hints: usize,
    active_ms: u64,
    last_mono_ms: u64,
    /// Sent, not yet told to be saved.
    is_sent: bool,
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

impl Running {
    fn new(attempt: AttemptView) -> Self {
        let at = attempt.position;
        let draft = attempt.questions.get(at).map(Draft::of).unwrap_or_default();
        Self { attempt, at, draft, hints: 0, active_ms: 0, last_mono_ms: 0, is_sent: false }
    }

    fn turn(&mut self, at: usize) {
        self.at = at.min(self.attempt.questions.len());
        self.draft = self.attempt.questions.get(self.at).map(Draft::of).unwrap_or_default();
        self.hints = 0;
        self.active_ms = 0;
        self.is_sent = false;
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
        let id = match stage {
            Stage::Before { .. } => ("quiz", usize::MAX),
            Stage::In(running) => ("quiz", running.at),
            Stage::After(_) => ("quiz", usize::MAX - 1),
        };
        let again = column(ui, id, |ui| match stage {
            Stage::Before { is_asked } => Told::Action(before(ui, cx, view, lesson, is_asked)),
            Stage::In(running) => Told::Action(question::show(ui, cx, running, texts)),
            Stage::After(finish) => result::show(ui, cx, finish, texts, lesson),
        });
        match again {
            Told::Action(action) => action,
            Told::Again => {
                self.stage = Stage::Before { is_asked: true };
                Some(start(&self.view))
            }
        }
    }

    /// Takes `Attempt`, `Answered` and `Finished`, and that an answer could not be saved; gives back the rest.
    pub fn take(&mut self, news: News) -> Option<News> {
        match (news, &mut self.stage) {
            (News::Attempt(attempt), _) => {
                self.stage = Stage::In(Box::new(Running::new(attempt)));
                None
            }
            (News::Answered(answer), Stage::In(running)) if answer.attempt == running.attempt.attempt => {
                let place = running.attempt.questions.iter().position(|q| q.question == answer.question.question);
                running.attempt.position = answer.position;
                if let Some(place) = place {
                    let is_told = answer.question.told.is_some();
                    running.attempt.questions[place] = answer.question;
                    if place == running.at && !is_told {
                        running.turn(place + 1);
                    }
                    running.is_sent = false;
                }
                None
            }
            (News::Finished(finish), _) => {
                self.view = finish.quiz.clone();
                self.stage = Stage::After(Box::new(finish));
                None
            }
            (News::Failed(problem), stage) => {
                match stage {
                    Stage::Before { is_asked } => *is_asked = false,
                    Stage::In(running) => running.is_sent = false,
                    Stage::After(_) => {}
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
}

/// A scrolling page with one column in the middle.
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
            inner.inner
        })
        .inner
}

fn start(view: &QuizView) -> Action {
    Action::Ask(Request::StartAttempt { course: view.course.clone(), lesson: view.lesson.clone() })
}

/// What is asked, what passes, and the way in.
fn before(ui: &mut Ui, cx: &ViewCtx<'_>, view: &QuizView, lesson: &OpenLesson, is_asked: &mut bool) -> Option<Action> {
    say::title(ui, &lesson.row.title);
    ui.add_space(space::S);
    let mut action = None;
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        let count = view.questions.into();
        say::labelled(ui, Icon::Quiz, &cx.with("quiz-questions", &[("count", count)]), Tokens::of(ui).palette.ink);
        say::labelled(ui, Icon::Target, &pass_words(cx, view.pass), Tokens::of(ui).palette.ink);
        if let Some(minutes) = view.limit_minutes {
            let words = cx.with("quiz-limit", &[("count", minutes.into())]);
            say::labelled(ui, Icon::Clock, &words, Tokens::of(ui).palette.ink);
        }
        let words = match view.attempts_max {
            None => cx.say("quiz-tries-free"),
            Some(max) => {
                let left = max.saturating_sub(view.attempts_done);
                cx.with("quiz-tries-left", &[("left", left.into()), ("max", max.into())])
            }
        };
        say::labelled(ui, Icon::Refresh, &words, Tokens::of(ui).palette.ink);
        say::labelled(ui, Icon::Save, &cx.say("quiz-saved-as-given"), Tokens::of(ui).palette.ink);
        if let Some(permille) = view.score_permille {
            let key = if view.is_passed { "quiz-passed-with" } else { "quiz-best-so-far" };
            let words = cx.with(key, &[("percent", (permille / 10).into())]);
            let tone = if view.is_passed { Tone::Ok } else { Tone::Info };
            Notice::new(tone, &words).show(ui);
        }
        ui.add_space(space::S);
        action = way_in(ui, cx, view, is_asked);
    });
    action
}

fn way_in(ui: &mut Ui, cx: &ViewCtx<'_>, view: &QuizView, is_asked: &mut bool) -> Option<Action> {
    if let (Some(closed), None) = (view.closed, &view.running) {
        Notice::new(Tone::Info, &closed_words(cx, closed)).show(ui);
        return None;
    }
    let label = match &view.running {
        Some(running) => cx.with("quiz-go-on", &[("number", (running.position as u32 + 1).into())]),
        None if view.attempts_done > 0 => cx.say("quiz-try-again"),
        None => cx.say("quiz-start"),
    };
    let is_clicked = ui.add(Button::primary(&label).icon_last(Icon::Next).enabled(!*is_asked)).clicked();
    *is_asked |= is_clicked;
    is_clicked.then(|| start(view))
}

fn pass_words(cx: &ViewCtx<'_>, pass: PassView) -> String {
    match pass {
        PassView::Score { permille } => cx.with("quiz-pass-score", &[("percent", permille.div_ceil(10).into())]),
        PassView::Mastery { right, last } => {
            cx.with("quiz-pass-mastery", &[("right", right.into()), ("last", last.into())])
        }
        PassView::Finish => cx.say("quiz-pass-finish"),
    }
}

fn closed_words(cx: &ViewCtx<'_>, closed: QuizClosed) -> String {
    match closed {
        QuizClosed::NoAttemptLeft => cx.say("quiz-closed-no-try"),
        QuizClosed::Wait { until_wall_ms } => {
            let minutes = until_wall_ms.saturating_sub(cx.now_ms).div_ceil(60_000);
            cx.with("quiz-closed-wait", &[("count", minutes.into())])
        }
        QuizClosed::StaffOpen => cx.say("quiz-closed-staff"),
        QuizClosed::NeedsNewer => cx.say("quiz-closed-newer"),
    }
}

/// The way to where an answer is taught.
fn restudy_ui(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseId, restudy: &RestudyView) -> Option<Action> {
    let label = cx.with("quiz-look-again", &[("lesson", restudy.title.as_str().into())]);
    let lesson: LessonId = restudy.lesson.clone();
    if !ui.add(Button::quiet(&label).icon(Icon::Reading)).clicked() {
        return None;
    }
    if let Some(place) = restudy.at_ms.map(super::at).or_else(|| restudy.anchor.clone()) {
        super::leave_for(ui.ctx(), &lesson, &place);
    }
    Some(Action::Go(Screen::Lesson(course.clone(), lesson)))
}

/// Dots for the questions: answered, here, to come.
fn dots(ui: &mut Ui, cx: &ViewCtx<'_>, running: &Running) {
    let tokens = Tokens::of(ui);
    let count = running.attempt.questions.len();
    let gap = (ui.available_width() / count.max(1) as f32).clamp(8.0, 22.0);
    let size = vec2(gap * count as f32, 16.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    let p = &tokens.palette;
    for (at, question) in running.attempt.questions.iter().enumerate() {
        let centre = pos2(rect.left() + gap * (at as f32 + 0.5), rect.center().y);
        let radius = if at == running.at { 7.0 } else { 5.0 };
        let fill = if question.given.is_some() { p.primary } else { p.surface };
        let stroke = egui::Stroke::new(2.0, if at == running.at { p.primary } else { p.edge });
        ui.painter().circle(centre, radius, fill, stroke);
    }
    let number = (running.at.min(count.saturating_sub(1)) as u32 + 1).into();
    let words = cx.with("quiz-place", &[("number", number), ("of", (count as u32).into())]);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ProgressIndicator, true, &words));
}
