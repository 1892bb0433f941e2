//! What can be done with several people at once, while they are being chosen.

use super::PeoplePage;
use super::above::Dialog;
use super::assigning::Assigning;
use super::examining::Examining;
use super::grouping::{self, Joining};
use super::standing::Standing;
use crate::model::id::LearnerId;
use crate::ui::desk::Title;
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::Request;
use crate::worker::view::PeopleView;
use egui::Ui;

impl PeoplePage {
    /// What can be done with those who are chosen.
    pub(super) fn several(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, people: &PeopleView) -> Option<Action> {
        let ticks = self.list.ticks.as_ref()?;
        let learners: Vec<LearnerId> = ticks.iter().copied().collect();
        let count = learners.len() as u64;
        say::strong(ui, &cx.with("people-chosen", &[("count", count.into())]));
        let shown: Vec<LearnerId> = self.list.shown(people).map(|row| row.learner).collect();
        let group = self.list.group().and_then(|group| people.groups.iter().find(|one| one.group == *group));
        let name = name_of(people, &learners);
        let mut action = None;
        ui.horizontal_wrapped(|ui| {
            let of = |key| Title::of(key, count, &name);
            let press = |ui: &mut Ui, label: &str, icon: Icon, may: bool| {
                ui.add(Button::secondary(label).icon(icon).enabled(may)).clicked()
            };
            let is_any = count > 0 && !self.is_changing;
            if press(ui, &cx.say("assign"), Icon::Assignment, is_any) {
                self.dialog = Some(Dialog::Assign(Assigning::to(learners.clone(), of("assign-to"))));
            }
            if press(ui, &cx.say("group-to"), Icon::People, is_any) {
                self.dialog = Some(Dialog::Join(Joining::of(learners.clone(), of("group-to-title"))));
            }
            if let Some(group) = group
                && press(ui, &cx.with("group-out", &[("name", group.name.as_str().into())]), Icon::Minus, is_any)
            {
                action = Some(Action::Ask(Request::ChangePeople(grouping::without(group, &learners))));
            }
            if !people.exams.is_empty() && press(ui, &cx.say("exam-for-many"), Icon::Unlock, is_any) {
                self.dialog = Some(Dialog::Exam(Examining::of(learners.clone(), of("exam-for"))));
            }
            if press(ui, &cx.say("pins-many"), Icon::Password, is_any) {
                self.dialog = Some(Dialog::AskPins(learners.clone()));
            }
            if press(ui, &cx.say("people-status-change"), Icon::Person, is_any) {
                let with_status = people.people.iter().filter(|row| learners.binary_search(&row.learner).is_ok());
                let with_status = with_status.map(|row| (row.learner, row.status)).collect();
                self.dialog = Some(Dialog::Status(Standing::of(with_status, name.clone())));
            }
            let all = cx.with("people-choose-all", &[("count", (shown.len() as u64).into())]);
            if ui.add(Button::quiet(&all).enabled(!shown.is_empty())).clicked() {
                self.list.ticks = Some(shown.iter().copied().collect());
            }
            if ui.add(Button::quiet(&cx.say("people-choose-none")).enabled(count > 0)).clicked() {
                self.list.ticks = Some(Default::default());
            }
        });
        action
    }
}

/// The name of a single one.
fn name_of(people: &PeopleView, learners: &[LearnerId]) -> String {
    let [one] = learners else { return String::new() };
    people.people.iter().find(|row| row.learner == *one).map(|row| row.name.clone()).unwrap_or_default()
}
