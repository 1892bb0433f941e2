//! The lock: the same person's PIN brings them back to where they were; anybody else starts from the sign-in.

use super::secret_entry::asked_for;
use super::sign_in::SignInScreen;
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, say, tile};
use crate::ui::{Action, ViewCtx};
use crate::worker::Request;
use egui::Ui;

/// Draws it.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, sign_in: &mut SignInScreen) -> Option<Action> {
    let (learner, name) = cx.state.locked()?;
    super::page(ui, "lock", |ui| {
        let mut action = None;
        ui.vertical_centered(|ui| {
            tile::avatar(ui, name, 88.0);
            ui.add_space(space::S);
            say::title(ui, &cx.with("locked-for", &[("name", name.into())]));
            let entry = sign_in.entry();
            asked_for(ui, cx, if entry.by_pictures { "locked-why-pictures" } else { "locked-why" });
            ui.add_space(space::M);
            if let Some(pin) = entry.show(ui, cx, cx.state.sign_in_problem.as_ref()) {
                action = Some(Action::Ask(Request::SignIn { learner, pin }));
            }
            ui.add_space(space::M);
            if ui.add(Button::quiet(&cx.say("somebody-else")).icon(Icon::People)).clicked() {
                action = Some(Action::SignOut);
            }
        });
        action
    })
}
