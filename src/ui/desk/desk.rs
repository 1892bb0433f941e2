//! The desk's own state: what staff look at, what is under way; the list of places at the left.

use super::carry_in::CarryIn;
use super::carry_out::CarryOut;
use super::courses::CoursesPage;
use super::drives::Sticks;
use super::marking::Marking;
use super::people::PeoplePage;
use super::station::StationPage;
use super::today::{self, Today};
use super::wish::Wish;
use crate::ui::loaded::Loaded;
use crate::ui::screen::page;
use crate::ui::shell;
use crate::ui::state::Who;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::{News, Request, Ticket};
use egui::{Frame, Margin, Panel, ScrollArea, Ui};
use std::collections::BTreeMap;

/// A place of the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// What needs attention.
    #[default]
    Today,
    /// Those who learn here.
    People,
    /// The installed packs.
    Courses,
    /// From a stick.
    CarryIn,
    /// Onto a stick.
    CarryOut,
    /// This computer.
    Station,
}

impl Place {
    /// The key of its name.
    pub fn key(self) -> &'static str {
        PLACES.iter().find(|(place, ..)| *place == self).map_or("", |(_, _, key)| key)
    }
}

const PLACES: &[(Place, Icon, &str)] = &[
    (Place::Today, Icon::Calendar, "desk-today"),
    (Place::People, Icon::People, "desk-people"),
    (Place::Courses, Icon::Library, "desk-courses"),
    (Place::CarryIn, Icon::CarryIn, "desk-carry-in"),
    (Place::CarryOut, Icon::CarryOut, "desk-carry-out"),
    (Place::Station, Icon::Station, "desk-station"),
];

/// See the module.
#[derive(Default)]
pub struct Desk {
    place: Place,
    waiting: BTreeMap<Ticket, Wish>,
    today: Today,
    people: PeoplePage,
    marking: Marking,
    courses: CoursesPage,
    sticks: Sticks,
    carry_in: CarryIn,
    carry_out: CarryOut,
    station: StationPage,
}

impl Desk {
    /// Notes that `request` was sent, to know whose news comes back.
    pub fn sent(&mut self, ticket: Ticket, request: &Request) {
        let Some(wish) = Wish::of(request) else { return };
        self.waiting.insert(ticket, wish);
        match wish {
            Wish::Today => self.today.view.ask(),
            Wish::People => self.people.view.ask(),
            Wish::Person => self.people.person.ask(),
            Wish::PersonChange => self.people.began(ticket),
            Wish::Packs => self.courses.packs.ask(),
            Wish::Drives | Wish::WatchDrives => self.sticks.sent(ticket, request),
            Wish::Paper => self.people.saving(ticket),
            Wish::Backup => self.station.backing_up(ticket),
            Wish::Preview => self.carry_out.ask_preview(),
            Wish::CarryIn => self.carry_in.began(ticket),
            Wish::CarryOut => self.carry_out.began(ticket),
            Wish::Station => self.station.view.ask(),
            Wish::StaffList => self.station.staff.ask(),
            Wish::PackRemoval | Wish::StaffChange | Wish::Slip | Wish::Progress | Wish::Mark => {}
        }
    }

    /// Takes the news that no other screen took; gives what follows from it.
    pub fn take(&mut self, ticket: Ticket, news: News) -> Vec<Request> {
        if matches!(news, News::StaffIn(_) | News::SignedOut) {
            *self = Self::default(); // nothing of one person's desk is left for the next
            return Vec::new();
        }
        let wish = if news.is_last() { self.waiting.remove(&ticket) } else { self.waiting.get(&ticket).copied() };
        match (wish, news) {
            (Some(Wish::CarryIn), news) => return self.carry_in.take(news),
            (Some(Wish::CarryOut | Wish::Preview), news) => self.carry_out.take(news),
            (Some(Wish::People | Wish::Person | Wish::PersonChange), news) => {
                return self.people.take(wish == Some(Wish::Person), news);
            }
            (Some(Wish::Progress), News::Failed(_)) => self.people.progress_failed(),
            (Some(Wish::Progress), news) => return self.people.take(false, news),
            (Some(Wish::Mark), News::Failed(problem)) => self.marking.failed(problem),
            (Some(Wish::Mark), _) => {
                self.marking.done();
                return self.marked();
            }
            (Some(Wish::Drives | Wish::WatchDrives), news) => return self.sticks.take(ticket, news),
            (Some(Wish::Paper), news) => self.people.saved(news),
            (Some(Wish::Slip), news) => self.carry_out.slip_saved(news),
            (Some(Wish::Backup), news) => self.station.backed_up(news),
            (_, News::Today(view)) => self.today.view = Loaded::Here(view),
            (_, News::Packs(packs)) => self.courses.packs = Loaded::Here(packs),
            (_, News::Station(view)) => self.station.view = Loaded::Here(view),
            (_, News::StaffList(staff)) => self.station.staff = Loaded::Here(staff),
            (Some(Wish::PackRemoval), News::Done) => return vec![Request::Packs],
            (Some(Wish::StaffChange), News::Done) => {
                self.station.added();
                return vec![Request::StaffList];
            }
            (Some(Wish::Today), News::Failed(problem)) => self.today.view = Loaded::Failed(problem),
            (Some(Wish::Packs), News::Failed(problem)) => self.courses.packs = Loaded::Failed(problem),
            (Some(Wish::Station), News::Failed(problem)) => self.station.view = Loaded::Failed(problem),
            (Some(Wish::StaffList), News::Failed(problem)) => self.station.staff = Loaded::Failed(problem),
            _ => {}
        }
        Vec::new()
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let asked = self.list(ui, cx);
        let inner = match self.place {
            Place::Today => page(ui, "desk-today", |ui| {
                let told = today::show(ui, cx, &self.today);
                self.place = told.place.unwrap_or(self.place);
                self.marking.open(told.to_mark);
                told.action
            }),
            Place::People => {
                let action = self.people.show(ui, cx, &self.sticks);
                self.marking.open(self.people.to_mark.take());
                action
            }
            Place::Courses => page(ui, "desk-courses", |ui| self.courses.show(ui, cx)),
            Place::CarryIn => page(ui, "desk-carry-in", |ui| self.carry_in.show(ui, cx, &self.sticks)),
            Place::CarryOut => page(ui, "desk-carry-out", |ui| self.carry_out.show(ui, cx, &self.sticks)),
            Place::Station => page(ui, "desk-station", |ui| self.station.show(ui, cx, &self.sticks)),
        };
        let marked = self.marking.show(ui, cx);
        match asked.or(marked).or(inner) {
            Some(Action::Refresh) => self.again().map(Action::Ask),
            Some(action) => Some(action),
            None => self.missing().map(Action::Ask).or_else(|| self.sticks.keep_up(self.needs_sticks())),
        }
    }

    /// A mark is on the disk: what shows it is asked for again.
    fn marked(&self) -> Vec<Request> {
        match self.place {
            Place::People => self.people.refreshed(),
            _ => self.again().into_iter().collect(),
        }
    }

    /// Whether the present place waits for sticks.
    fn needs_sticks(&self) -> bool {
        match self.place {
            Place::Today | Place::Courses => false,
            Place::People => self.people.needs_sticks(),
            Place::CarryIn => self.carry_in.needs_sticks(),
            Place::CarryOut => self.carry_out.needs_sticks(),
            Place::Station => self.station.needs_sticks(),
        }
    }

    /// What the present place still has to be given.
    fn missing(&self) -> Option<Request> {
        let is_missing = match self.place {
            Place::Today => matches!(self.today.view, Loaded::Nothing),
            Place::People => matches!(self.people.view, Loaded::Nothing),
            Place::Courses => matches!(self.courses.packs, Loaded::Nothing),
            Place::CarryIn | Place::CarryOut => false, // watching them brings them
            Place::Station => return self.station.missing(),
        };
        if is_missing { self.again() } else { None }
    }

    fn again(&self) -> Option<Request> {
        Some(match self.place {
            Place::Today => Request::Today,
            Place::People => Request::People,
            Place::Courses => Request::Packs,
            Place::CarryIn => Request::Drives,
            Place::CarryOut => self.carry_out.again(),
            Place::Station => Request::Station,
        })
    }

    fn list(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let tokens = Tokens::of(ui);
        let frame = Frame::new().fill(tokens.palette.surface).inner_margin(Margin::same(space::M as i8));
        if !tokens.fits_two_columns(ui.available_width()) {
            return Panel::top("desk-list")
                .resizable(false)
                .frame(frame)
                .show(ui, |ui| {
                    ui.horizontal_wrapped(|ui| {
                        let asked = self.places(ui, cx, false);
                        asked.or(leave(ui, cx))
                    })
                    .inner
                })
                .inner;
        }
        let width = tokens.scaled(216.0).min(ui.available_width() * 0.28);
        Panel::left("desk-list")
            .exact_size(width)
            .resizable(false)
            .show_separator_line(true)
            .frame(frame)
            .show(ui, |ui| {
                ScrollArea::vertical()
                    .id_salt("desk-list")
                    .show(ui, |ui| {
                        say::subheading(ui, &cx.say("staff-desk"));
                        if let Who::Staff(staff) = &cx.state.who {
                            say::small(ui, &staff.name);
                        }
                        ui.add_space(space::S);
                        let asked = self.places(ui, cx, true);
                        ui.add_space(space::L);
                        ui.separator();
                        let asked = asked.or(leave(ui, cx));
                        ui.add_space(space::S);
                        let spoken = shell::languages(ui, cx);
                        asked.or(spoken)
                    })
                    .inner
            })
            .inner
    }

    fn places(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, is_wide: bool) -> Option<Action> {
        let mut action = None;
        for &(place, icon, key) in PLACES {
            let label = cx.say(key);
            let button = Button::quiet(&label).icon(icon).selected(self.place == place);
            let button = if is_wide { button.row() } else { button };
            if ui.add(button).clicked() && self.place != place {
                self.carry_in.leave();
                self.carry_out.leave();
                self.place = place;
                // What is here is shown at once, and asked for again.
                action = self.again().map(Action::Ask);
            }
        }
        action
    }
}

fn leave(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let clicked = ui.add(Button::secondary(&cx.say("action-leave")).icon(Icon::SignOut)).clicked();
    clicked.then_some(Action::SignOut)
}
