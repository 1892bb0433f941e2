//! Certificates: the table with its search, the chosen one with its paper, saving it, taking it back, issuing what is
//! due.

use super::action::{Action, Purpose};
use super::context::Cx;
use super::merged::{issued_list, waiting};
use super::pages::beside;
use super::paper::Paper;
use super::work::Counting;
use super::{facts, pages, reason};
use crate::model::problem::Problem;
use crate::ui::loaded::Loaded;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::table::{Column, Pressed, Table};
use crate::ui::widget::{Button, Icon, Notice, Tone, card, choice, say};
use crate::worker::Ticket;
use crate::worker::office::view::{
    CertificateQuery, CertificateRow, CertificateView, CertificatesView, IssuedView, SavedView,
};
use crate::worker::office::{Ask, Told};
use egui::Ui;

/// The least and the greatest height of the table, and what stands above it.
const HEIGHTS: (f32, f32, f32) = (280.0, 900.0, 380.0);
/// A table of so many points at 100 % has room for every column.
const ALL_COLUMNS_FROM: f32 = 560.0;

/// What a change came to.
enum Done {
    Issued(IssuedView),
    Saved(SavedView),
    Revoked,
    Failed(Problem),
}

/// See the module.
#[derive(Default)]
pub(super) struct CertificatesPage {
    pub view: Loaded<Box<CertificatesView>>,
    one: Loaded<Box<CertificateView>>,
    paper: Option<Paper>,
    /// The page that is wanted, and the one last asked for.
    query: CertificateQuery,
    asked: Option<CertificateQuery>,
    is_coming: bool,
    counting: Counting,
    is_working: bool,
    done: Option<Done>,
    revoking: Option<String>,
    is_open: bool,
}

impl CertificatesPage {
    /// The page as it is wanted now.
    pub(super) fn again(&self) -> Ask {
        Ask::Certificates { query: Box::new(self.query.clone()) }
    }

    /// Something was asked for.
    pub(super) fn asked(&mut self, ticket: Ticket, ask: &Ask) {
        if let Ask::Certificates { query } = ask {
            (self.asked, self.is_coming) = (Some((**query).clone()), true);
            self.counting.began(ticket);
            self.view.ask();
        } else {
            self.is_open = true;
            self.one.ask();
        }
    }

    /// A change is on its way.
    pub(super) fn began(&mut self) {
        self.is_working = true;
        self.done = None;
    }

    /// Takes what was asked for.
    pub(super) fn take(&mut self, is_one: bool, told: Told) {
        if !is_one && told.is_last() {
            self.is_coming = false;
            self.counting.ended();
        }
        match told {
            Told::Step(step) => self.counting.at(step),
            Told::Certificates(view) => self.view = Loaded::Here(view),
            Told::Certificate(view) => {
                self.paper = view.paper.clone().map(Paper::new);
                self.one = Loaded::Here(view);
            }
            Told::Failed(problem) if is_one => self.one = Loaded::Failed(problem),
            Told::Failed(problem) => self.view = Loaded::Failed(problem),
            _ => {}
        }
    }

    /// Takes what a change came to; gives what follows.
    pub(super) fn changed(&mut self, told: Told) -> Vec<Ask> {
        self.is_working = false;
        let mut asks = vec![self.again()];
        self.done = Some(match told {
            Told::Issued(view) => Done::Issued(view),
            Told::Saved(view) => Done::Saved(view),
            Told::Revoked => {
                asks.extend(self.one.here().map(|one| Ask::Certificate { id: one.row.id.clone() }));
                Done::Revoked
            }
            Told::Failed(problem) => Done::Failed(problem),
            _ => return asks,
        });
        asks
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let asked = self.revoke_dialog(ui, cx);
        say::title(ui, &cx.say("office-certificates"));
        self.tell(ui, cx);
        let stopped = self.counting.show(ui, cx);
        if stopped.is_some() || (self.counting.is_on() && self.view.here().is_none()) {
            return stopped.or(asked);
        }
        let view = std::mem::take(&mut self.view);
        let inner = cx.loaded(ui, &view, |ui, view| self.content(ui, cx, view));
        if self.view.is_nothing() {
            self.view = view;
        }
        let is_other = self.asked.as_ref().is_some_and(|asked| *asked != self.query) && !self.is_coming;
        asked.or(inner).or_else(|| is_other.then(|| Action::Ask(self.again())))
    }

    fn content(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &CertificatesView) -> Option<Action> {
        let mut action = None;
        let before = CertificateQuery { from: 0, ..self.query.clone() };
        if view.all == 0 {
            say::body(ui, &cx.say("office-certificates-none"));
            say::muted(ui, &cx.say("office-certificates-none-mend"));
        } else {
            let width = Tokens::of(ui).scaled(420.0).min(ui.available_width());
            let label = cx.say("office-certificates-search");
            Field::search(&label).width(width).chars_max(100).show(ui, &mut self.query.words);
        }
        ui.horizontal_wrapped(|ui| {
            if view.has_revoked && choice::chip(ui, &cx.say("office-filter-revoked"), self.query.only_revoked).clicked()
            {
                self.query.only_revoked = !self.query.only_revoked;
            }
            let label = cx.say(if self.is_working { "office-working" } else { "office-issue" });
            let issue = Button::primary(&label).icon(Icon::Seal).enabled(!self.is_working);
            if ui.add(issue).clicked() {
                action = Some(Action::Ask(Ask::Issue));
            }
        });
        if before != (CertificateQuery { from: 0, ..self.query.clone() }) {
            self.query.from = 0;
        }
        if view.all == 0 {
            return action;
        }
        say::small(ui, &pages::sum(cx, ["office-certificates-shown", "office-certificates-of"], view.count, view.all));
        ui.add_space(space::S);
        if !self.is_open {
            return action.or(self.table(ui, cx, view, None));
        }
        let one = std::mem::take(&mut self.one);
        let (mut paper, mut revoking, mut is_closed) = (self.paper.take(), None, false);
        let is_working = self.is_working;
        let chosen = beside(
            ui,
            0.42,
            |ui| self.table(ui, cx, view, one.here().map(|one| one.row.id.as_str())),
            |ui| {
                is_closed = ui.add(Button::quiet(&cx.say("office-close")).icon(Icon::Close)).clicked();
                cx.loaded(ui, &one, |ui, one| detail(ui, cx, one, paper.as_mut(), &mut revoking, is_working))
            },
        );
        (self.one, self.paper) = (one, paper);
        if revoking.is_some() {
            self.revoking = revoking;
        }
        if is_closed {
            self.is_open = false;
        }
        action.or(chosen)
    }

    fn table(&mut self, ui: &mut Ui, cx: &Cx<'_>, view: &CertificatesView, open: Option<&str>) -> Option<Action> {
        let shown = &view.rows;
        if shown.is_empty() {
            say::body(ui, &cx.say("office-certificates-fit"));
            return None;
        }
        let is_wide = ui.available_width() >= Tokens::of(ui).scaled(ALL_COLUMNS_FROM);
        let mut columns =
            vec![Column::new(&cx.say("column-name"), 2.2), Column::new(&cx.say("office-column-title"), 2.6)];
        if is_wide {
            columns.push(Column::new(&cx.say("office-column-dated"), 1.8));
            columns.push(Column::new(&cx.say("office-column-state"), 1.4));
        }
        let height = (ui.ctx().content_rect().height() - Tokens::of(ui).scaled(HEIGHTS.2)).clamp(HEIGHTS.0, HEIGHTS.1);
        let selected = open.and_then(|open| shown.iter().position(|row| row.id == open));
        let table = Table::new("office-certificates", &columns).selected(selected).height(height);
        let pressed = table.show(ui, shown.len(), |at, column| {
            let Some(row) = shown.get(at) else { return String::new() };
            match column {
                0 if row.revoked.is_some() => format!("{} {}", Icon::Problem.char(), row.name),
                0 => row.name.clone(),
                1 => row.title.clone(),
                2 => cx.day(row.dated_ms),
                _ => cx.say(state_key(row)),
            }
        });
        let at = pages::At { from: view.from, rows: shown.len() as u64, count: view.count };
        if let Some(from) = pages::show(ui, cx, at) {
            self.query.from = from;
        }
        match pressed? {
            Pressed::Row(at) => shown.get(at).map(|row| Action::Ask(Ask::Certificate { id: row.id.clone() })),
            Pressed::Order(_) => None,
        }
    }

    fn tell(&self, ui: &mut Ui, cx: &Cx<'_>) {
        match &self.done {
            None => return,
            Some(Done::Issued(view)) => {
                card(ui, |ui| {
                    issued_list(ui, cx, &view.issued.iter().collect::<Vec<_>>());
                    waiting(ui, cx, view.waiting_for_fork, view.not_borne_out, &view.unknown_courses);
                    if let Some(problem) = &view.trouble {
                        cx.told(ui, Tone::Warn, problem);
                    }
                });
            }
            Some(Done::Saved(saved)) => {
                let folder = saved.folder.display().to_string();
                let said = cx.with("office-saved", &[("count", saved.files.into()), ("folder", folder.into())]);
                Notice::new(Tone::Ok, &said).show(ui);
            }
            Some(Done::Revoked) => {
                Notice::new(Tone::Ok, &cx.say("office-revoked")).mend(&cx.say("office-revoked-next")).show(ui);
            }
            Some(Done::Failed(problem)) => cx.told(ui, Tone::Bad, problem),
        }
        ui.add_space(space::S);
    }

    fn revoke_dialog(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Action> {
        let typed = self.revoking.as_mut()?;
        let row = &self.one.here()?.row;
        let names = [("name", row.name.as_str().into()), ("title", row.title.as_str().into())];
        let question = reason::Question {
            title: cx.with("office-revoke-title", &names),
            text: cx.say("office-revoke-why"),
            yes: "office-revoke-do",
            is_destructive: true,
        };
        let id = row.id.clone();
        let answer = reason::show(ui, cx, &question, typed)?;
        self.revoking = None;
        match answer {
            reason::Answer::Yes(reason) => Some(Action::Ask(Ask::Revoke { id, reason })),
            reason::Answer::No => None,
        }
    }
}

fn state_key(row: &CertificateRow) -> &'static str {
    if row.revoked.is_some() { "office-certificate-revoked" } else { "office-certificate-good" }
}

fn detail(
    ui: &mut Ui,
    cx: &Cx<'_>,
    one: &CertificateView,
    paper: Option<&mut Paper>,
    revoking: &mut Option<String>,
    is_working: bool,
) -> Option<Action> {
    if let Some((at, why)) = &one.row.revoked {
        let what = cx.with("office-revoked-on", &[("day", cx.day(*at).into())]);
        Notice::new(Tone::Warn, &what).mend(why).show(ui);
    }
    match paper {
        Some(paper) => paper.show(ui, cx),
        None => {
            let what = cx.say("office-paper-missing");
            Notice::new(Tone::Warn, &what).mend(&cx.say("office-paper-damaged-mend")).show(ui);
        }
    }
    ui.add_space(space::S);
    let facts = [
        (cx.say("column-name"), one.row.name.clone()),
        (cx.say("column-number"), one.row.number.clone()),
        (cx.say("office-column-dated"), cx.day(one.row.dated_ms)),
        (cx.say("office-column-issued"), cx.day(one.row.issued_ms)),
        (cx.say("office-certificate-id"), one.row.id.clone()),
    ];
    facts::show(ui, &facts);
    if one.row.is_office_date {
        say::small(ui, &cx.say("office-date-is-ours"));
    }
    ui.horizontal_wrapped(|ui| {
        let label = cx.say("office-save-files");
        let save = Button::secondary(&label).icon(Icon::Save).enabled(!is_working);
        let save = ui.add(save).clicked();
        let label = cx.say("office-revoke-do");
        let revoke = Button::quiet(&label).icon(Icon::Close).destructive();
        if one.row.revoked.is_none() && ui.add(revoke.enabled(!is_working)).clicked() {
            *revoking = Some(String::new());
        }
        save.then(|| Action::Pick(Purpose::SaveCertificate(one.row.id.clone())))
    })
    .inner
}
