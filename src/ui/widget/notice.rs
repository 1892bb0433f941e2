//! A notice: what happened and what to do, with an icon, a word of tone and at most one thing to press.

use super::super::tokens::{Palette, Tokens, space};
use super::{Button, icon::Icon, say};
use egui::accesskit::Live;
use egui::{Color32, Frame, Margin, Response, Stroke, Ui};

/// What kind of news it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Done.
    Ok,
    /// Look here.
    Warn,
    /// This did not work.
    Bad,
}

impl Tone {
    fn look(self, p: &Palette) -> (Icon, Color32) {
        match self {
            Self::Info => (Icon::Info, p.primary),
            Self::Ok => (Icon::Done, p.ok),
            Self::Warn => (Icon::Warning, p.warn),
            Self::Bad => (Icon::Problem, p.bad),
        }
    }
}

/// A notice in the page.
#[must_use = "show it"]
#[derive(Debug, Clone, Copy)]
pub struct Notice<'a> {
    tone: Tone,
    what: &'a str,
    mend: &'a str,
    action: Option<&'a str>,
}

impl<'a> Notice<'a> {
    /// What happened.
    pub fn new(tone: Tone, what: &'a str) -> Self {
        Self { tone, what, mend: "", action: None }
    }

    /// What to do.
    pub fn mend(mut self, mend: &'a str) -> Self {
        self.mend = mend;
        self
    }

    /// Something to press.
    pub fn action(mut self, label: &'a str) -> Self {
        self.action = Some(label);
        self
    }

    /// Draws it; the response is the button's, when there is one.
    pub fn show(self, ui: &mut Ui) -> Option<Response> {
        let tokens = Tokens::of(ui);
        let (icon, colour) = self.tone.look(&tokens.palette);
        Frame::new()
            .fill(tokens.palette.surface)
            .stroke(Stroke::new(if tokens.is_high_contrast() { 2.0 } else { 1.5 }, colour))
            .corner_radius(space::CORNER)
            .inner_margin(Margin::same(space::L as i8))
            .show(ui, |ui| {
                ui.take_available_width();
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = space::M;
                    icon.show(ui, 26.0, colour);
                    ui.vertical(|ui| self.words(ui)).inner
                })
                .inner
            })
            .inner
    }

    fn words(self, ui: &mut Ui) -> Option<Response> {
        ui.spacing_mut().item_spacing.y = space::XS;
        let said = say::strong(ui, self.what);
        // Read out when it comes, without the keyboard being on it.
        let live = if self.tone == Tone::Bad { Live::Assertive } else { Live::Polite };
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(live));
        if !self.mend.is_empty() {
            say::body(ui, self.mend);
        }
        self.action.map(|label| {
            ui.add_space(space::S);
            ui.add(Button::secondary(label))
        })
    }
}
