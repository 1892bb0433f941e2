//! Open files: choose, look at what would change, merge, send the notice back. One thing after the other, each with its
//! own way on.

use super::action::{Action, Place, Purpose};
use super::context::Cx;
use super::merged::Merged;
use super::plan::PlanPage;
use super::sticks::Sticks;
use super::{start, work};
use crate::model::problem::{Code, Problem};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Card, Icon, Tone, card, say, steps};
use crate::worker::Ticket;
use crate::worker::office::view::OfficeStep;
use crate::worker::office::{Ask, Told};
use egui::Ui;

/// What a step is at while entries are written.
const MERGING: &str = "files-merging";

/// How far it is.
#[derive(Default)]
enum Now {
    /// Nothing is chosen.
    #[default]
    Choosing,
    /// Files are read.
    Reading,
    /// The plan is looked at.
    Looking(Box<PlanPage>),
    /// It is merged; the plan is kept for the case that it does not work.
    Merging(Box<PlanPage>),
    /// It is done.
    Done(Box<Merged>),
}

/// See the module.
#[derive(Default)]
pub(super) struct FilesPage {
    now: Now,
    ticket: Option<Ticket>,
    step: Option<OfficeStep>,
    problem: Option<Problem>,
}

impl FilesPage {
    /// Something was sent.
    pub(super) fn began(&mut self, ticket: Ticket, ask: &Ask) {
        self.step = None;
        self.problem = None;
        match ask {
            Ask::Read { .. } => {
                self.ticket = Some(ticket);
                self.now = Now::Reading;
            }
            Ask::Merge => {
                self.ticket = Some(ticket);
                self.now = match std::mem::take(&mut self.now) {
                    Now::Looking(plan) => Now::Merging(plan),
                    other => other,
                };
            }
            Ask::CopyNotice { .. } => {
                if let Now::Done(merged) = &mut self.now {
                    merged.copying(ticket);
                }
            }
            _ => {}
        }
    }

    /// Whether a job must be let end before the desk is left.
    pub(super) fn is_busy(&self) -> bool {
        let is_copying = matches!(&self.now, Now::Done(merged) if merged.is_copying());
        is_copying || matches!(self.now, Now::Reading | Now::Merging(_))
    }

    /// The page is left: an account that was read is over.
    pub(super) fn left(&mut self, to: Place) {
        if to != Place::Files && matches!(&self.now, Now::Done(merged) if merged.is_settled()) {
            *self = Self::default();
        }
    }

    /// A station of the account is being confirmed.
    pub(super) fn confirming(&mut self, ask: &Ask) {
        if let (Now::Done(merged), Ask::Confirm { station }) = (&mut self.now, ask) {
            merged.confirming(*station);
        }
    }

    /// What came of it.
    pub(super) fn confirmed(&mut self, told: &Told) {
        if let Now::Done(merged) = &mut self.now {
            merged.confirmed(told);
        }
    }

    /// Takes what came of a job.
    pub(super) fn take(&mut self, told: Told) {
        match told {
            Told::Step(step) => match &mut self.now {
                Now::Done(merged) => merged.step(step),
                _ => self.step = Some(step),
            },
            Told::Plan(view) => self.now = Now::Looking(Box::new(PlanPage::new(*view))),
            Told::Merged(view) => self.now = Now::Done(Box::new(Merged::new(*view))),
            Told::NoticeCopied(view) => {
                if let Now::Done(merged) = &mut self.now {
                    merged.copied(Ok(view));
                }
            }
            Told::Failed(problem) => match &mut self.now {
                Now::Done(merged) => merged.copied(Err(problem)),
                now => {
                    *now = match std::mem::take(now) {
                        Now::Merging(plan) => Now::Looking(plan), // nothing was changed
                        _ => Now::Choosing,
                    };
                    self.problem = Some(problem);
                }
            },
            _ => {}
        }
    }

    /// Whether the page waits for sticks.
    pub(super) fn needs_sticks(&self) -> bool {
        matches!(self.now, Now::Choosing | Now::Done(_))
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>, sticks: &Sticks) -> Option<Action> {
        start::made(ui, cx);
        self.head(ui, cx);
        if let Some(problem) = &self.problem {
            let tone = if problem.code == Code::JobCancelled { Tone::Info } else { Tone::Bad };
            cx.told(ui, tone, problem);
            ui.add_space(space::M);
        }
        match &mut self.now {
            Now::Choosing => choosing(ui, cx, sticks),
            Now::Reading => {
                let stopped = work::show(ui, cx, &cx.say("office-reading"), self.step.as_ref(), true);
                self.ticket.filter(|_| stopped).map(Action::Cancel)
            }
            Now::Looking(plan) => match plan.show(ui, cx)? {
                action @ Action::Ask(Ask::DropPlan) => {
                    *self = Self::default();
                    Some(action)
                }
                action => Some(action),
            },
            Now::Merging(_) => {
                // Once all is written it stays, and what follows from it is ended.
                let may_stop = self.step.as_ref().is_none_or(|step| step.at == MERGING && step.done < step.total);
                let stopped = work::show(ui, cx, &cx.say("office-merging"), self.step.as_ref(), may_stop);
                say::muted(ui, &cx.say(if may_stop { "office-merging-why" } else { "office-merging-ends" }));
                self.ticket.filter(|_| stopped).map(Action::Cancel)
            }
            Now::Done(merged) => {
                let action = merged.show(ui, cx, sticks);
                if merged.is_over {
                    *self = Self::default();
                }
                action
            }
        }
    }

    fn head(&self, ui: &mut Ui, cx: &Cx<'_>) {
        say::title(ui, &cx.say("office-files"));
        ui.add_space(space::M);
        let at = match &self.now {
            Now::Choosing | Now::Reading => 0,
            Now::Looking(_) => 1,
            Now::Merging(_) => 2,
            Now::Done(merged) if merged.is_settled() => 4,
            Now::Done(_) => 3,
        };
        let labels = ["office-step-choose", "office-step-look", "office-step-merge", "office-step-back"];
        let labels = labels.map(|key| cx.say(key));
        let shown = (at + 1).min(labels.len());
        let of = cx.with("step-of", &[("step", (shown as u64).into()), ("all", (labels.len() as u64).into())]);
        steps::header(ui, &labels, at, &format!("{of}: {}", labels[shown - 1]));
        ui.add_space(space::M);
    }
}

fn choosing(ui: &mut Ui, cx: &Cx<'_>, sticks: &Sticks) -> Option<Action> {
    let is_over = ui.ctx().input(|input| !input.raw.hovered_files.is_empty());
    let drop = Card::new().padding(space::XXL).lifted(is_over).show(ui, |ui| {
        ui.vertical_centered(|ui| {
            Icon::CarryIn.show(ui, 56.0, Tokens::of(ui).palette.primary);
            say::subheading(ui, &cx.say("office-drop"));
            say::muted(ui, &cx.say("office-drop-why"));
            ui.add_space(space::S);
            ui.add(Button::primary(&cx.say("office-look-in-folder")).icon(Icon::Files)).clicked()
        })
        .inner
    });
    let mut action = drop.inner.then_some(Action::Pick(Purpose::OpenFiles));
    ui.add_space(space::L);
    if sticks.all().is_empty() {
        card(ui, |ui| {
            say::labelled(ui, Icon::Stick, &cx.say("office-no-stick"), Tokens::of(ui).palette.muted);
        });
    } else {
        say::subheading(ui, &cx.say("office-sticks"));
        if let Some(folder) = sticks.cards(ui, cx, "office-open-stick", true) {
            action = Some(Action::Ask(Ask::Read { paths: vec![folder] }));
        }
    }
    action
}
