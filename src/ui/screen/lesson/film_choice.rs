//! What a person chose for films: loudness and captions, kept with their preferences.

use crate::model::id::Slug;
use crate::ui::{Action, ViewCtx};
use crate::worker::Request;
use egui::{Id, Ui};

/// The choice of no captions.
pub const OFF: &str = "off";

/// How large captions are, beside the size of all text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CaptionSize {
    /// Smaller than usual.
    Small,
    /// As usual.
    #[default]
    Normal,
    /// Larger.
    Large,
    /// As large as a picture bears.
    VeryLarge,
}

impl CaptionSize {
    /// All of them, the smallest first.
    pub const ALL: [Self; 4] = [Self::Small, Self::Normal, Self::Large, Self::VeryLarge];

    /// As preferences store it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Normal => "normal",
            Self::Large => "large",
            Self::VeryLarge => "very-large",
        }
    }

    /// From a preference.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.name() == name)
    }

    /// The key of its word.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Small => "video-size-small",
            Self::Normal => "video-size-normal",
            Self::Large => "video-size-large",
            Self::VeryLarge => "video-size-very-large",
        }
    }

    /// How large, 1 the usual.
    #[must_use]
    pub fn factor(self) -> f32 {
        match self {
            Self::Small => 0.8,
            Self::Normal => 1.0,
            Self::Large => 1.35,
            Self::VeryLarge => 1.8,
        }
    }
}

/// What a person chose for films.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Loudness, ‰.
    pub volume_permille: u32,
    /// Loudness before the sound was turned off.
    pub louder_permille: u32,
    /// The language of the captions, or `off`; nothing where nothing was chosen.
    pub captions: Option<String>,
    /// The language they were in when they were last on.
    pub last_captions: Option<String>,
    /// How large they are.
    pub caption_size: CaptionSize,
}

impl Choice {
    /// What the person chose in an earlier film, or before.
    pub fn load(ui: &Ui, cx: &ViewCtx<'_>) -> Self {
        let fresh = ui.data(|data| data.get_temp::<Self>(Self::key(cx)));
        fresh.unwrap_or_else(|| {
            let kept = |key: &str| cx.state.learner().and_then(|learner| learner.preferences.get(key).cloned());
            let volume = kept("film-volume").and_then(|value| value.parse().ok()).filter(|&value| value <= 1000);
            let size = kept("film-caption-size").and_then(|name| CaptionSize::from_name(&name));
            Self {
                volume_permille: volume.unwrap_or(1000),
                louder_permille: volume.filter(|&value| value > 0).unwrap_or(1000),
                captions: kept("film-captions"),
                last_captions: kept("film-captions").filter(|lang| lang != OFF),
                caption_size: size.unwrap_or_default(),
            }
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

/// The next film asks the person's preferences again: they were changed elsewhere.
pub fn forget(ui: &Ui, cx: &ViewCtx<'_>) {
    ui.data_mut(|data| data.remove::<Choice>(Choice::key(cx)));
}
