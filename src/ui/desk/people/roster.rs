//! People out of a list: put in the stick, look at what each row would do, add them, save their PINs.

use super::pins::{Made, Running, minutes};
use crate::text::size_of_bytes;
use crate::ui::desk::account::head;
use crate::ui::desk::drives::{Sticks, pick};
use crate::ui::desk::saving::Saving;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::table::{Column, Table};
use crate::ui::widget::{Button, Card, Icon, Notice, Tone, card, choice, progress, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{FindKind, PinView, PlanRow, RosterField, RosterPlan, RowFault, Verdict};
use crate::worker::{PeopleChange, Request};
use egui::Ui;
use std::sync::Arc;

/// The preview scrolls beyond this.
const TABLE_HEIGHT: f32 = 360.0;

/// What rows are shown together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    New,
    Back,
    Changed,
    Here,
    Fault,
}

const SORTS: [(Sort, &str); 5] = [
    (Sort::New, "roster-count-new"),
    (Sort::Back, "roster-count-back"),
    (Sort::Changed, "roster-count-changed"),
    (Sort::Here, "roster-count-here"),
    (Sort::Fault, "roster-count-fault"),
];

fn sort(row: &PlanRow) -> Sort {
    match &row.verdict {
        Verdict::New => Sort::New,
        Verdict::Back => Sort::Back,
        Verdict::Changed(_) => Sort::Changed,
        Verdict::Here => Sort::Here,
        Verdict::Fault(_) | Verdict::SomebodyElse(_) => Sort::Fault,
    }
}

enum Step {
    PutIn,
    Reading,
    Look(Arc<RosterPlan>),
    Adding(Arc<RosterPlan>, Running),
    Added { made: Option<Made>, new: usize, back: usize, changed: usize },
}

/// See the module.
pub(super) struct RosterPage {
    step: Step,
    only: Option<Sort>,
    with_changes: bool,
}

impl RosterPage {
    pub(super) fn new() -> Self {
        Self { step: Step::PutIn, only: None, with_changes: false }
    }

    /// Whether it waits for a stick.
    pub(super) fn needs_sticks(&self) -> bool {
        matches!(self.step, Step::PutIn)
    }

    /// The job has its ticket.
    pub(super) fn running(&mut self) -> Option<&mut Running> {
        match &mut self.step {
            Step::Adding(_, running) => Some(running),
            Step::PutIn | Step::Reading | Step::Look(_) | Step::Added { .. } => None,
        }
    }

    /// What the list would do.
    pub(super) fn read(&mut self, plan: RosterPlan) {
        self.step = Step::Look(Arc::new(plan));
    }

    /// They are here.
    pub(super) fn added(&mut self, pins: Vec<PinView>, back: usize, changed: usize) {
        let new = pins.len();
        self.step = Step::Added { made: (new > 0).then(|| Made::of(pins)), new, back, changed };
    }

    /// It did not work out, or was stopped: what was looked at is there again.
    pub(super) fn failed(&mut self) {
        self.step = match std::mem::replace(&mut self.step, Step::PutIn) {
            Step::Adding(plan, _) => Step::Look(plan),
            Step::Reading => Step::PutIn,
            other => other,
        };
    }

    /// The sheet of PINs is on a stick.
    pub(super) fn saved(&mut self) {
        if let Step::Added { made: Some(made), .. } = &mut self.step {
            made.is_saved = true;
        }
    }

    /// Draws it: what is asked, a paper to be saved, and whether it is over.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        sticks: &Sticks,
    ) -> (Option<Action>, Option<Saving>, bool) {
        let keys = ["roster-step-put-in", "roster-step-look", "roster-step-add", "roster-step-pins"];
        let current = match &self.step {
            Step::PutIn => 0,
            Step::Reading | Step::Look(_) => 1,
            Step::Adding(..) => 2,
            Step::Added { .. } => 3,
        };
        head(ui, cx, &cx.say("roster-title"), keys, current);
        match &self.step {
            Step::PutIn => {
                let (action, is_over) = self.put_in(ui, cx, sticks);
                (action, None, is_over)
            }
            Step::Reading => {
                progress::waiting(ui, &cx.say("roster-reading"));
                (None, None, false)
            }
            Step::Look(plan) => {
                let (action, is_over) = self.look(ui, cx, &Arc::clone(plan));
                (action, None, is_over)
            }
            Step::Adding(plan, running) => {
                let what = cx.with("roster-add", &[("count", (plan.new_count() as u64).into())]);
                (running.show(ui, cx, &what), None, false)
            }
            Step::Added { made, new, back, changed } => {
                let (saving, is_over) = account(ui, cx, made.as_ref(), [*new, *back, *changed]);
                (None, saving, is_over)
            }
        }
    }

    fn put_in(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, sticks: &Sticks) -> (Option<Action>, bool) {
        let lists = || {
            let all = sticks.all().iter().flat_map(|drive| drive.finds.iter().map(move |find| (drive, find)));
            all.filter(|(_, find)| find.kind == FindKind::Roster)
        };
        let mut action = None;
        say::body(ui, &cx.say("roster-why"));
        if sticks.all().is_empty() {
            action = pick(ui, cx, sticks, &cx.say("roster-none-mend"), false).0;
        } else if lists().next().is_none() {
            Notice::new(Tone::Info, &cx.say("roster-none")).mend(&cx.say("roster-none-mend")).show(ui);
        } else {
            say::strong(ui, &cx.say("roster-which"));
        }
        for (drive, find) in lists() {
            let size = size_of_bytes(cx.words, find.size_bytes);
            let name = cx.with("roster-file", &[("name", find.name.as_str().into()), ("size", size.into())]);
            let pressed = Card::new().padding(space::L).pressable(ui, &name, |ui| {
                say::labelled(ui, Icon::List, &name, Tokens::of(ui).palette.ink);
                say::small(ui, &drive.label);
            });
            if pressed.clicked() {
                let change = PeopleChange::ReadRoster { path: find.path.clone() };
                self.step = Step::Reading;
                self.only = None;
                self.with_changes = false;
                return (Some(Action::Ask(Request::ChangePeople(change))), false);
            }
        }
        ui.add_space(space::M);
        (action, ui.add(Button::secondary(&cx.say("action-cancel"))).clicked())
    }

    fn look(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, plan: &Arc<RosterPlan>) -> (Option<Action>, bool) {
        let count = |wanted: Sort| plan.rows.iter().filter(|row| sort(row) == wanted).count();
        notices(ui, cx, plan, count(Sort::Fault));
        let (new, back, changed) = (count(Sort::New), count(Sort::Back), count(Sort::Changed));
        if changed > 0 {
            let label = cx.with("roster-with-changes", &[("count", (changed as u64).into())]);
            choice::tick(ui, &label, &mut self.with_changes);
        }
        if minutes(new) > 1 {
            let time = cx.words.minutes(minutes(new));
            say::small(ui, &cx.with("roster-pins-time", &[("time", time.into())]));
        }
        let (mut action, mut is_over) = (None, false);
        ui.horizontal_wrapped(|ui| {
            let people = (new + back) as u64;
            let label = match people {
                0 => cx.say("roster-take-over"),
                _ => cx.with("roster-add", &[("count", people.into())]),
            };
            let may = people > 0 || (changed > 0 && self.with_changes);
            if ui.add(Button::primary(&label).icon(Icon::Plus).enabled(may)).clicked() {
                let change = PeopleChange::AddRoster { plan: Arc::clone(plan), with_changes: self.with_changes };
                self.step = Step::Adding(Arc::clone(plan), Running::default());
                action = Some(Action::Ask(Request::ChangePeople(change)));
            }
            is_over = ui.add(Button::secondary(&cx.say("action-cancel"))).clicked();
        });
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            for (wanted, key) in SORTS {
                let count = count(wanted);
                let label = cx.with(key, &[("count", (count as u64).into())]);
                let is_on = self.only == Some(wanted);
                if count > 0 && choice::chip(ui, &label, is_on).clicked() {
                    self.only = (!is_on).then_some(wanted);
                }
            }
        });
        let shown: Vec<&PlanRow> =
            plan.rows.iter().filter(|row| self.only.is_none_or(|only| sort(row) == only)).collect();
        preview(ui, cx, &shown);
        (action, is_over)
    }
}

fn notices(ui: &mut Ui, cx: &ViewCtx<'_>, plan: &RosterPlan, faults: usize) {
    if plan.is_other_encoding {
        Notice::new(Tone::Warn, &cx.say("roster-encoding")).mend(&cx.say("roster-encoding-mend")).show(ui);
    }
    if faults > 0 {
        let what = cx.with("roster-faults", &[("count", (faults as u64).into())]);
        Notice::new(Tone::Warn, &what).mend(&cx.say("roster-faults-mend")).show(ui);
    }
    if plan.rows.iter().all(|row| row.verdict == Verdict::Here) {
        Notice::new(Tone::Info, &cx.say("roster-nothing")).show(ui);
    }
    if !plan.new_groups.is_empty() {
        let names = plan.new_groups.iter().take(12).cloned().collect::<Vec<_>>().join(", ");
        say::small(ui, &cx.with("roster-new-groups", &[("names", names.into())]));
    }
    if !plan.passed_over.is_empty() {
        say::small(ui, &cx.with("roster-passed-over", &[("names", plan.passed_over.join(", ").into())]));
    }
}

fn preview(ui: &mut Ui, cx: &ViewCtx<'_>, rows: &[&PlanRow]) {
    let mut columns = vec![
        Column::number(&cx.say("column-line"), 0.7),
        Column::new(&cx.say("column-name"), 2.6),
        Column::new(&cx.say("column-number"), 1.3),
        Column::new(&cx.say("column-what"), 4.0),
    ];
    // Where there is little room, what happens is said below the rows that need it.
    let is_narrow = ui.available_width() < Tokens::of(ui).scaled(space::SEVEN_COLUMNS_FROM);
    if is_narrow {
        columns.truncate(3);
    }
    let cell = |at: usize, column: usize| {
        let Some(row) = rows.get(at) else { return String::new() };
        match column {
            0 => row.line.to_string(),
            1 => row.shown.0.clone(),
            2 => row.shown.1.clone(),
            _ => words(cx, row),
        }
    };
    Table::new("roster", &columns).height(TABLE_HEIGHT).show(ui, rows.len(), cell); // the rows are only for reading
    let told = rows.iter().filter(|row| is_narrow || matches!(sort(row), Sort::Fault | Sort::Changed));
    for row in told.take(20) {
        let name = if row.shown.0.is_empty() { &row.shown.1 } else { &row.shown.0 };
        let values =
            [("line", row.line.to_string().into()), ("name", name.as_str().into()), ("what", words(cx, row).into())];
        say::small(ui, &cx.with("roster-row", &values));
    }
}

/// What a row would do, in words.
pub(super) fn words(cx: &ViewCtx<'_>, row: &PlanRow) -> String {
    match &row.verdict {
        Verdict::New => cx.say("verdict-new"),
        Verdict::Here => cx.say("verdict-here"),
        Verdict::Back => cx.say("verdict-back"),
        Verdict::Changed(fields) => {
            let parts = fields.iter().map(|(field, old)| {
                let key = match field {
                    RosterField::Name => "verdict-name",
                    RosterField::BirthYear if old.is_empty() => "verdict-birth-year-new",
                    RosterField::BirthYear => "verdict-birth-year",
                    RosterField::Lang => "verdict-lang",
                    RosterField::Group => "verdict-group",
                };
                let old = if *field == RosterField::Lang { cx.language_name(old) } else { old.clone() };
                cx.with(key, &[("old", old.into())])
            });
            cx.with("verdict-changed", &[("what", parts.collect::<Vec<_>>().join(", ").into())])
        }
        Verdict::SomebodyElse(name) => cx.with("verdict-somebody-else", &[("name", name.as_str().into())]),
        Verdict::Fault(fault) => fault_words(cx, fault),
    }
}

fn fault_words(cx: &ViewCtx<'_>, fault: &RowFault) -> String {
    match fault {
        RowFault::NameMissing => cx.say("row-name-missing"),
        RowFault::NumberMissing => cx.say("row-number-missing"),
        RowFault::TooLong => cx.say("row-too-long"),
        RowFault::Hidden => cx.say("row-hidden"),
        RowFault::Formula => cx.say("row-formula"),
        RowFault::BirthYear => cx.say("row-birth-year"),
        RowFault::Language => cx.say("row-language"),
        RowFault::Twice { line } => cx.with("row-twice", &[("line", line.to_string().into())]),
    }
}

fn account(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    made: Option<&Made>,
    [new, back, changed]: [usize; 3],
) -> (Option<Saving>, bool) {
    let said = [("roster-added", new), ("roster-back", back), ("roster-changed", changed)];
    for (key, count) in said.into_iter().filter(|(_, count)| *count > 0) {
        Notice::new(Tone::Ok, &cx.with(key, &[("count", (count as u64).into())])).show(ui);
    }
    match made {
        Some(made) => card(ui, |ui| made.content(ui, cx)).inner,
        None => (None, ui.add(Button::primary(&cx.say("action-done"))).clicked()),
    }
}
