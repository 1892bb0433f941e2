//! The removable drives: watched by a worker while a page needs them, chosen by pressing one.

use crate::model::problem::Problem;
use crate::text::size_of_bytes;
use crate::ui::loaded::Loaded;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Card, Icon, card, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::DriveView;
use crate::worker::{News, Request, Ticket};
use egui::Ui;
use std::path::{Path, PathBuf};

/// The drives, as last seen.
#[derive(Default)]
pub(in crate::ui) struct Sticks {
    drives: Loaded<Vec<DriveView>>,
    seen: u64,
    asked: Option<Ticket>,
    watching: Option<Ticket>,
}

impl Sticks {
    /// A request about drives was sent.
    pub(in crate::ui) fn sent(&mut self, ticket: Ticket, request: &Request) {
        match request {
            Request::Drives => {
                self.drives.ask();
                self.asked = Some(ticket);
            }
            Request::WatchDrives { .. } => self.watching = Some(ticket),
            _ => {}
        }
    }

    /// Whether it was asked by this ticket, and no other part of the screen.
    pub(in crate::ui) fn has_asked(&self, ticket: Ticket) -> bool {
        self.watching == Some(ticket) || self.asked == Some(ticket)
    }

    /// Takes what came of it; gives what follows.
    pub(in crate::ui) fn take(&mut self, ticket: Ticket, news: News) -> Vec<Request> {
        let was_watch = self.watching == Some(ticket);
        if was_watch {
            self.watching = None;
        }
        match news {
            News::DrivesChanged { seen } => {
                self.seen = seen;
                return vec![Request::Drives];
            }
            News::Drives(drives) => self.drives = Loaded::Here(drives),
            News::Failed(problem) if !was_watch => self.failed(problem),
            _ => {}
        }
        Vec::new()
    }

    /// They cannot be listed.
    fn failed(&mut self, problem: Problem) {
        self.drives = Loaded::Failed(problem);
        self.seen = 0;
    }

    /// Waits for a change while a page `needs` them, and no longer.
    pub(in crate::ui) fn keep_up(&mut self, needs: bool) -> Option<Action> {
        match (needs, self.watching) {
            (true, None) => Some(Action::Ask(Request::WatchDrives { seen: self.seen })),
            (false, Some(ticket)) => {
                self.watching = None;
                Some(Action::Cancel(ticket))
            }
            _ => None,
        }
    }

    /// The drive at this folder, while it is in.
    pub(in crate::ui) fn at(&self, folder: &Path) -> Option<&DriveView> {
        self.all().iter().find(|drive| drive.folder == folder)
    }

    /// Whether the drive at this folder was taken out.
    pub(in crate::ui) fn is_gone(&self, folder: &Path) -> bool {
        self.drives.here().is_some() && self.at(folder).is_none()
    }

    /// The drives, here or on their way.
    pub(in crate::ui) fn loaded(&self) -> &Loaded<Vec<DriveView>> {
        &self.drives
    }

    /// All that are in.
    pub(in crate::ui) fn all(&self) -> &[DriveView] {
        self.drives.here().map_or(&[], Vec::as_slice)
    }
}

/// Lets staff choose a drive; gives the folder of the one that was pressed. `counts` says what is on each for Foothold.
pub(super) fn pick(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    sticks: &Sticks,
    why: &str,
    counts: bool,
) -> (Option<Action>, Option<PathBuf>) {
    let mut chosen = None;
    let action = cx.loaded(ui, &sticks.drives, |ui, drives| {
        if drives.is_empty() {
            card(ui, |ui| {
                Icon::Stick.show(ui, 48.0, Tokens::of(ui).palette.primary);
                say::subheading(ui, &cx.say("carry-put-in"));
                say::body(ui, why);
            });
            return None;
        }
        say::body(ui, &cx.say("carry-which-stick"));
        for drive in drives {
            let mut facts = vec![cx.with("carry-free", &[("size", size_of_bytes(cx.words, drive.free_bytes).into())])];
            if counts {
                facts.push(cx.with("carry-found", &[("count", (drive.finds.len() as u64).into())]));
            }
            let name = format!("{}, {}", drive.label, facts.join(", "));
            let pressed = Card::new().padding(space::L).pressable(ui, &name, |ui| {
                say::labelled(ui, Icon::Stick, &drive.label, Tokens::of(ui).palette.primary);
                say::small(ui, &facts.join(" · "));
            });
            if pressed.clicked() {
                chosen = Some(drive.folder.clone());
            }
        }
        None
    });
    (action, chosen)
}
