//! The dialogs that lie above the page.

use super::PeoplePage;
use super::adding::Draft;
use super::assigning::Assigning;
use super::examining::Examining;
use super::grouping::{Groups, Joining, Wanted};
use super::pins::{self, Made, Running};
use super::standing::Standing;
use crate::model::id::LearnerId;
use crate::ui::desk::person::Question;
use crate::ui::widget::dialog;
use crate::ui::{Action, ViewCtx};
use crate::worker::Request;
use egui::Ui;

/// What lies above the page.
pub(super) enum Dialog {
    Add(Draft),
    Ask(Question),
    Assign(Assigning),
    Exam(Examining),
    Groups(Groups),
    Join(Joining),
    Status(Standing),
    AskPins(Vec<LearnerId>),
    MakingPins(Running),
    Pins(Made),
}

impl PeoplePage {
    /// The one that is open.
    pub(super) fn dialog(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let is_changing = self.is_changing;
        let groups = self.view.here().map_or(&[][..], |view| &view.groups);
        let rows = self.view.here().map_or(&[][..], |view| &view.assignable);
        let exams = self.view.here().map_or(&[][..], |view| &view.exams);
        let (change, is_over) = match self.dialog.as_mut()? {
            Dialog::Add(draft) => {
                let (request, is_over) = draft.show(ui, cx, is_changing);
                if is_over {
                    self.dialog = None;
                }
                return request.map(Action::Ask);
            }
            Dialog::Ask(question) => {
                let answer = question.show(ui, cx)?;
                let request = question.request();
                self.dialog = None;
                return (answer == dialog::Answer::Yes).then_some(Action::Ask(request));
            }
            Dialog::Assign(assigning) => assigning.show(ui, cx, rows, is_changing),
            Dialog::Exam(examining) => examining.show(ui, cx, exams, is_changing),
            Dialog::Status(standing) => standing.show(ui, cx, is_changing),
            Dialog::Groups(all) => {
                let wanted = all.show(ui, cx, groups, !exams.is_empty(), is_changing);
                return wanted.and_then(|wanted| self.wanted(wanted));
            }
            Dialog::Join(joining) => {
                return joining.show(ui, cx, groups, is_changing).and_then(|wanted| self.wanted(wanted));
            }
            Dialog::AskPins(learners) => match pins::ask(ui, cx, learners)? {
                Some(change) => {
                    self.dialog = Some(Dialog::MakingPins(Running::default()));
                    (Some(change), false)
                }
                None => (None, true),
            },
            Dialog::MakingPins(running) => {
                let content = |ui: &mut Ui| dialog::body(ui, |ui| running.show(ui, cx, &cx.say("pins-many")));
                return dialog::show(ui.ctx(), "making-pins", 520.0, content).0;
            }
            Dialog::Pins(made) => {
                let (saving, is_over) = made.show(ui, cx);
                self.saving = saving;
                (None, is_over)
            }
        };
        if is_over {
            self.dialog = None;
        }
        change.map(|change| Action::Ask(Request::ChangePeople(change)))
    }

    fn wanted(&mut self, wanted: Wanted) -> Option<Action> {
        match wanted {
            Wanted::Change(change) => return Some(Action::Ask(Request::ChangePeople(change))),
            Wanted::Show(group) => {
                self.list.show_group(group);
                self.dialog = None;
            }
            Wanted::Assign(learners, title) => self.dialog = Some(Dialog::Assign(Assigning::to(learners, title))),
            Wanted::Exam(learners, title) => self.dialog = Some(Dialog::Exam(Examining::of(learners, title))),
            Wanted::Over => self.dialog = None,
        }
        None
    }
}
