//! A certificate as it will print: a moment of pride, with what it counts for and the next step said plainly.

use super::sheet;
use crate::model::certificate::{self as paper, Certificate, Standing};
use crate::model::event::SavedTo;
use crate::model::letterhead::Letterhead;
use crate::text::{Words, decimal};
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::{Button, Icon, card, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::Request;
use crate::worker::view::{CertificateState, CertificateView};
use egui::Ui;

/// See the module.
#[derive(Default)]
pub struct CertificateScreen {
    laid: Option<(CertificateView, crate::model::sheet::Sheet)>,
}

impl CertificateScreen {
    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        super::page(ui, "certificate", |ui| cx.loaded(ui, &cx.state.certificate, |ui, view| self.content(ui, cx, view)))
    }

    fn content(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, view: &CertificateView) -> Option<Action> {
        if self.laid.as_ref().is_none_or(|(laid, _)| laid != view) {
            self.laid = Some((view.clone(), lay_out(view)));
        }
        standing(ui, cx, view);
        ui.add_space(space::M);
        if matches!(view.row.state, CertificateState::Revoked) {
            next_step(ui, cx, view); // there is nothing to print or to show around
            return None;
        }
        // Above the sheet: below it they would be out of sight on a low screen.
        let action = ui.horizontal_wrapped(|ui| actions(ui, cx, view)).inner;
        ui.add_space(space::M);
        if let Some((_, laid)) = &self.laid {
            // The whole sheet is in view at once, unless that would make it too small to read.
            let room = ui.clip_rect().height() - 190.0;
            let width = ui.available_width().min((room * laid.width / laid.height.max(1.0)).max(640.0));
            ui.vertical_centered(|ui| sheet::draw(ui, laid, width));
        }
        ui.add_space(space::L);
        next_step(ui, cx, view);
        action
    }
}

/// The sheet as it prints.
#[must_use]
pub fn lay_out(view: &CertificateView) -> crate::model::sheet::Sheet {
    // The paper speaks the language it was earned in, whatever the screen speaks.
    let words = Words::for_tag(view.lang.as_str());
    let percent = |permille: u32| words.with("percent", &[("percent", decimal(permille.into()).into())]);
    let (standing, number) = match &view.row.state {
        CertificateState::Official { id, .. } => (Standing::Official, paper_number(id)),
        CertificateState::Open { .. } | CertificateState::Provisional { .. } | CertificateState::Revoked => {
            (Standing::Provisional, String::new())
        }
    };
    let certificate = Certificate {
        standing,
        name: view.learner_name.clone(),
        title: view.row.title.clone(),
        course: view.row.course_title.clone(),
        criteria: view.row.criteria.clone(),
        hours: view.active_ms.map(|ms| decimal(ms / 360_000)),
        score: view.score_permille.map(percent),
        outcomes: view.outcomes.clone(),
        credit: view.credit.clone(),
        day: words.day_text(&view.day),
        issuer: (!view.issuer.is_empty()).then(|| view.issuer.clone()),
        number,
        language: view.lang.as_str().to_owned(),
        head: Letterhead::default(),
    };
    paper::sheet(&certificate, &paper::Words::from_texts(|key| words.get(key)))
}

fn paper_number(id: &str) -> String {
    uuid::Uuid::parse_str(id.trim_start_matches("urn:uuid:"))
        .map_or_else(|_| id.to_owned(), |uuid| paper::paper_number(&uuid))
}

fn standing(ui: &mut Ui, cx: &ViewCtx<'_>, view: &CertificateView) {
    let p = Tokens::of(ui).palette;
    let (icon, key) = match &view.row.state {
        CertificateState::Official { .. } => (Icon::Seal, "certificate-is-official"),
        CertificateState::Revoked => (Icon::Warning, "certificate-is-revoked"),
        CertificateState::Open { .. } | CertificateState::Provisional { .. } => {
            (Icon::Certificate, "certificate-is-provisional")
        }
    };
    let is_revoked = matches!(view.row.state, CertificateState::Revoked);
    let title = if is_revoked {
        view.row.title.clone()
    } else {
        cx.with("well-done", &[("name", first_name(&view.learner_name).into())])
    };
    say::title(ui, &title);
    ui.horizontal_wrapped(|ui| {
        let colour = if is_revoked { p.muted } else { p.earned };
        icon.show(ui, 26.0, colour);
        say::coloured(ui, &cx.say(key), Size::Lead, colour);
    });
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or_default()
}

fn actions(ui: &mut Ui, cx: &ViewCtx<'_>, view: &CertificateView) -> Option<Action> {
    let ask = |to: SavedTo| {
        let (course, certificate) = (view.row.course.clone(), view.row.certificate.clone());
        let sheet = Box::new(lay_out(view));
        Action::Ask(Request::SaveCertificate { course, certificate, sheet, folder: None, to })
    };
    let mut action = None;
    if view.may_print && ui.add(Button::primary(&cx.say("action-print")).icon(Icon::Print)).clicked() {
        action = Some(ask(SavedTo::Print));
    }
    if view.may_save {
        let label = cx.say("save-certificate");
        let button = if view.may_print { Button::secondary(&label) } else { Button::primary(&label) };
        if ui.add(button.icon(Icon::Pdf)).clicked() {
            action = Some(ask(SavedTo::Pdf));
        }
    }
    action
}

fn next_step(ui: &mut Ui, cx: &ViewCtx<'_>, view: &CertificateView) {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("what-happens-next"));
        say::body(
            ui,
            &cx.say(match &view.row.state {
                CertificateState::Official { .. } => "next-official",
                CertificateState::Revoked => "next-revoked",
                CertificateState::Open { .. } | CertificateState::Provisional { .. } => "next-provisional",
            }),
        );
        if !view.credit.is_empty() {
            ui.add_space(space::S);
            say::strong(ui, &cx.say("certificate-credit"));
            for line in &view.credit {
                say::body(ui, line);
            }
        }
    });
}
