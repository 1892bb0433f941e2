//! What a merge changed: numbers, certificates, stations to confirm, and the notice that goes back on the stick.

use super::action::{Action, Purpose};
use super::context::Cx;
use super::sticks::Sticks;
use super::{facts, work};
use crate::model::id::StationId;
use crate::model::problem::Problem;
use crate::text::whole;
use crate::ui::screen::split;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Card, Icon, Notice, Tone, card, say};
use crate::worker::Ticket;
use crate::worker::office::view::{ConfirmedView, MergedView, NoticeView, OfficeStep, StationPlan};
use crate::worker::office::{Ask, Told};
use egui::Ui;
use std::collections::BTreeMap;

/// Certificates that are named.
const NAMED_MAX: usize = 20;

/// How a confirmation stands.
enum Confirming {
    Working,
    Done(ConfirmedView),
    Failed(Problem),
}

/// How the notice stands.
#[derive(Default)]
enum Notices {
    #[default]
    Here,
    Copying(Ticket, Option<OfficeStep>),
    Copied(NoticeView),
    Failed(Problem),
}

/// See the module.
pub(super) struct Merged {
    view: MergedView,
    /// Stations for which a receipt lies in the notice.
    receipts: u64,
    confirming: BTreeMap<StationId, Confirming>,
    notice: Notices,
    /// More files are wanted.
    pub is_over: bool,
}

impl Merged {
    pub(super) fn new(view: MergedView) -> Self {
        let receipts = view.receipts.len() as u64;
        Self { view, receipts, confirming: BTreeMap::new(), notice: Notices::default(), is_over: false }
    }

    pub(super) fn copying(&mut self, ticket: Ticket) {
        self.notice = Notices::Copying(ticket, None);
    }

    pub(super) fn is_copying(&self) -> bool {
        matches!(self.notice, Notices::Copying(..))
    }

    /// The notice is on a stick.
    pub(super) fn is_settled(&self) -> bool {
        matches!(self.notice, Notices::Copied(_))
    }

    pub(super) fn step(&mut self, step: OfficeStep) {
        if let Notices::Copying(_, shown) = &mut self.notice {
            *shown = Some(step);
        }
    }

    pub(super) fn copied(&mut self, result: Result<NoticeView, Problem>) {
        self.notice = match result {
            Ok(view) => Notices::Copied(view),
            Err(problem) => Notices::Failed(problem),
        };
    }

    pub(super) fn confirming(&mut self, station: StationId) {
        self.confirming.insert(station, Confirming::Working);
    }

    pub(super) fn confirmed(&mut self, told: &Told) {
        match told {
            Told::Confirmed(view) if self.view.asking.iter().any(|asking| asking.station == view.station) => {
                self.confirming.insert(view.station, Confirming::Done(view.clone()));
                self.notice = Notices::Here; // another notice than the one that was copied
                self.receipts = self.receipts.max(view.receipts);
            }
            Told::Failed(problem) => {
                let working = self.confirming.values_mut().find(|it| matches!(it, Confirming::Working));
                if let Some(it) = working {
                    *it = Confirming::Failed(problem.clone());
                }
            }
            _ => {}
        }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>, sticks: &Sticks) -> Option<Action> {
        self.sum(ui, cx);
        ui.add_space(space::L);
        let mut action = None;
        for asking in &self.view.asking {
            let asked = confirm(ui, cx, asking, self.confirming.get(&asking.station));
            action = action.or(asked);
            ui.add_space(space::L);
        }
        let Self { view, receipts, confirming, notice, is_over } = self;
        let asked = split(
            ui,
            0.5,
            |ui| {
                card(ui, |ui| certificates(ui, cx, view, confirming));
                None
            },
            |ui| card(ui, |ui| send_back(ui, cx, (view, *receipts), notice, sticks, is_over)).inner,
        );
        action.or(asked)
    }

    fn sum(&self, ui: &mut Ui, cx: &Cx<'_>) {
        Card::new().lifted(true).show(ui, |ui| {
            say::labelled(ui, Icon::Done, &cx.say("office-merged"), Tokens::of(ui).palette.ok);
            ui.add_space(space::XS);
            let parts = [
                ("office-merged-new", self.view.new),
                ("office-merged-known", self.view.known),
                ("office-merged-filled", self.view.filled),
                ("office-merged-apart", self.view.apart),
                ("office-merged-released", self.view.released),
            ];
            let told = parts.into_iter().filter(|(key, number)| *number > 0 || *key == "office-merged-new");
            facts::numbers(ui, &told.map(|(key, number)| (cx.count(key, number), whole(number))).collect::<Vec<_>>());
        });
        if let Some(problem) = &self.view.trouble {
            ui.add_space(space::M);
            cx.told(ui, Tone::Warn, problem);
            say::small(ui, &cx.say("office-merged-trouble"));
        }
    }
}

/// A station that asks to be confirmed, with the code to compare by telephone.
fn confirm(ui: &mut Ui, cx: &Cx<'_>, asking: &StationPlan, how: Option<&Confirming>) -> Option<Action> {
    card(ui, |ui| {
        let name = [("station", asking.name.as_str().into()), ("facility", asking.facility.as_str().into())];
        match how {
            Some(Confirming::Done(view)) => {
                let ok = Tokens::of(ui).palette.ok;
                say::labelled(ui, Icon::Done, &cx.with("office-confirmed", &name), ok);
                say::body(ui, &cx.count("office-confirmed-counts", view.released));
                if let Some(problem) = &view.trouble {
                    cx.told(ui, Tone::Warn, problem);
                }
                return None;
            }
            Some(Confirming::Failed(problem)) => cx.told(ui, Tone::Bad, problem),
            Some(Confirming::Working) | None => {}
        }
        say::subheading(ui, &cx.with("office-confirm-title", &name));
        say::body(ui, &cx.with("office-confirm-why", &name));
        facts::code(ui, &asking.fingerprint);
        ui.add_space(space::S);
        let is_working = matches!(how, Some(Confirming::Working));
        let label = cx.say(if is_working { "office-confirming" } else { "office-confirm-do" });
        let named = cx.with("office-confirm-named", &name);
        let button = Button::secondary(&label).named(&named).icon(Icon::Check).enabled(!is_working);
        ui.add(button).clicked().then_some(Action::Ask(Ask::Confirm { station: asking.station }))
    })
    .inner
}

fn certificates(ui: &mut Ui, cx: &Cx<'_>, view: &MergedView, confirming: &BTreeMap<StationId, Confirming>) {
    say::subheading(ui, &cx.say("office-certificates"));
    let after = confirming.values().filter_map(|it| match it {
        Confirming::Done(done) => Some(&done.issued),
        Confirming::Working | Confirming::Failed(_) => None,
    });
    let issued: Vec<&(String, String)> = view.issued.iter().chain(after.flatten()).collect();
    issued_list(ui, cx, &issued);
    waiting(ui, cx, view.waiting_for_fork, view.not_borne_out, &view.unknown_courses);
}

/// Certificates that were issued, by name.
pub(super) fn issued_list(ui: &mut Ui, cx: &Cx<'_>, issued: &[&(String, String)]) {
    say::body(ui, &cx.count("office-issued", issued.len() as u64));
    for (name, title) in issued.iter().take(NAMED_MAX) {
        let earned = Tokens::of(ui).palette.earned;
        let said = [name.as_str(), title].join(": ");
        say::labelled(ui, Icon::Certificate, &said, earned);
    }
    let rest = issued.len().saturating_sub(NAMED_MAX) as u64;
    if rest > 0 {
        say::small(ui, &cx.count("office-and-more", rest));
    }
}

/// Certificates that wait for something, and for what.
pub(super) fn waiting(ui: &mut Ui, cx: &Cx<'_>, fork: u64, not_borne_out: u64, unknown: &[String]) {
    if fork > 0 {
        Notice::new(Tone::Warn, &cx.count("office-wait-fork", fork)).mend(&cx.say("office-wait-fork-mend")).show(ui);
    }
    if not_borne_out > 0 {
        let what = cx.count("office-wait-count", not_borne_out);
        Notice::new(Tone::Info, &what).mend(&cx.say("office-wait-count-mend")).show(ui);
    }
    if !unknown.is_empty() {
        let what = cx.with("office-wait-course", &[("courses", unknown.join(", ").into())]);
        Notice::new(Tone::Warn, &what).mend(&cx.say("office-wait-course-mend")).show(ui);
    }
}

fn send_back(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (view, receipts): (&MergedView, u64),
    notice: &Notices,
    sticks: &Sticks,
    is_over: &mut bool,
) -> Option<Action> {
    say::subheading(ui, &cx.say("office-notice"));
    say::body(ui, &cx.count("office-notice-why", receipts));
    say::small(ui, &view.notice.display().to_string());
    ui.add_space(space::S);
    match notice {
        Notices::Copying(ticket, step) => {
            let stopped = work::show(ui, cx, &cx.say("office-notice-copying"), step.as_ref(), true);
            return stopped.then_some(Action::Cancel(*ticket));
        }
        Notices::Copied(copied) => {
            let folder = copied.folder.display().to_string();
            let said = cx.with("office-notice-copied", &[("folder", folder.into()), ("count", copied.files.into())]);
            Notice::new(Tone::Ok, &cx.say("carry-safe")).mend(&said).show(ui);
            ui.add_space(space::S);
            if ui.add(Button::primary(&cx.say("office-more-files")).icon(Icon::CarryIn)).clicked() {
                *is_over = true;
            }
            return None;
        }
        Notices::Failed(problem) => cx.told(ui, Tone::Bad, problem),
        Notices::Here => {}
    }
    if let Some(folder) = sticks.cards(ui, cx, "office-notice-stick", false) {
        return Some(Action::Ask(Ask::CopyNotice { to: folder }));
    }
    ui.horizontal_wrapped(|ui| {
        let pick = ui.add(Button::secondary(&cx.say("office-notice-folder")).icon(Icon::Files)).clicked();
        if ui.add(Button::quiet(&cx.say("office-more-files"))).clicked() {
            *is_over = true;
        }
        pick.then_some(Action::Pick(Purpose::CopyNotice))
    })
    .inner
}
