//! What every screen may see: the words, the state, the time, the pictures. Nothing in it can be changed.

use super::action::Action;
use super::loaded::Loaded;
use super::pictures::Pictures;
use super::state::State;
use super::widget::{Notice, Tone, progress};
use crate::model::problem::Problem;
use crate::text::{Sentence, Value, Words};
use egui::Ui;
use jiff::tz::TimeZone;

/// See the module.
#[derive(Clone, Copy)]
pub struct ViewCtx<'a> {
    /// The words of the person's language.
    pub words: &'a Words,
    /// Everything shared.
    pub state: &'a State,
    /// The station's time zone.
    pub tz: &'a TimeZone,
    /// Now, ms since 1970 by the wall clock.
    pub now_ms: u64,
    /// Milliseconds since the program started; never goes back.
    pub mono_ms: u64,
    /// Milliseconds since the last sign of life: a key, the pointer, a touch.
    pub idle_ms: u64,
    /// Pictures out of packs.
    pub pictures: &'a Pictures,
}

impl ViewCtx<'_> {
    /// A text.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.words.get(key)
    }

    /// A text with its values.
    #[must_use]
    pub fn with(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.words.with(key, values)
    }

    /// The sentences of a problem.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> Sentence {
        let args = problem.args.iter().map(|(name, value)| (*name, value.as_str()));
        self.words.problem(problem.code.as_str(), args)
    }

    /// Draws what was loaded, or that it is on its way, or why it is not to be had, with a way to try again.
    pub fn loaded<T>(
        &self,
        ui: &mut Ui,
        loaded: &Loaded<T>,
        draw: impl FnOnce(&mut Ui, &T) -> Option<Action>,
    ) -> Option<Action> {
        match loaded {
            Loaded::Here(value) => draw(ui, value),
            Loaded::Nothing | Loaded::Loading => {
                progress::waiting(ui, &self.say("loading"));
                None
            }
            Loaded::Failed(problem) => {
                let sentence = self.problem(problem);
                let again = self.say("action-retry");
                let notice = Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).action(&again);
                notice.show(ui).is_some_and(|button| button.clicked()).then_some(Action::Refresh)
            }
        }
    }

    /// Whether time counts: somebody was there within the minutes that the policy allows.
    #[must_use]
    pub fn is_attended(&self) -> bool {
        let minutes = self.state.place().map_or(0, |place| place.idle_seat_min);
        minutes == 0 || self.idle_ms < u64::from(minutes) * 60_000
    }

    /// The name of a language in the words on screen, or its tag.
    #[must_use]
    pub fn language_name(&self, tag: &str) -> String {
        let key = format!("language-{}", tag.split('-').next().unwrap_or(tag));
        if self.words.has(&key) { self.say(&key) } else { tag.to_owned() }
    }
}
