//! Everything the window shows, without the threads behind it: state, words, screens. The program joins it to the
//! workers ([`super::app`]); tests drive it by itself.

use super::action::{Action, Screen};
use super::context::ViewCtx;
use super::forget;
use super::life::Life;
use super::loaded::Loaded;
use super::pictures::Pictures;
use super::screen::Screens;
use super::shell;
use super::speech::Speech;
use super::state::{Parting, Start, State, Who};
use super::theme;
use super::tokens::{TEXT_PERCENT_USUAL, TEXT_PERCENTS, Tokens};
use super::widget::dialog;
use crate::model::event::SessionEnd;
use crate::model::id::{CourseId, LessonId};
use crate::model::ports::Clock;
use crate::text::{Words, zone};
use crate::worker::view::LessonView;
use crate::worker::{Event, News, Request, StaffWish, Ticket};
use egui::{Context, Key, Modifiers, Ui};
use jiff::tz::TimeZone;
use std::sync::Arc;

mod clock;

/// See the module.
pub struct Stage {
    /// What the window knows.
    pub state: State,
    screens: Screens,
    words: Words,
    tokens: Tokens,
    pictures: Pictures,
    tz: TimeZone,
    clock: Arc<dyn Clock>,
    life: Life,
    sitting: Option<clock::Sitting>,
    is_resting: bool,
    departures: u32,
    has_told_ready: bool,
}

impl Stage {
    /// A stage in `ctx`, its fonts and look installed.
    #[must_use]
    pub fn new(ctx: &Context, clock: Arc<dyn Clock>) -> Self {
        theme::install_fonts(ctx);
        let state = State::default();
        let tokens = state.tokens();
        theme::apply(ctx, tokens.clone());
        Self {
            words: Words::new(state.language),
            state,
            screens: Screens::default(),
            tokens,
            pictures: Pictures::start(ctx),
            tz: TimeZone::UTC,
            life: Life::new(&*clock),
            clock,
            sitting: None,
            is_resting: false,
            departures: 0,
            has_told_ready: false,
        }
    }

    /// What to ask first.
    pub fn start(&mut self) -> Vec<Request> {
        self.state.apply(Action::Refresh)
    }

    /// Notes that `request` was sent.
    pub fn sent(&mut self, ticket: Ticket, request: &Request) {
        self.state.sent(ticket, request);
        if matches!(self.state.screen, Screen::SetUp) {
            self.screens.set_up.sent(ticket, request);
        } else {
            self.screens.desk.sent(ticket, request);
        }
    }

    /// Takes a worker's answer; gives what follows from it.
    pub fn take(&mut self, event: Event) -> Vec<Request> {
        let Event { ticket, news } = event;
        if matches!(&news, News::Lesson(view) if !self.is_on_screen(view)) {
            return self.state.take(ticket, &News::Done); // it was left before it came
        }
        let mut requests = self.state.take(ticket, &news);
        if let News::Failed(problem) = &news
            && let Some(secs) = problem.args.get("seconds").and_then(|secs| secs.parse::<u64>().ok())
        {
            self.state.wait_until_mono_ms = self.clock.mono_ms() + secs * 1000;
        }
        if let News::Opened(_) | News::SetUp(_) | News::Station(_) = news {
            self.tz = self.state.place().map_or(TimeZone::UTC, |place| zone(&place.tz));
        }
        if let (News::SignedIn(learner), Who::Learner(_)) = (&news, &self.state.who) {
            self.screens.sign_in.signed_in(learner.must_choose_pin);
        }
        match (&news, &self.state.who) {
            (News::SignedOut, Who::Locked(learner)) => self.screens.sign_in.locked(learner.has_pictures),
            // What was asked before is answered by now: from here on nothing of that person comes any more.
            (News::SignedOut, _) => self.screens = Screens::default(),
            (News::StaffIn(_), _) => self.screens.sign_in.signed_out(),
            _ => {}
        }
        if matches!(news, News::SignedOut) {
            self.state.forget_pages();
        }
        if matches!(news, News::StaffAgreed(StaffWish::EndSession)) {
            requests.extend(self.leave());
            requests.extend(self.state.end(SessionEnd::Staff, Parting::Staff));
        }
        self.screens.hear(&news);
        let news = self.screens.lesson.take(news);
        if let Some(news) = news {
            match self.screens.set_up.take(ticket, news) {
                Ok(follow) => requests.extend(follow),
                Err(news) => requests.extend(self.screens.desk.take(ticket, *news)),
            }
        }
        requests
    }

    fn is_on_screen(&self, view: &LessonView) -> bool {
        let here = |course: &CourseId, lesson: &LessonId| (course, lesson) == (&view.course.course, &view.row.lesson);
        matches!(&self.state.screen, Screen::Lesson(course, lesson) if here(course, lesson))
    }

    /// Draws one frame; gives what the workers must be asked.
    pub fn ui(&mut self, ui: &mut Ui) -> Vec<Request> {
        self.forget_who_left(ui.ctx());
        self.follow_look(ui.ctx());
        self.pictures.collect();
        let mut requests = self.watch_the_clock(ui.ctx());
        requests.extend(self.lock_key(ui.ctx()));
        let cx = ViewCtx {
            speech: Speech { words: &self.words, tz: &self.tz },
            state: &self.state,
            now_ms: self.clock.wall_ms(),
            mono_ms: self.clock.mono_ms(),
            idle_ms: self.life.idle_ms(self.clock.mono_ms()),
            pictures: &self.pictures,
        };
        let action = shell::show(ui, &cx, &mut self.screens).or_else(|| self.size_key(ui.ctx()));
        requests.extend(self.screens.outgoing());
        if let Some(action) = action {
            requests.extend(self.act(action));
            ui.ctx().request_repaint(); // what the action changed is drawn at once
        }
        dialog::give_back(ui.ctx());
        self.tell_ready();
        requests
    }

    /// Asked before each pass, and by itself while nobody sees the window: then nothing plays and no time counts.
    pub fn rest_if_hidden(&mut self, ctx: &Context) {
        if ctx.input(|input| input.viewport().visible() == Some(false)) {
            self.screens.lesson.rest();
        }
    }

    /// Notes in the log, once, that a screen that can be used was drawn: `benches/start.py` reads when.
    fn tell_ready(&mut self) {
        let is_usable = match &self.state.start {
            Start::Opening => false,
            Start::NotSetUp | Start::Closed(_) => true,
            Start::Ready(_) => !matches!(self.state.tiles, Loaded::Loading),
        };
        if is_usable && !self.has_told_ready {
            self.has_told_ready = true;
            log::info!("the first screen is ready");
        }
    }

    /// Does what was asked for, saving first what a lesson has not told yet.
    pub fn act(&mut self, action: Action) -> Vec<Request> {
        let leaves = match &action {
            Action::Go(screen) => *screen != self.state.screen,
            Action::Lock | Action::SignOut | Action::SetLanguage(_) => true,
            _ => false,
        };
        let mut requests = if leaves { self.leave() } else { Vec::new() };
        requests.extend(self.state.apply(action));
        requests
    }

    /// The window is about to close: everything seen is told.
    pub fn close(&mut self) -> Vec<Request> {
        let mut requests = self.leave();
        if !matches!(self.state.who, Who::Nobody | Who::Locked(_)) {
            requests.push(Request::SignOut { cause: SessionEnd::Left });
        }
        requests
    }

    fn leave(&mut self) -> Vec<Request> {
        self.screens.leave(&self.state.screen)
    }

    /// The quick lock: one key for leaving the screen at once.
    fn lock_key(&mut self, ctx: &Context) -> Vec<Request> {
        let is_in = matches!(self.state.who, Who::Learner(_) | Who::Staff(_));
        if is_in && ctx.input_mut(|input| input.consume_shortcut(&shell::LOCK_KEY)) {
            return self.act(Action::Lock);
        }
        Vec::new()
    }

    /// Larger and smaller text by the keys that every browser has for it, as a setting of the person: it goes with them.
    /// The pages of a document took them before, for themselves.
    fn size_key(&self, ctx: &Context) -> Option<Action> {
        let pressed = |key| ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
        let (larger, smaller, usual) =
            (pressed(Key::Plus) | pressed(Key::Equals), pressed(Key::Minus), pressed(Key::Num0));
        let now = self.tokens.text_percent;
        let percent = match (larger, smaller, usual) {
            (true, _, _) => TEXT_PERCENTS.iter().find(|percent| **percent > now),
            (_, true, _) => TEXT_PERCENTS.iter().rfind(|percent| **percent < now),
            (_, _, true) => Some(&TEXT_PERCENT_USUAL),
            _ => None,
        };
        percent.map(|percent| Action::SetText(*percent))
    }

    /// Empties what the window's own memory holds of somebody who left: typed text and its undo steps, scroll places,
    /// the keyboard's place, open menus, what was copied.
    fn forget_who_left(&mut self, ctx: &Context) {
        if self.departures == self.state.departures {
            return;
        }
        self.departures = self.state.departures;
        self.is_resting = true; // from here on it is: nothing of anybody's is left
        self.screens = Screens::default();
        self.pictures.forget();
        forget::who_left(ctx);
        self.tokens = self.state.tokens();
        theme::apply(ctx, self.tokens.clone());
    }

    fn follow_look(&mut self, ctx: &Context) {
        let tokens = self.state.tokens();
        if tokens != self.tokens {
            theme::apply(ctx, tokens.clone());
            self.tokens = tokens;
        }
        if self.words.language() != self.state.language {
            self.words = Words::new(self.state.language);
        }
    }
}
