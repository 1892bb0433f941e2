//! What every screen of both windows speaks with: the words of a language, and a time zone for dates.

use super::loaded::Loaded;
use super::widget::{Notice, Tone, progress};
use crate::model::problem::Problem;
use crate::text::{Sentence, Value, Words, whole};
use egui::Ui;
use jiff::tz::TimeZone;

/// See the module.
#[derive(Clone, Copy)]
pub struct Speech<'a> {
    /// The words of the person's language.
    pub words: &'a Words,
    /// The time zone of the place.
    pub tz: &'a TimeZone,
}

impl Speech<'_> {
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

    /// A text with one number, called `count`.
    #[must_use]
    pub fn count(&self, key: &str, count: u64) -> String {
        self.words.with(key, &[("count", count.into())])
    }

    /// A number for a table: nothing where it is 0.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        if number == 0 { "–".to_owned() } else { whole(number) }
    }

    /// The day of an instant.
    #[must_use]
    pub fn day(&self, ms: u64) -> String {
        self.words.date(ms, self.tz)
    }

    /// Day and time of an instant.
    #[must_use]
    pub fn moment(&self, ms: u64) -> String {
        self.words.date_time(ms, self.tz)
    }

    /// The sentences of a problem.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> Sentence {
        let args = problem.args.iter().map(|(name, value)| (*name, value.as_str()));
        self.words.problem(problem.code.as_str(), args)
    }

    /// Draws a problem.
    pub fn told(&self, ui: &mut Ui, tone: Tone, problem: &Problem) {
        let said = self.problem(problem);
        Notice::new(tone, &said.what).mend(&said.mend).show(ui);
    }

    /// Draws what was loaded, or that it is on its way, or why it is not to be had, with a way to try `again`.
    pub fn loaded_or<T, A>(
        &self,
        ui: &mut Ui,
        loaded: &Loaded<T>,
        draw: impl FnOnce(&mut Ui, &T) -> Option<A>,
        again: A,
    ) -> Option<A> {
        match loaded {
            Loaded::Here(value) => draw(ui, value),
            Loaded::Nothing | Loaded::Loading => {
                progress::waiting(ui, &self.say("loading"));
                None
            }
            Loaded::Failed(problem) => {
                let said = self.problem(problem);
                let label = self.say("action-retry");
                let notice = Notice::new(Tone::Bad, &said.what).mend(&said.mend).action(&label);
                notice.show(ui).is_some_and(|button| button.clicked()).then_some(again)
            }
        }
    }
}
