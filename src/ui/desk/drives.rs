//! The removable drives: looked for again and again while none is there, chosen by pressing one.

use super::today::look_again;
use crate::model::problem::Problem;
use crate::text::size_of_bytes;
use crate::ui::loaded::Loaded;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Card, Icon, card, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::Request;
use crate::worker::view::DriveView;
use egui::Ui;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long until the drives are looked for again.
const AGAIN_MS: u64 = 2_000;

/// The drives, as last seen.
#[derive(Default)]
pub(in crate::ui) struct Sticks {
    drives: Loaded<Vec<DriveView>>,
    is_asked: bool,
    seen_mono_ms: Option<u64>,
}

impl Sticks {
    /// They are being looked for.
    pub(in crate::ui) fn ask(&mut self) {
        self.drives.ask();
        self.is_asked = true;
        self.seen_mono_ms = None;
    }

    /// These are there.
    pub(in crate::ui) fn found(&mut self, drives: Vec<DriveView>) {
        self.drives = Loaded::Here(drives);
        self.is_asked = false;
    }

    /// They cannot be listed.
    pub(in crate::ui) fn failed(&mut self, problem: Problem) {
        self.drives = Loaded::Failed(problem);
        self.is_asked = false;
    }

    /// Nobody has looked yet.
    pub(in crate::ui) fn is_unasked(&self) -> bool {
        matches!(self.drives, Loaded::Nothing)
    }

    /// The drive at this folder, while it is in.
    pub(in crate::ui) fn at(&self, folder: &Path) -> Option<&DriveView> {
        self.drives.here()?.iter().find(|drive| drive.folder == folder)
    }

    /// All that are in.
    pub(in crate::ui) fn all(&self) -> &[DriveView] {
        self.drives.here().map_or(&[], Vec::as_slice)
    }

    /// Looks again after a while, so that a stick put in is seen without a press.
    pub(in crate::ui) fn watch(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        if self.is_asked {
            return None;
        }
        let seen = *self.seen_mono_ms.get_or_insert(cx.mono_ms);
        let passed = cx.mono_ms.saturating_sub(seen);
        if passed >= AGAIN_MS {
            return Some(Action::Ask(Request::Drives));
        }
        ui.ctx().request_repaint_after(Duration::from_millis(AGAIN_MS - passed));
        None
    }
}

/// Lets staff choose a drive; sets `chosen`.
pub(in crate::ui) fn pick(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    sticks: &mut Sticks,
    why: &str,
    chosen: &mut Option<PathBuf>,
) -> Option<Action> {
    let action = cx.loaded(ui, &sticks.drives, |ui, drives| {
        if drives.is_empty() {
            return card(ui, |ui| {
                Icon::Stick.show(ui, 48.0, Tokens::of(ui).palette.primary);
                say::subheading(ui, &cx.say("carry-put-in"));
                say::body(ui, why);
                ui.add_space(space::S);
                look_again(ui, cx)
            })
            .inner;
        }
        say::body(ui, &cx.say("carry-which-stick"));
        for drive in drives {
            let free = cx.with("carry-free", &[("size", size_of_bytes(cx.words, drive.free_bytes).into())]);
            let found = cx.with("carry-found", &[("count", (drive.finds.len() as u64).into())]);
            let name = format!("{}, {free}, {found}", drive.label);
            let facts = [free, found].join(" · ");
            let pressed = Card::new().padding(space::L).pressable(ui, &name, |ui| {
                say::labelled(ui, Icon::Stick, &drive.label, Tokens::of(ui).palette.primary);
                say::small(ui, &facts);
            });
            if pressed.clicked() {
                *chosen = Some(drive.folder.clone());
            }
        }
        None
    });
    action.or(sticks.watch(ui, cx))
}
