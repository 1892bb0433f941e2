//! Text that saves itself: once at each pause, at the latest some seconds after the first key, and at once when it is
//! left. "Saved" is said only of what the workers told to be on the disk (I6).

use crate::ui::ViewCtx;
use crate::ui::tokens::Tokens;
use crate::ui::widget::{Icon, say};
use egui::Ui;
use egui::accesskit::Live;

/// A pause this long saves.
const PAUSE_MS: u64 = 1_500;
/// Somebody who never pauses is saved this often.
const LONGEST_MS: u64 = 10_000;
/// What could not be saved is tried again after this.
const AGAIN_MS: u64 = 10_000;

/// How a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was typed.
    Fresh,
    /// Typed, or on its way to the disk.
    Unsaved,
    /// On the disk since then, ms since 1970.
    Saved(u64),
    /// The last try did not work out.
    Trouble,
}

/// See the module.
#[derive(Debug, Default)]
pub struct Written {
    /// What stands in the field.
    pub text: String,
    saved: String,
    sent: Option<String>,
    first_ms: Option<u64>,
    last_ms: u64,
    failed_ms: Option<u64>,
    saved_wall_ms: Option<u64>,
}

impl Written {
    /// A text that is on the disk as it is.
    #[must_use]
    pub fn new(saved: &str) -> Self {
        Self { text: saved.to_owned(), saved: saved.to_owned(), ..Self::default() }
    }

    /// Something was typed.
    pub fn typed(&mut self, mono_ms: u64) {
        self.first_ms = self.first_ms.or(Some(mono_ms));
        self.last_ms = mono_ms;
    }

    fn is_unsaved(&self) -> bool {
        self.text != self.saved
    }

    /// What is to be sent now.
    pub fn due(&mut self, mono_ms: u64) -> Option<String> {
        (self.wait_ms(mono_ms)? == 0).then(|| self.send())
    }

    /// So long until something is to be sent.
    #[must_use]
    pub fn wait_ms(&self, mono_ms: u64) -> Option<u64> {
        if !self.is_unsaved() || self.sent.is_some() {
            return None;
        }
        let pause = (self.last_ms + PAUSE_MS).saturating_sub(mono_ms);
        let longest = (self.first_ms.unwrap_or(self.last_ms) + LONGEST_MS).saturating_sub(mono_ms);
        let again = self.failed_ms.map_or(0, |at| (at + AGAIN_MS).saturating_sub(mono_ms));
        Some(pause.min(longest).max(again))
    }

    /// The text is left: what is to be sent at once.
    pub fn left(&mut self) -> Option<String> {
        let is_sent = self.sent.as_ref().is_some_and(|sent| *sent == self.text);
        (self.is_unsaved() && !is_sent).then(|| self.send())
    }

    fn send(&mut self) -> String {
        self.first_ms = None;
        self.failed_ms = None;
        self.sent = Some(self.text.clone());
        self.text.clone()
    }

    /// This text is on the disk.
    pub fn saved(&mut self, text: &str, wall_ms: u64) {
        if self.sent.as_deref() == Some(text) {
            self.sent = None;
        }
        text.clone_into(&mut self.saved);
        self.saved_wall_ms = Some(wall_ms);
        if self.is_unsaved() {
            self.first_ms = self.first_ms.or(Some(self.last_ms));
        }
    }

    /// What was sent could not be saved.
    pub fn failed(&mut self, mono_ms: u64) {
        if self.sent.take().is_some() {
            self.failed_ms = Some(mono_ms);
        }
    }

    /// How it stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match (self.is_unsaved() || self.sent.is_some(), self.failed_ms, self.saved_wall_ms) {
            (true, Some(_), _) => Standing::Trouble,
            (true, None, _) => Standing::Unsaved,
            (false, _, Some(wall_ms)) => Standing::Saved(wall_ms),
            (false, _, None) => Standing::Fresh,
        }
    }
}

/// Says how a text stands; a screen reader says it by itself when it changes.
pub fn saved_words(ui: &mut Ui, cx: &ViewCtx<'_>, standing: Standing) {
    let p = Tokens::of(ui).palette;
    let (icon, words) = match standing {
        Standing::Fresh => return,
        Standing::Unsaved => (Icon::Save, cx.say("keep-not-saved")),
        Standing::Saved(wall_ms) => {
            let time = cx.words.time(wall_ms, cx.tz);
            (Icon::Check, cx.with("saved-at", &[("time", time.into())]))
        }
        Standing::Trouble => (Icon::Warning, cx.say("keep-trouble")),
    };
    let colour = if standing == Standing::Trouble { p.bad } else { p.muted };
    let said = say::labelled(ui, icon, &words, colour);
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(Live::Polite));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(written: &mut Written, c: char, at: u64) -> Option<String> {
        written.text.push(c);
        written.typed(at);
        written.due(at)
    }

    #[test]
    fn a_pause_saves_once_and_not_every_key() {
        let mut written = Written::default();
        for (at, c) in "hello".chars().enumerate() {
            assert_eq!(key(&mut written, c, at as u64 * 200), None);
        }
        assert_eq!(written.wait_ms(800), Some(PAUSE_MS));
        assert_eq!(written.due(2_300), Some("hello".into()));
        assert_eq!(written.due(9_999), None, "it is on its way");
        assert_eq!(written.standing(), Standing::Unsaved);
        written.saved("hello", 7);
        assert_eq!((written.standing(), written.wait_ms(99_999)), (Standing::Saved(7), None));
    }

    #[test]
    fn who_never_pauses_is_saved_all_the_same() {
        let mut written = Written::default();
        let sent: Vec<String> = (0..300).filter_map(|n| key(&mut written, 'x', n * 100)).collect();
        assert_eq!(sent.len(), 1, "the next waits for the answer");
        written.saved(&sent[0], 1);
        assert!(key(&mut written, 'x', 30_000).is_some());
    }

    #[test]
    fn what_is_left_is_sent_at_once_and_only_once() {
        let mut written = Written::new("old");
        assert_eq!(written.left(), None);
        assert_eq!(key(&mut written, 'x', 100), None);
        assert_eq!(written.left(), Some("oldx".into()));
        assert_eq!(written.left(), None);
        assert_eq!(key(&mut written, 'y', 200), None);
        assert_eq!(written.left(), Some("oldxy".into()), "also behind one that is on its way");
        written.saved("oldx", 1);
        assert_eq!(written.standing(), Standing::Unsaved, "an older text is no news of the newer one");
        written.saved("oldxy", 2);
        assert_eq!(written.standing(), Standing::Saved(2));
    }

    #[test]
    fn a_text_that_could_not_be_saved_is_tried_again_later() {
        let mut written = Written::default();
        key(&mut written, 'x', 0);
        assert!(written.due(2_000).is_some());
        written.failed(2_100);
        assert_eq!(written.standing(), Standing::Trouble);
        assert_eq!(written.due(5_000), None);
        assert_eq!(written.due(12_100), Some("x".into()));
    }
}
