//! Everything the office's window shows, without the threads behind it: state, words, screens. The program joins it to
//! the threads ([`super::app`]); tests drive it by itself.

use super::action::{Action, Place, Purpose};
use super::context::Cx;
use super::desk::Desk;
use super::idle::Idle;
use super::part::Part;
use super::pick::Picker;
use super::start::StartPage;
use super::state::State;
use super::unlock::Unlock;
use crate::model::ports::Clock;
use crate::text::{Language, Words, zone};
use crate::ui::forget;
use crate::ui::loaded::Loaded;
use crate::ui::speech::Speech;
use crate::ui::theme;
use crate::ui::tokens::{Theme, Tokens};
use crate::ui::widget::dialog;
use crate::worker::Ticket;
use crate::worker::office::view::{Look, StartView};
use crate::worker::office::{Ask, OfficeEvent, Told};
use egui::{Context, Ui};
use jiff::tz::TimeZone;
use std::collections::BTreeMap;
use std::sync::Arc;

/// See the module.
pub struct Stage {
    /// What the window knows.
    pub state: State,
    start: StartPage,
    desk: Desk,
    picker: Picker,
    unlock: Unlock,
    waiting: BTreeMap<Ticket, Part>,
    cancelled: Vec<Ticket>,
    words: Words,
    tokens: Tokens,
    tz: TimeZone,
    idle: Idle,
    /// Somebody left: the window's own memory of them is to be emptied.
    has_left: bool,
    /// Width, height, and whether the window fills the screen.
    window: (u16, u16, bool),
    kept: Option<Look>,
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
            start: StartPage::default(),
            desk: Desk::default(),
            picker: Picker::default(),
            unlock: Unlock::default(),
            waiting: BTreeMap::new(),
            cancelled: Vec::new(),
            tokens,
            tz: TimeZone::UTC,
            idle: Idle::new(clock),
            has_left: false,
            window: (0, 0, false),
            kept: None,
        }
    }

    /// What to ask first.
    pub fn start(&mut self) -> Vec<Ask> {
        vec![Ask::Start]
    }

    /// Notes that `ask` was sent.
    pub fn sent(&mut self, ticket: Ticket, ask: &Ask) {
        let part = Part::of(ask);
        self.waiting.insert(ticket, part);
        match part {
            Part::Start | Part::Restore => self.state.start.ask(),
            Part::Enter => {
                self.state.is_entering = true;
                self.state.refused = None;
            }
            Part::Folder => self.picker.view.ask(),
            _ => self.desk.sent(ticket, part, ask),
        }
    }

    /// Jobs that a person stopped since this was last asked.
    pub fn take_cancelled(&mut self) -> Vec<Ticket> {
        std::mem::take(&mut self.cancelled)
    }

    /// Takes an answer; gives what follows from it.
    pub fn take(&mut self, event: OfficeEvent) -> Vec<Ask> {
        let OfficeEvent { ticket, told } = event;
        let part = if told.is_last() { self.waiting.remove(&ticket) } else { self.waiting.get(&ticket).copied() };
        match (part, told) {
            (Some(part @ (Part::Start | Part::Restore)), Told::Start(view)) => {
                if part == Part::Restore {
                    self.state.place = Place::Desk; // where more can be brought back
                }
                if self.state.start.here().is_none() {
                    self.look_as(&view);
                }
                self.start.begin(&view);
                self.state.start = Loaded::Here(view);
            }
            (Some(Part::Start), Told::Locked) => {
                self.state.entered = None;
                self.state.unlocking = None;
                self.state.picking = None;
                self.desk = Desk::default(); // nothing of anybody stays in the window
                self.has_left = true;
                return vec![Ask::Start];
            }
            (Some(Part::Start | Part::Restore), Told::Failed(problem)) => match self.state.start {
                Loaded::Here(_) => self.state.refused = Some(problem),
                _ => self.state.start = Loaded::Failed(problem),
            },
            (Some(Part::Enter), told) => return self.entered(told),
            (Some(Part::Folder), Told::Folder(view)) => self.picker.view = Loaded::Here(view),
            (Some(Part::Folder), Told::Failed(problem)) => self.picker.view = Loaded::Failed(problem),
            (Some(part), told) => {
                if let (Told::FacilitiesAdded(view), Some(entered)) = (&told, &mut self.state.entered) {
                    entered.facilities.extend(view.facilities.iter().cloned());
                }
                if let (Told::BroughtBack(view), Some(entered)) = (&told, &mut self.state.entered) {
                    entered.facilities.clone_from(&view.facilities);
                }
                return self.desk.take(ticket, part, told);
            }
            (None, _) => {}
        }
        Vec::new()
    }

    fn entered(&mut self, told: Told) -> Vec<Ask> {
        self.state.is_entering = false;
        match told {
            Told::Entered(view) => {
                self.tz = zone(&view.tz);
                self.state.is_left = false;
                self.start.entered();
                self.unlock = Unlock::default();
                self.state.entered = Some(view);
                let pending = self.state.unlocking.take().flatten();
                pending.into_iter().collect()
            }
            Told::Failed(problem) => {
                self.state.refused = Some(problem);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Draws one frame; gives what the threads must be asked.
    pub fn ui(&mut self, ui: &mut Ui) -> Vec<Ask> {
        if std::mem::take(&mut self.has_left) {
            forget::who_left(ui.ctx());
            theme::apply(ui.ctx(), self.tokens.clone());
        }
        self.follow_look(ui.ctx());
        self.note_window(ui.ctx());
        let mut asks = self.watch_for_life(ui.ctx());
        let cx = Cx { speech: Speech { words: &self.words, tz: &self.tz }, state: &self.state };
        let mut actions = Vec::new();
        if cx.state.entered.is_some() {
            actions.extend(dropped(ui.ctx(), cx.state.has_keys() || cx.state.unlocking.is_none(), &self.desk));
            actions.extend(self.desk.show(ui, &cx));
        } else {
            actions.extend(self.start.show(ui, &cx));
        }
        if cx.state.unlocking.is_some() {
            match self.unlock.show(ui, &cx) {
                Some(Some(ask)) => actions.push(Action::Ask(ask)),
                Some(None) => {
                    self.state.unlocking = None;
                    self.unlock = Unlock::default();
                }
                None => {}
            }
        }
        let cx = Cx { speech: Speech { words: &self.words, tz: &self.tz }, state: &self.state };
        if let Some(purpose) = &self.state.picking {
            match self.picker.show(ui, &cx, purpose) {
                Some(Some(ask)) => {
                    if !matches!(ask, Ask::Folder { .. }) {
                        self.state.picking = None;
                    }
                    actions.push(Action::Ask(ask));
                }
                Some(None) => self.state.picking = None,
                None => {}
            }
        }
        for action in actions {
            asks.extend(self.act(action));
            ui.ctx().request_repaint(); // what the action changed is drawn at once
        }
        dialog::give_back(ui.ctx());
        asks
    }

    /// Does what was asked for.
    pub fn act(&mut self, action: Action) -> Vec<Ask> {
        match action {
            Action::Go(place) => {
                self.state.place = place;
                return self.desk.go(place, self.state.language.tag());
            }
            Action::Hours(learner, name) => {
                self.state.place = Place::Reports;
                return self.desk.hours_of(learner, name, self.state.language.tag());
            }
            Action::Ask(ask) => return self.ask(ask),
            Action::Cancel(ticket) => {
                self.cancelled.push(ticket);
                return Vec::new();
            }
            Action::Pick(purpose) => return self.pick(purpose),
            Action::Unlock => {
                self.state.unlocking = Some(None);
                return Vec::new();
            }
            Action::Again => {
                return match self.state.entered {
                    Some(_) => self.desk.again(self.state.place, self.state.language.tag()),
                    None => vec![Ask::Start],
                };
            }
            Action::SetLanguage(language) => self.state.language = language,
            Action::SetTheme(theme) => self.state.theme = theme,
            Action::SetText(percent) => self.state.text_percent = percent,
        }
        self.keep_look()
    }

    /// What is asked before the window closes.
    pub fn close(&mut self) -> Vec<Ask> {
        self.keep_look()
    }

    /// Locks the desk where nobody was at it for long.
    fn watch_for_life(&mut self, ctx: &Context) -> Vec<Ask> {
        let is_busy = self.waiting.values().any(|part| *part != Part::Sticks);
        if !self.idle.is_over(ctx, is_busy) {
            return Vec::new();
        }
        if self.state.entered.is_none() {
            self.start.rest();
            self.has_left = true;
            return Vec::new();
        }
        self.state.is_left = true;
        vec![Ask::Lock]
    }

    /// Looks as it did when it was last used; speaks as the office's papers do where that is not known.
    fn look_as(&mut self, view: &StartView) {
        self.kept.clone_from(&view.look);
        self.state.language = Language::from_tag(view.look.as_ref().map_or(&view.language, |look| &look.language));
        if let Some(look) = &view.look {
            self.state.theme = Theme::from_name(&look.theme);
            self.state.text_percent = look.text_percent;
        }
    }

    /// How large the window is, while it does not fill the screen.
    fn note_window(&mut self, ctx: &Context) {
        let is_maximized = ctx.input(|input| input.viewport().maximized).unwrap_or(false);
        self.window.2 = is_maximized;
        if !is_maximized {
            let size = ctx.content_rect().size();
            (self.window.0, self.window.1) = (size.x as u16, size.y as u16);
        }
    }

    /// Remembers the look where it is another one.
    fn keep_look(&mut self) -> Vec<Ask> {
        let (width, height, is_maximized) = self.window;
        let look = Look {
            language: self.state.language.tag().to_owned(),
            theme: self.state.theme.name().to_owned(),
            text_percent: self.state.text_percent,
            width,
            height,
            is_maximized,
        };
        if self.state.start.here().is_none() || self.kept.as_ref() == Some(&look) {
            return Vec::new();
        }
        self.kept = Some(look.clone());
        vec![Ask::KeepLook(Box::new(look))]
    }

    /// Sends it, after the passphrase where the keys are needed and locked.
    fn ask(&mut self, ask: Ask) -> Vec<Ask> {
        if matches!(ask, Ask::Read { .. }) {
            self.state.place = Place::Files;
        }
        if ask.needs_keys() && !self.state.has_keys() {
            self.state.refused = None;
            self.state.unlocking = Some(Some(ask));
            return Vec::new();
        }
        vec![ask]
    }

    fn pick(&mut self, purpose: Purpose) -> Vec<Ask> {
        let ask = Ask::Folder { path: self.picker.last.clone(), ending: purpose.ending() };
        self.picker.view = Loaded::Nothing;
        self.state.picking = Some(purpose);
        vec![ask]
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

/// Files and folders dropped on the window are opened, unless something is under way.
fn dropped(ctx: &Context, is_free: bool, desk: &Desk) -> Option<Action> {
    let paths: Vec<_> = ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    (is_free && !desk.is_busy() && !paths.is_empty()).then_some(Action::Ask(Ask::Read { paths }))
}
