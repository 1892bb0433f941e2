//! Somebody goes elsewhere: to another station, or home with their release packet. Each is asked about before it is done.

use super::action::{Action, Purpose};
use super::choose::{self, Chosen};
use super::context::Cx;
use super::reason;
use crate::model::id::LearnerId;
use crate::model::problem::Problem;
use crate::ui::loaded::Loaded;
use crate::ui::widget::dialog::{Answer, Confirm};
use crate::ui::widget::{Button, Icon, Notice, Tone};
use crate::worker::office::view::{Destination, PacketView, PersonView, TransferView};
use crate::worker::office::{Ask, Told};
use egui::Ui;

/// What is being asked.
#[derive(Default)]
enum Asked {
    #[default]
    Nothing,
    /// Where to.
    Where,
    /// Why there: the one of this number, and what is typed.
    Why(usize, String),
    /// Whether the packet is wanted.
    Packet,
}

/// What came of it.
enum Done {
    Transferred(TransferView),
    Packet(PacketView),
    Failed(Problem),
}

/// See the module.
#[derive(Default)]
pub(super) struct Leaving {
    destinations: Loaded<Vec<Destination>>,
    asked: Asked,
    words: String,
    is_working: bool,
    done: Option<Done>,
}

impl Leaving {
    /// Something was asked for.
    pub(super) fn began(&mut self, ask: &Ask) {
        self.done = None;
        if matches!(ask, Ask::Destinations) {
            self.asked = Asked::Where;
            self.destinations = Loaded::Loading;
        } else {
            self.is_working = true;
        }
    }

    /// Takes what came of it; true where the person is another one now.
    pub(super) fn take(&mut self, told: Told) -> bool {
        self.is_working = false;
        match told {
            Told::Destinations(all) => self.destinations = Loaded::Here(all),
            Told::Transferred(view) => {
                self.done = Some(Done::Transferred(view));
                return true;
            }
            Told::PacketMade(view) => self.done = Some(Done::Packet(view)),
            Told::Failed(problem) => (self.asked, self.done) = (Asked::Nothing, Some(Done::Failed(problem))),
            _ => {}
        }
        false
    }

    /// Tells what came of it.
    pub(super) fn tell(&self, ui: &mut Ui, cx: &Cx<'_>) {
        match &self.done {
            None => {}
            Some(Done::Transferred(view)) => {
                let folder = view.notice.display().to_string();
                let values = [("name", view.name.as_str().into()), ("station", view.station.as_str().into())];
                let what = cx.with("office-transferred", &values);
                let next = [
                    ("folder", folder.into()),
                    ("entries", view.events.into()),
                    ("certificates", view.certificates.into()),
                ];
                Notice::new(Tone::Ok, &what).mend(&cx.with("office-transferred-next", &next)).show(ui);
            }
            Some(Done::Packet(view)) => {
                let folder = view.folder.display().to_string();
                let what = cx.with("office-packet-made", &[("folder", folder.into())]);
                let holds = [
                    ("certificates", view.certificates.into()),
                    ("forms", view.forms.into()),
                    ("entries", view.entries.into()),
                ];
                Notice::new(Tone::Ok, &what).mend(&cx.with("office-packet-holds", &holds)).show(ui);
            }
            Some(Done::Failed(problem)) => cx.told(ui, Tone::Bad, problem),
        }
    }

    /// The two ways to begin.
    pub(super) fn buttons(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            let label = cx.say("office-transfer");
            if ui.add(Button::secondary(&label).icon(Icon::Station).enabled(!self.is_working)).clicked() {
                action = Some(Action::Ask(Ask::Destinations));
            }
            let label = cx.say(if self.is_working { "office-working" } else { "office-packet" });
            if ui.add(Button::secondary(&label).icon(Icon::Pack).enabled(!self.is_working)).clicked() {
                self.asked = Asked::Packet;
            }
        });
        action
    }

    /// The question that is open, about this person.
    pub(super) fn dialogs(&mut self, ui: &Ui, cx: &Cx<'_>, person: &PersonView) -> Option<Action> {
        match std::mem::take(&mut self.asked) {
            Asked::Nothing => None,
            Asked::Packet => self.ask_packet(ui, cx, person.row.learner, &person.row.name),
            Asked::Where => {
                self.ask_where(ui, cx, &person.row.name);
                None
            }
            Asked::Why(at, typed) => self.ask_why(ui, cx, person, at, typed),
        }
    }

    fn ask_packet(&mut self, ui: &Ui, cx: &Cx<'_>, learner: LearnerId, name: &str) -> Option<Action> {
        let title = cx.with("office-packet-title", &[("name", name.into())]);
        let (text, yes, no) = (cx.say("office-packet-why"), cx.say("office-packet-do"), cx.say("action-cancel"));
        let confirm = Confirm { title: &title, text: &text, yes: &yes, no: &no, is_destructive: false };
        match confirm.show(ui.ctx()) {
            Some(Answer::Yes) => return Some(Action::Pick(Purpose::Packet(learner))),
            Some(Answer::No) => {}
            None => self.asked = Asked::Packet,
        }
        None
    }

    fn ask_where(&mut self, ui: &Ui, cx: &Cx<'_>, name: &str) {
        let Some(all) = self.destinations.here() else {
            self.asked = Asked::Where; // on its way
            return;
        };
        let names: Vec<String> = all.iter().map(|one| [one.name.as_str(), &one.facility].join(" · ")).collect();
        let question = choose::Question {
            title: cx.with("office-transfer-where", &[("name", name.into())]),
            any: None,
            options: names.iter().map(String::as_str).collect(),
            chosen: None,
            is_found: false,
        };
        self.asked = match choose::show(ui, cx, &question, &mut self.words) {
            Some(Chosen::One(at)) => Asked::Why(at, String::new()),
            Some(Chosen::Any | Chosen::Close) => Asked::Nothing,
            None => Asked::Where,
        };
    }

    fn ask_why(&mut self, ui: &Ui, cx: &Cx<'_>, person: &PersonView, at: usize, mut typed: String) -> Option<Action> {
        let to = self.destinations.here().and_then(|all| all.get(at))?;
        let names = [("name", person.row.name.as_str().into()), ("station", to.name.as_str().into())];
        let question = reason::Question {
            title: cx.with("office-transfer-title", &names),
            text: cx.with("office-transfer-why", &names),
            yes: "office-transfer-do",
            is_destructive: false,
        };
        match reason::show(ui, cx, &question, &mut typed) {
            Some(reason::Answer::Yes(reason)) => {
                let (learner, station) = (person.row.learner, to.station);
                return Some(Action::Ask(Ask::Transfer { learner, station, reason }));
            }
            Some(reason::Answer::No) => {}
            None => self.asked = Asked::Why(at, typed),
        }
        None
    }
}
