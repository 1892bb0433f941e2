//! Carry in: put in the stick, look at what is on it, do it, take it out with an account of each thing.

use super::account::{head, working};
use super::drives::{Sticks, pick};
use crate::model::problem::{Code, Problem};
use crate::text::{size_of_bytes, whole};
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, Notice, Tone, card, choice, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{
    ArrivalsView, DriveView, FindKind, FindView, ImportDone, PackStanding, ReceiptView, StepView, TakenView,
};
use crate::worker::{News, Request, Ticket};
use egui::Ui;
use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;

/// How one thing ended.
enum End {
    Pack(Box<ImportDone>),
    Taken(TakenView),
    Failed(Problem),
}

/// See the module.
#[derive(Default)]
pub struct CarryIn {
    folder: Option<PathBuf>,
    ticks: BTreeMap<PathBuf, bool>,
    queue: VecDeque<FindView>,
    now: Option<FindView>,
    ticket: Option<Ticket>,
    step: Option<StepView>,
    ends: Vec<(FindView, End)>,
    is_over: bool,
}

impl CarryIn {
    /// The thing at hand has its ticket.
    pub fn began(&mut self, ticket: Ticket) {
        self.ticket = Some(ticket);
        self.step = None;
    }

    /// Takes the news of the thing at hand; gives the next.
    pub fn take(&mut self, news: News) -> Vec<Request> {
        let end = match news {
            News::Step(step) => {
                self.step = Some(step);
                return Vec::new();
            }
            News::Imported(done) => End::Pack(Box::new(done)),
            News::Taken(taken) => End::Taken(taken),
            News::Failed(problem) => {
                if problem.code == Code::JobCancelled {
                    self.queue.clear();
                }
                End::Failed(problem)
            }
            _ => return Vec::new(),
        };
        self.ticket = None;
        self.step = None;
        self.ends.extend(self.now.take().map(|find| (find, end)));
        match self.next() {
            Some(request) => vec![request],
            None => {
                self.is_over = true;
                vec![Request::Drives]
            }
        }
    }

    fn next(&mut self) -> Option<Request> {
        let find = self.queue.pop_front()?;
        let request = match &find.kind {
            FindKind::Pack { standing, .. } => {
                Request::ImportPack { path: find.path.clone(), allow_older: *standing == PackStanding::Older }
            }
            FindKind::Receipt
            | FindKind::Record
            | FindKind::Notice
            | FindKind::Kit
            | FindKind::Roster
            | FindKind::Unreadable => Request::TakeDocument { path: find.path.clone() },
        };
        self.now = Some(find);
        Some(request)
    }

    /// The page is left: an account that was read is over.
    pub fn leave(&mut self) {
        if self.current() == 3 {
            *self = Self::default();
        }
    }

    /// Whether the page waits for sticks.
    pub fn needs_sticks(&self) -> bool {
        self.current() < 2
    }

    fn current(&self) -> usize {
        match (&self.folder, self.now.is_some(), self.is_over) {
            (_, true, _) => 2,
            (_, _, true) => 3,
            (Some(_), ..) => 1,
            (None, ..) => 0,
        }
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, sticks: &Sticks) -> Option<Action> {
        let keys = ["carry-step-put-in", "carry-step-look", "carry-step-in", "carry-step-out"];
        if self.current() == 1 && self.folder.as_ref().is_some_and(|folder| sticks.is_gone(folder)) {
            self.folder = None;
        }
        head(ui, cx, &cx.say("desk-carry-in"), keys, self.current());
        match self.current() {
            0 => {
                let (action, chosen) = pick(ui, cx, sticks, &cx.say("carry-in-why"), true);
                self.folder = chosen;
                self.ticks.clear();
                action
            }
            1 => {
                let drive = self.folder.as_ref().and_then(|folder| sticks.at(folder)).cloned();
                drive.and_then(|drive| self.look(ui, cx, &drive))
            }
            2 => {
                let name = self.now.as_ref().map(|find| find_title(cx, find)).unwrap_or_default();
                let cancelled = working(ui, cx, &name, self.step.as_ref());
                if let Some(next) = self.queue.front() {
                    say::small(ui, &cx.with("carry-then", &[("name", find_title(cx, next).into())]));
                }
                if cancelled { self.ticket.map(Action::Cancel) } else { None }
            }
            _ => self.account(ui, cx),
        }
    }

    fn is_ticked(&self, find: &FindView) -> bool {
        self.ticks.get(&find.path).copied().unwrap_or_else(|| is_wanted(find)) && may_be_taken(find)
    }

    fn look(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, drive: &DriveView) -> Option<Action> {
        say::labelled(ui, Icon::Stick, &drive.label, crate::ui::tokens::Tokens::of(ui).palette.ink);
        if drive.finds.is_empty() {
            Notice::new(Tone::Info, &cx.say("carry-nothing")).mend(&cx.say("carry-nothing-mend")).show(ui);
        }
        let (of_use, others): (Vec<_>, Vec<_>) = drive.finds.iter().partition(|find| may_be_taken(find));
        for find in of_use.into_iter().chain(others) {
            self.find(ui, cx, find);
        }
        let wanted: VecDeque<FindView> = drive.finds.iter().filter(|find| self.is_ticked(find)).cloned().collect();
        let mut action = None;
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            let label = cx.with("carry-in-do", &[("count", (wanted.len() as u64).into())]);
            let button = Button::primary(&label).icon(Icon::CarryIn).enabled(!wanted.is_empty());
            if ui.add(button).clicked() {
                self.ends.clear();
                self.queue = wanted;
                action = self.next().map(Action::Ask);
            }
            if ui.add(Button::secondary(&cx.say("carry-other-stick"))).clicked() {
                self.folder = None;
            }
        });
        action
    }

    fn find(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, find: &FindView) {
        card(ui, |ui| {
            let title = find_title(cx, find);
            if may_be_taken(find) {
                let is_on = self.is_ticked(find);
                let name = if is_older(find) { cx.with("carry-use-older", &[("name", title.into())]) } else { title };
                if choice::row(ui, choice::Mark::Check, &name, is_on).clicked() {
                    self.ticks.insert(find.path.clone(), !is_on);
                }
            } else {
                say::strong(ui, &title);
            }
            say::body(ui, &cx.say(standing_key(find)));
            say::small(ui, &details(cx, find));
            if let Some(problem) = &find.problem {
                let sentence = cx.problem(problem);
                Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).show(ui);
            }
        });
    }

    fn account(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        Notice::new(Tone::Ok, &cx.say("carry-safe")).mend(&cx.say("carry-safe-why")).show(ui);
        for (find, end) in &self.ends {
            let title = find_title(cx, find);
            match end {
                End::Pack(done) => {
                    let what = cx.with("carry-pack-ready", &[("name", done.pack.title.as_str().into())]);
                    Notice::new(Tone::Ok, &what).mend(&pack_account(cx, done)).show(ui);
                }
                End::Taken(taken) => {
                    let what = cx.with("carry-taken", &[("name", title.into())]);
                    Notice::new(Tone::Ok, &what).mend(&taken_account(cx, taken)).show(ui);
                    if let TakenView::Notice { problems, .. } = taken {
                        for problem in problems {
                            let sentence = cx.problem(problem);
                            Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).show(ui);
                        }
                    }
                }
                End::Failed(problem) => {
                    let sentence = cx.problem(problem);
                    let what = format!("{title}: {}", sentence.what);
                    Notice::new(Tone::Bad, &what).mend(&sentence.mend).show(ui);
                }
            }
        }
        ui.add_space(space::M);
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::primary(&cx.say("carry-in-more")).icon(Icon::CarryIn)).clicked() {
                *self = Self::default();
                action = Some(Action::Ask(Request::Drives));
            }
        });
        action
    }
}

fn is_older(find: &FindView) -> bool {
    matches!(find.kind, FindKind::Pack { standing: PackStanding::Older, .. })
}

fn may_be_taken(find: &FindView) -> bool {
    let is_free = find.problem.as_ref().is_none_or(|problem| problem.code == Code::PackOlder);
    let is_of_use = match &find.kind {
        FindKind::Pack { standing, mends, .. } => *mends || *standing != PackStanding::Here,
        FindKind::Receipt | FindKind::Record | FindKind::Notice => true,
        FindKind::Kit | FindKind::Roster | FindKind::Unreadable => false,
    };
    is_free && is_of_use
}

fn is_wanted(find: &FindView) -> bool {
    match &find.kind {
        FindKind::Pack { standing, mends, .. } => *mends || matches!(standing, PackStanding::New | PackStanding::Newer),
        FindKind::Receipt | FindKind::Record | FindKind::Notice => true,
        FindKind::Kit | FindKind::Roster | FindKind::Unreadable => false,
    }
}

fn standing_key(find: &FindView) -> &'static str {
    match &find.kind {
        FindKind::Pack { .. } if find.problem.as_ref().is_some_and(|problem| problem.code != Code::PackOlder) => {
            "standing-refused"
        }
        FindKind::Pack { mends: true, .. } => "standing-mends",
        FindKind::Pack { standing: PackStanding::New, .. } => "standing-new",
        FindKind::Pack { standing: PackStanding::Newer, .. } => "standing-newer",
        FindKind::Pack { standing: PackStanding::Here, .. } => "standing-here",
        FindKind::Pack { standing: PackStanding::Older, .. } => "standing-older",
        FindKind::Receipt => "standing-receipt",
        FindKind::Record => "standing-record",
        FindKind::Notice => "standing-notice",
        FindKind::Kit => "standing-kit",
        FindKind::Roster => "standing-roster",
        FindKind::Unreadable => "standing-unreadable",
    }
}

fn find_title(cx: &ViewCtx<'_>, find: &FindView) -> String {
    match &find.kind {
        FindKind::Pack { title, .. } if !title.is_empty() => title.clone(),
        FindKind::Notice => cx.say("carry-notice"),
        FindKind::Receipt => cx.say("carry-receipt"),
        FindKind::Record => cx.say("carry-record"),
        FindKind::Kit => cx.say("carry-kit"),
        FindKind::Pack { .. } | FindKind::Roster | FindKind::Unreadable => find.name.clone(),
    }
}

fn details(cx: &ViewCtx<'_>, find: &FindView) -> String {
    let mut parts = vec![find.name.clone(), size_of_bytes(cx.words, find.size_bytes)];
    if let FindKind::Pack { publisher, version, courses, .. } = &find.kind {
        parts.push(cx.with("carry-version", &[("version", version.to_string().into())]));
        parts.push(cx.with("courses-found", &[("count", (courses.len() as u64).into())]));
        parts.push(publisher.clone());
    }
    parts.join(" · ")
}

fn pack_account(cx: &ViewCtx<'_>, done: &ImportDone) -> String {
    let list =
        |key: &str, names: &[String]| (!names.is_empty()).then(|| cx.with(key, &[("names", names.join(", ").into())]));
    let parts = [
        list("carry-courses-here", &done.pack.courses),
        list("carry-lessons-added", &done.lessons_added),
        list("carry-lessons-changed", &done.lessons_changed),
        list("carry-lessons-removed", &done.lessons_removed),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn taken_account(cx: &ViewCtx<'_>, taken: &TakenView) -> String {
    match taken {
        TakenView::Notice { catalogue, policy, receipt, people, .. } => {
            let now = cx.with(
                "carry-notice-now",
                &[("catalogue", catalogue.to_string().into()), ("policy", policy.to_string().into())],
            );
            let receipt = receipt.as_ref().map(|receipt| receipt_account(cx, receipt));
            let parts = [Some(now), receipt, people_account(cx, people)];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        TakenView::Receipt(receipt) => receipt_account(cx, receipt),
        TakenView::People(people) => people_account(cx, people).unwrap_or_else(|| cx.say("carry-people-none")),
    }
}

fn receipt_account(cx: &ViewCtx<'_>, receipt: &ReceiptView) -> String {
    let said = cx.with(
        "carry-receipt-now",
        &[
            ("held", whole(receipt.events_held).into()),
            ("unsent", whole(receipt.events_unsent).into()),
            ("certificates", u64::from(receipt.certificates).into()),
        ],
    );
    if receipt.is_confirmed { format!("{said} {}", cx.say("carry-confirmed")) } else { said }
}

/// Who came and who was changed; nothing if nobody was.
fn people_account(cx: &ViewCtx<'_>, people: &ArrivalsView) -> Option<String> {
    let parts = [
        ("carry-people-added", &people.added),
        ("carry-people-records", &people.records),
        ("carry-people-changed", &people.changed),
        ("carry-people-kept", &people.kept),
        ("carry-people-away", &people.away),
        ("carry-people-pin", &people.need_pin),
    ];
    let said = parts.into_iter().filter(|(_, names)| !names.is_empty());
    let said: Vec<String> = said.map(|(key, names)| cx.with(key, &[("names", some_of(cx, names).into())])).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// Names that are read out before the others are only counted.
const NAMES_MAX: usize = 12;

fn some_of(cx: &ViewCtx<'_>, names: &[String]) -> String {
    let shown = names.iter().take(NAMES_MAX).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMES_MAX) {
        0 => shown,
        more => format!("{shown} {}", cx.with("carry-people-more", &[("count", (more as u64).into())])),
    }
}
