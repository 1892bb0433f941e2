//! Saving a paper as PDF to a stick: which stick, then that it is on it and may come out.

use super::drives::{Sticks, pick};
use super::title::Title;
use crate::model::problem::Problem;
use crate::ui::tokens::space;
use crate::ui::widget::{Button, Notice, Tone, dialog, progress, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::{News, Request, Ticket};
use egui::{Key, Ui};
use std::path::PathBuf;

/// See the module.
pub(in crate::ui) struct Saving {
    title: Title,
    request: Request,
    ticket: Option<Ticket>,
    end: Option<Result<PathBuf, Problem>>,
}

impl Saving {
    /// Asks where `request` shall write to; its folder is filled in.
    pub(in crate::ui) fn new(title: Title, request: Request) -> Self {
        Self { title, request, ticket: None, end: None }
    }

    /// Whether a stick is still to be chosen.
    pub(in crate::ui) fn needs_sticks(&self) -> bool {
        self.ticket.is_none() && !matches!(self.end, Some(Ok(_)))
    }

    /// The request has its ticket.
    pub(in crate::ui) fn began(&mut self, ticket: Ticket) {
        self.ticket = Some(ticket);
        self.end = None;
    }

    /// Takes how it ended.
    pub(in crate::ui) fn take(&mut self, news: News) {
        self.end = match news {
            News::FileWritten { path } => Some(Ok(path)),
            News::Failed(problem) => Some(Err(problem)),
            _ => return,
        };
        self.ticket = None;
    }

    /// Draws it; true when it is over.
    pub(in crate::ui) fn show(&mut self, ui: &Ui, cx: &ViewCtx<'_>, sticks: &Sticks) -> (Option<Action>, bool) {
        let ((action, is_closed), should_close) = dialog::show(ui.ctx(), "save-pdf", 520.0, |ui| {
            let action = dialog::body(ui, |ui| {
                say::heading(ui, &self.title.words(cx));
                self.content(ui, cx, sticks)
            });
            ui.add_space(space::M);
            let is_saved = matches!(self.end, Some(Ok(_)));
            let label = cx.say(if is_saved { "action-done" } else { "action-cancel" });
            let button = if is_saved { Button::primary(&label) } else { Button::secondary(&label) };
            (action, ui.add(button.enabled(self.ticket.is_none())).clicked())
        });
        let escaped = self.ticket.is_none() && (should_close || ui.input(|input| input.key_pressed(Key::Escape)));
        (action, is_closed || escaped)
    }

    fn content(&self, ui: &mut Ui, cx: &ViewCtx<'_>, sticks: &Sticks) -> Option<Action> {
        match &self.end {
            Some(Ok(path)) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let what = cx.with("paper-saved", &[("name", name.into())]);
                Notice::new(Tone::Ok, &what).mend(&cx.say("carry-safe")).show(ui);
                return None;
            }
            Some(Err(problem)) => {
                let sentence = cx.problem(problem);
                Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).show(ui);
            }
            None => {}
        }
        if self.ticket.is_some() {
            progress::waiting(ui, &cx.say("paper-saving"));
            return None;
        }
        let (action, chosen) = pick(ui, cx, sticks, &cx.say("paper-put-in"), false);
        chosen.map(|folder| Action::Ask(to(self.request.clone(), folder))).or(action)
    }
}

/// The same request, with the folder to write to.
fn to(mut request: Request, chosen: PathBuf) -> Request {
    if let Request::SaveCertificateOf { folder, .. }
    | Request::SavePaper { folder, .. }
    | Request::SaveSlip { folder, .. } = &mut request
    {
        *folder = Some(chosen);
    }
    request
}
