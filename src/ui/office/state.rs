//! What the office's window knows: whether there is an office, who is in, how it looks. Screens see it read-only.

use super::action::{Place, Purpose};
use crate::model::problem::Problem;
use crate::text::Language;
use crate::ui::loaded::Loaded;
use crate::ui::tokens::{Theme, Tokens};
use crate::worker::office::Ask;
use crate::worker::office::view::{EnteredView, StartView};

/// See the module.
#[derive(Debug, Default)]
pub struct State {
    /// Whether there is an office here.
    pub start: Loaded<StartView>,
    /// Who is in.
    pub entered: Option<EnteredView>,
    /// Somebody is coming in, or an office is being made.
    pub is_entering: bool,
    /// Why that did not work.
    pub refused: Option<Problem>,
    /// The desk locked by itself, because nobody was at it.
    pub is_left: bool,
    /// Where they are.
    pub place: Place,
    /// The passphrase is asked for; then this is done.
    pub unlocking: Option<Option<Ask>>,
    /// A folder or file is looked for.
    pub picking: Option<Purpose>,
    /// Their language.
    pub language: Language,
    /// Their colours.
    pub theme: Theme,
    /// Their size of text, in per cent; 0: the usual one.
    pub text_percent: u16,
}

impl State {
    /// The look that follows.
    #[must_use]
    pub fn tokens(&self) -> Tokens {
        Tokens::new(self.theme, if self.text_percent == 0 { 100 } else { self.text_percent }, false)
    }

    /// Whether the keys can be used.
    #[must_use]
    pub fn has_keys(&self) -> bool {
        self.entered.as_ref().is_some_and(|entered| entered.has_keys)
    }
}
