//! After the office was brought back from a copy: what it signed after that copy comes back from a stick or kit.

use super::action::{Action, Purpose};
use super::context::Cx;
use crate::model::problem::{Code, Problem};
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, Notice, Tone, progress, say};
use crate::worker::office::Told;
use crate::worker::office::view::BroughtBackView;
use egui::Ui;

/// See the module.
#[derive(Default)]
pub(super) enum Back {
    #[default]
    None,
    Working,
    Done(BroughtBackView),
    Failed(Problem),
}

impl Back {
    /// Documents are being brought back.
    pub(super) fn began(&mut self) {
        *self = Self::Working;
    }

    /// Takes what came of it.
    pub(super) fn take(&mut self, told: Told) {
        match told {
            Told::BroughtBack(view) => *self = Self::Done(view),
            Told::Failed(problem) => *self = Self::Failed(problem),
            _ => {}
        }
    }

    /// Draws it.
    pub(super) fn show(&self, ui: &mut Ui, cx: &Cx<'_>) -> Option<Action> {
        say::subheading(ui, &cx.say("office-back"));
        say::body(ui, &cx.say("office-back-why"));
        say::small(ui, &cx.say("office-back-where"));
        ui.add_space(space::S);
        match self {
            Self::None => {}
            Self::Working => {
                progress::bar(ui, 0, &cx.say("office-back-working"));
                say::body(ui, &cx.say("office-back-working"));
                return None;
            }
            Self::Done(view) => done(ui, cx, view),
            Self::Failed(problem) => refused(ui, cx, problem),
        }
        let label = cx.say("office-back-do");
        ui.add(Button::secondary(&label).icon(Icon::Stick)).clicked().then_some(Action::Pick(Purpose::BringBack))
    }
}

fn done(ui: &mut Ui, cx: &Cx<'_>, view: &BroughtBackView) {
    let [root, catalogue, policy] = view.versions;
    let values = [("root", root.into()), ("catalogue", catalogue.into()), ("policy", policy.into())];
    if view.is_news {
        let said = cx.with("office-back-done", &values);
        Notice::new(Tone::Ok, &said).mend(&cx.say("office-back-next")).show(ui);
    } else {
        let said = cx.with("office-back-old", &values);
        Notice::new(Tone::Info, &said).mend(&cx.say("office-back-other")).show(ui);
    }
}

/// Why nothing was brought back. The usual mends of documents are for stations: they send people to this office.
fn refused(ui: &mut Ui, cx: &Cx<'_>, problem: &Problem) {
    let mend = match problem.code {
        Code::DocumentIncomplete => "office-back-incomplete",
        Code::DocumentAltered => "office-back-altered",
        Code::DocumentConflicting => "office-back-conflicting",
        Code::DocumentOtherOffice => "office-back-other-office",
        _ => return cx.told(ui, Tone::Bad, problem),
    };
    Notice::new(Tone::Bad, &cx.problem(problem).what).mend(&cx.say(mend)).show(ui);
}
