//! What a person chose for films: loudness and captions, kept with their preferences.

use crate::model::id::Slug;
use crate::ui::{Action, ViewCtx};
use crate::worker::Request;
use egui::{Id, Ui};

/// The choice of no captions.
pub const OFF: &str = "off";

/// What a person chose for films.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Loudness, ‰.
    pub volume_permille: u32,
    /// The language of the captions, or `off`; nothing where nothing was chosen.
    pub captions: Option<String>,
}

impl Choice {
    /// What the person chose in an earlier film, or before.
    pub fn load(ui: &Ui, cx: &ViewCtx<'_>) -> Self {
        let fresh = ui.data(|data| data.get_temp::<Self>(Self::key(cx)));
        fresh.unwrap_or_else(|| {
            let kept = |key: &str| cx.state.learner().and_then(|learner| learner.preferences.get(key).cloned());
            let volume = kept("film-volume").and_then(|value| value.parse().ok()).filter(|&value| value <= 1000);
            Self { volume_permille: volume.unwrap_or(1000), captions: kept("film-captions") }
        })
    }

    /// For the films that follow while the same person is in.
    pub fn keep(&self, ui: &Ui, cx: &ViewCtx<'_>) {
        ui.data_mut(|data| data.insert_temp(Self::key(cx), self.clone()));
    }

    fn key(cx: &ViewCtx<'_>) -> Id {
        Id::unique(("film-choice", cx.state.learner().map(|learner| learner.session.to_string())))
    }
}

/// The request that keeps a choice.
pub fn preference(key: &str, value: String) -> Option<Action> {
    let key = Slug::parse(key).ok()?;
    Some(Action::Ask(Request::SetPreference { key, value }))
}
