//! Whether the person reads with a ruler, kept with their preferences.

use super::film_choice::preference;
use super::marker::has_words;
use crate::ui::widget::{Button, Icon};
use crate::ui::{Action, ViewCtx};
use egui::{Id, Ui};

fn key(cx: &ViewCtx<'_>) -> Id {
    Id::unique(("ruler-choice", cx.state.learner().map(|learner| learner.session.to_string())))
}

/// What the person chose in an earlier text, or before.
pub fn is_on(ui: &Ui, cx: &ViewCtx<'_>) -> bool {
    let kept = || cx.state.learner().and_then(|learner| learner.preferences.get("ruler")).is_some_and(|on| on == "on");
    ui.data(|data| data.get_temp::<bool>(key(cx))).unwrap_or_else(kept)
}

/// The button that lays the ruler on the page and takes it away.
pub fn button(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    let is_on = is_on(ui, cx);
    let label = cx.say("reading-ruler");
    let button = Button::quiet(&label).selected(is_on);
    let button = if has_words(ui) { button.icon(Icon::Ruler) } else { button.icon_only(Icon::Ruler) };
    let button = ui.add(button);
    if !button.clicked() {
        return None;
    }
    if !is_on {
        button.surrender_focus(); // the arrows are the ruler's from now on
    }
    ui.data_mut(|data| data.insert_temp(key(cx), !is_on));
    preference("ruler", if is_on { "off" } else { "on" }.to_owned())
}
