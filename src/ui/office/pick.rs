//! Looking for a folder or a file: the sticks and usual places first, then folder by folder.

use super::action::{Action, Purpose};
use super::context::Cx;
use crate::text::size_of_bytes;
use crate::ui::loaded::Loaded;
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Icon, dialog, say};
use crate::worker::office::Ask;
use crate::worker::office::view::{FileRow, FolderView};
use egui::{Key, ScrollArea, Ui};
use std::path::PathBuf;

/// Rows of a folder that are drawn.
const ROWS_MAX: usize = 400;
/// Height of the list, at 100 %.
const LIST_HEIGHT: f32 = 300.0;

/// See the module.
#[derive(Default)]
pub(super) struct Picker {
    pub view: Loaded<FolderView>,
    /// Where something was chosen last.
    pub last: Option<PathBuf>,
}

impl Picker {
    /// Draws it; gives what to ask, or nothing to ask where it was put away.
    pub(super) fn show(&mut self, ui: &Ui, cx: &Cx<'_>, purpose: &Purpose) -> Option<Option<Ask>> {
        let mut answer = None;
        let ((), should_close) = dialog::show(ui.ctx(), "office-pick", 640.0, |ui| {
            let again = dialog::body(ui, |ui| {
                say::heading(ui, &cx.say(purpose.key()));
                cx.loaded(ui, &self.view, |ui, view| {
                    answer = folder(ui, cx, view, purpose);
                    None
                })
            });
            if matches!(again, Some(Action::Again)) {
                answer = Some(Some(Ask::Folder { path: None, ending: purpose.ending() }));
            }
            ui.add_space(space::S);
            ui.horizontal_wrapped(|ui| {
                let here = self.view.here().and_then(|view| view.path.clone());
                if purpose.takes_folders()
                    && let Some(here) = here
                    && ui.add(Button::primary(&cx.say("office-pick-this")).icon(Icon::Check)).clicked()
                {
                    answer = Some(Some(purpose.clone().ask(here)));
                }
                if ui.add(Button::secondary(&cx.say("action-cancel"))).clicked() {
                    answer = Some(None);
                }
            });
        });
        if should_close || ui.input(|input| input.key_pressed(Key::Escape)) {
            answer = answer.or(Some(None));
        }
        if let Some(Some(ask)) = &answer
            && !matches!(ask, Ask::Folder { .. })
        {
            self.last = self.view.here().and_then(|view| view.path.clone());
        }
        answer
    }
}

fn folder(ui: &mut Ui, cx: &Cx<'_>, view: &FolderView, purpose: &Purpose) -> Option<Option<Ask>> {
    let mut answer = None;
    let mut go = |path: Option<PathBuf>| answer = Some(Some(Ask::Folder { path, ending: purpose.ending() }));
    match &view.path {
        Some(path) => {
            say::small(ui, &path.display().to_string());
            ui.horizontal_wrapped(|ui| {
                if ui.add(Button::quiet(&cx.say("office-pick-places")).icon(Icon::Disk)).clicked() {
                    go(None);
                }
                if let Some(parent) = &view.parent
                    && ui.add(Button::quiet(&cx.say("office-pick-up")).icon(Icon::Up)).clicked()
                {
                    go(Some(parent.clone()));
                }
            });
        }
        None => {
            say::muted(ui, &cx.say("office-pick-begin"));
        }
    }
    if view.rows.is_empty() {
        say::body(ui, &cx.say("office-pick-empty"));
    }
    let height = dialog::list_height(ui, LIST_HEIGHT);
    let chosen = ScrollArea::vertical()
        .id_salt("office-pick-list")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let mut chosen = None;
            for file in view.rows.iter().take(ROWS_MAX) {
                if row(ui, cx, file) {
                    chosen = Some(file);
                }
            }
            chosen
        })
        .inner;
    match chosen {
        Some(file) if file.is_folder => go(Some(file.path.clone())),
        Some(file) => answer = Some(Some(purpose.clone().ask(file.path.clone()))),
        None => {}
    }
    answer
}

fn row(ui: &mut Ui, cx: &Cx<'_>, file: &FileRow) -> bool {
    let icon = if file.is_folder { Icon::Files } else { Icon::File };
    let size = size_of_bytes(cx.words, file.size_bytes);
    let label = if file.is_folder { file.name.clone() } else { format!("{} · {size}", file.name) };
    ui.add(Button::quiet(&label).icon(icon).row().one_line()).clicked()
}
