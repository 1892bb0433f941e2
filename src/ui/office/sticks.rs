//! The sticks that are in, seen by the window itself while a page waits for one.

use super::action::Action;
use super::context::Cx;
use crate::text::size_of_bytes;
use crate::ui::loaded::Loaded;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Card, Icon, say};
use crate::worker::Ticket;
use crate::worker::office::view::StickView;
use crate::worker::office::{Ask, Told};
use egui::Ui;
use std::path::PathBuf;

/// See the module.
#[derive(Default)]
pub(super) struct Sticks {
    all: Loaded<Vec<StickView>>,
    seen: u64,
    watching: Option<Ticket>,
}

impl Sticks {
    /// Something about sticks was sent.
    pub(super) fn sent(&mut self, ticket: Ticket, ask: &Ask) {
        match ask {
            Ask::WatchSticks { .. } => self.watching = Some(ticket),
            _ => self.all.ask(),
        }
    }

    /// Takes what came of it; gives what follows.
    pub(super) fn take(&mut self, ticket: Ticket, told: Told) -> Vec<Ask> {
        let was_watch = self.watching == Some(ticket);
        if was_watch {
            self.watching = None;
        }
        match told {
            Told::SticksChanged { seen } => {
                self.seen = seen;
                return vec![Ask::Sticks];
            }
            Told::Sticks(all) => self.all = Loaded::Here(all),
            Told::Failed(problem) if !was_watch => self.all = Loaded::Failed(problem),
            _ => {}
        }
        Vec::new()
    }

    /// Waits for a change while a page `needs` them, and no longer.
    pub(super) fn keep_up(&mut self, needs: bool) -> Option<Action> {
        match (needs, self.watching) {
            (true, None) => Some(Action::Ask(Ask::WatchSticks { seen: self.seen })),
            (false, Some(ticket)) => {
                self.watching = None;
                Some(Action::Cancel(ticket))
            }
            _ => None,
        }
    }

    /// All that are in.
    pub(super) fn all(&self) -> &[StickView] {
        self.all.here().map_or(&[], Vec::as_slice)
    }

    /// A card for each; gives the folder of the one that was pressed. `verb` says what a press does.
    pub(super) fn cards(&self, ui: &mut Ui, cx: &Cx<'_>, verb: &str, counts: bool) -> Option<PathBuf> {
        let mut chosen = None;
        for stick in self.all() {
            let free = cx.with("carry-free", &[("size", size_of_bytes(cx.words, stick.free_bytes).into())]);
            let found = if counts { cx.count("office-stick-files", stick.exports) } else { free };
            let title = cx.with(verb, &[("name", stick.label.as_str().into())]);
            let pressed = Card::new().padding(space::L).pressable(ui, &format!("{title}, {found}"), |ui| {
                say::labelled(ui, Icon::Stick, &title, Tokens::of(ui).palette.primary);
                say::small(ui, &found);
            });
            if pressed.clicked() {
                chosen = Some(stick.folder.clone());
            }
        }
        chosen
    }
}
