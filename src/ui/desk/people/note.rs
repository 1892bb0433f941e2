//! What was done, for a while, with a way to take it back where there is one.

use super::PeoplePage;
use crate::ui::tokens::space;
use crate::ui::widget::{Notice, Tone};
use crate::ui::{Action, ViewCtx};
use crate::worker::{PeopleChange, Request};
use egui::Ui;

/// How long a word of what was done stays, ms.
const NOTE_MS: u64 = 30_000;

/// See the module.
pub(super) struct Note {
    key: &'static str,
    count: u64,
    pub(super) undo: Option<PeopleChange>,
    until_ms: Option<u64>,
}

impl Note {
    /// The words of `key`, about so many people.
    pub(super) fn new(key: &'static str, count: u64) -> Self {
        Self { key, count, undo: None, until_ms: None }
    }
}

impl PeoplePage {
    /// Draws it, while it stands.
    pub(super) fn show_note(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let note = self.note.as_mut()?;
        let until = *note.until_ms.get_or_insert(cx.mono_ms.saturating_add(NOTE_MS));
        let left = until.saturating_sub(cx.mono_ms);
        if left == 0 {
            self.note = None;
            return None;
        }
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(left + 20));
        let what = cx.with(note.key, &[("count", note.count.into())]);
        let undo = cx.say("action-undo");
        let mut notice = Notice::new(Tone::Ok, &what);
        if note.undo.is_some() {
            notice = notice.action(&undo);
        }
        let is_undone = notice.show(ui).is_some_and(|button| button.clicked());
        ui.add_space(space::S);
        let change = note.undo.take_if(|_| is_undone)?;
        self.note = None;
        self.undoing = true;
        Some(Action::Ask(Request::ChangePeople(change)))
    }
}
