//! One station: how it stands, its code, what waits for a decision, what was merged from it.

use super::action::Action;
use super::context::Cx;
use super::plan::state_key;
use super::{facts, reason};
use crate::model::id::StationId;
use crate::text::whole;
use crate::ui::tokens::space;
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, Icon, Notice, Tone, card, say};
use crate::worker::office::Ask;
use crate::worker::office::view::{StationRow, StationState};
use egui::Ui;

/// Merged files that are named.
const MERGES_NAMED: usize = 6;

/// What is typed and asked about the chosen station.
#[derive(Default)]
pub(super) struct StationCard {
    pub is_working: bool,
    name: Option<String>,
    deciding: Option<Deciding>,
}

/// What is about to be decided of it, once the reason is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decision {
    Retire,
    Release,
    Forks,
}

/// A decision that waits for its reason.
struct Deciding {
    what: Decision,
    reason: String,
}

impl Decision {
    /// The keys of its question: title, what follows, the answer that does it.
    fn keys(self) -> [&'static str; 3] {
        match self {
            Self::Retire => ["office-retire-title", "office-retire-why", "office-retire-do"],
            Self::Release => ["office-release-title", "office-release-decide", "office-release-do"],
            Self::Forks => ["office-fork-title", "office-fork-decide", "office-fork-do"],
        }
    }

    fn ask(self, station: StationId, reason: String) -> Ask {
        match self {
            Self::Retire => Ask::Retire { station, reason },
            Self::Release => Ask::Release { station, reason },
            Self::Forks => Ask::DecideForks { station, reason },
        }
    }
}

impl StationCard {
    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: &StationRow) -> Option<Action> {
        let asked = self.dialogs(ui, cx, row);
        let inner = card(ui, |ui| {
            say::heading(ui, &row.name);
            let action = self.waiting(ui, cx, row);
            let nonzero = |number: u64| if number == 0 { String::new() } else { whole(number) };
            let facts = [
                (cx.say("office-column-facility"), row.facility.clone()),
                (cx.say("office-column-state"), cx.say(state_key(row.state))),
                (cx.say("office-column-heard"), row.last_heard_ms.map(|at| cx.moment(at)).unwrap_or_default()),
                (cx.say("office-first-seen"), cx.day(row.first_seen_ms)),
                (cx.say("office-station-counted"), whole(row.counted)),
                (cx.say("office-column-apart"), nonzero(row.apart)),
                (cx.say("office-column-missing"), nonzero(row.gaps)),
                (cx.say("office-program"), row.build.clone()),
            ];
            facts::show(ui, &facts);
            documents(ui, cx, row);
            say::small(ui, &cx.say("office-fingerprint"));
            say::mono(ui, &row.fingerprint);
            ui.add_space(space::S);
            let changed = self.changes(ui, cx, row);
            merges(ui, cx, row);
            action.or(changed)
        });
        asked.or(inner.inner)
    }

    /// What waits for a decision.
    fn waiting(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: &StationRow) -> Option<Action> {
        let mut action = None;
        let name = [("station", row.name.as_str().into()), ("facility", row.facility.as_str().into())];
        if row.state == StationState::Asking {
            say::body(ui, &cx.with("office-confirm-why", &name));
            facts::code(ui, &row.fingerprint);
            let label = cx.say(if self.is_working { "office-confirming" } else { "office-confirm-do" });
            let button = Button::primary(&label).icon(Icon::Check).enabled(!self.is_working);
            if ui.add(button).clicked() {
                action = Some(Action::Ask(Ask::Confirm { station: row.station }));
            }
        }
        if row.waiting_forks() > 0 {
            let what = cx.count("office-fork", row.waiting_forks() as u64);
            Notice::new(Tone::Warn, &what).mend(&cx.say("office-fork-why")).show(ui);
            for fork in row.forks.iter().filter(|fork| fork.decided_ms.is_none()) {
                for (at, branch) in fork.branches.iter().enumerate() {
                    let values = [
                        ("number", (at as u64 + 1).into()),
                        ("seq", branch.seq.into()),
                        ("run", branch.epoch.as_str().into()),
                        ("day", cx.moment(branch.opened_ms).into()),
                    ];
                    say::fact(ui, Icon::List, &cx.with("office-fork-branch", &values));
                }
            }
            self.begin(ui, cx, Decision::Forks);
        }
        if row.state == StationState::Retired && row.apart > 0 {
            let what = cx.count("office-release", row.apart);
            Notice::new(Tone::Info, &what).mend(&cx.say("office-release-why")).show(ui);
            self.begin(ui, cx, Decision::Release);
        }
        action
    }

    /// The way to a decision that lets something count.
    fn begin(&mut self, ui: &mut Ui, cx: &Cx<'_>, what: Decision) {
        let label = cx.say(what.keys()[2]);
        if ui.add(Button::secondary(&label).icon(Icon::Check).enabled(!self.is_working)).clicked() {
            self.deciding = Some(Deciding { what, reason: String::new() });
        }
    }

    fn changes(&mut self, ui: &mut Ui, cx: &Cx<'_>, row: &StationRow) -> Option<Action> {
        if let Some(name) = &mut self.name {
            Field::new(&cx.say("office-station-name")).chars_max(80).show(ui, name);
            let typed = name.trim().to_owned();
            let (mut action, mut is_left) = (None, false);
            ui.horizontal_wrapped(|ui| {
                let is_ready = !typed.is_empty() && typed != row.name && !self.is_working;
                if ui.add(Button::secondary(&cx.say("action-save")).enabled(is_ready)).clicked() {
                    action = Some(Action::Ask(Ask::Rename { station: row.station, name: typed }));
                }
                is_left = ui.add(Button::quiet(&cx.say("action-cancel"))).clicked();
            });
            if is_left {
                self.name = None;
            }
            return action;
        }
        ui.horizontal_wrapped(|ui| {
            if ui.add(Button::secondary(&cx.say("office-rename")).enabled(!self.is_working)).clicked() {
                self.name = Some(row.name.clone());
            }
            if row.state != StationState::Retired
                && ui.add(Button::quiet(&cx.say("office-retire")).destructive().enabled(!self.is_working)).clicked()
            {
                self.deciding = Some(Deciding { what: Decision::Retire, reason: String::new() });
            }
        });
        None
    }

    fn dialogs(&mut self, ui: &Ui, cx: &Cx<'_>, row: &StationRow) -> Option<Action> {
        let Deciding { what, reason } = self.deciding.as_mut()?;
        let what = *what;
        let [title, text, yes] = what.keys();
        let question = reason::Question {
            title: cx.with(title, &[("station", row.name.as_str().into())]),
            text: cx.say(text),
            yes,
            is_destructive: what == Decision::Retire,
        };
        let answer = reason::show(ui, cx, &question, reason)?;
        self.deciding = None;
        match answer {
            reason::Answer::Yes(reason) => Some(Action::Ask(what.ask(row.station, reason))),
            reason::Answer::No => None,
        }
    }
}

/// Which signed documents it holds, and whether they are the newest.
fn documents(ui: &mut Ui, cx: &Cx<'_>, row: &StationRow) {
    if row.state == StationState::Asking {
        return; // nothing of it counts yet, what it holds neither
    }
    let names = ["office-root-version", "office-catalogue-version", "office-policy-version"];
    let held = row.documents.iter().zip(row.newest).map(|(held, newest)| match *held {
        0 => cx.say("office-document-untold"),
        held if held >= newest => cx.with("office-document-newest", &[("held", held.into())]),
        held => cx.with("office-document-behind", &[("held", held.into()), ("newest", newest.into())]),
    });
    let told = row.documents_ms.map(|at| (cx.say("office-document-told"), cx.day(at)));
    let facts: Vec<(String, String)> = names.into_iter().map(|key| cx.say(key)).zip(held).chain(told).collect();
    facts::show(ui, &facts);
}

fn merges(ui: &mut Ui, cx: &Cx<'_>, row: &StationRow) {
    if row.merges.is_empty() {
        return;
    }
    ui.add_space(space::M);
    say::subheading(ui, &cx.say("office-merges"));
    for merge in row.merges.iter().take(MERGES_NAMED) {
        let values = [
            ("file", merge.file.as_str().into()),
            ("day", cx.moment(merge.merged_ms).into()),
            ("count", merge.new.into()),
            ("by", merge.by.as_str().into()),
        ];
        let key = if merge.by.is_empty() { "office-merge-line" } else { "office-merge-line-by" };
        say::small(ui, &cx.with(key, &values));
    }
}
