//! Adding somebody by hand, and their one-time PIN, shown once.

use crate::model::event::BIRTH_YEARS;
use crate::model::id::Lang;
use crate::text::LANGUAGES;
use crate::ui::ViewCtx;
use crate::ui::desk::Title;
use crate::ui::desk::paper::{pin_slip, spaced};
use crate::ui::desk::saving::Saving;
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, Icon, choice, dialog, focus, say};
use crate::worker::Request;
use crate::worker::view::PinView;
use egui::{Key, Ui};

/// What is typed for a new person.
#[derive(Default)]
pub(super) struct Draft {
    name: String,
    number: String,
    birth_year: String,
    lang: usize,
}

impl Draft {
    /// Draws it: what is asked, and whether it is over.
    pub(super) fn show(&mut self, ui: &Ui, cx: &ViewCtx<'_>, is_changing: bool) -> (Option<Request>, bool) {
        let ((is_added, is_cancelled), should_close) = dialog::show(ui.ctx(), "add-learner", 480.0, |ui| {
            dialog::body(ui, |ui| self.fields(ui, cx));
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let may = self.request().is_some() && !is_changing;
                let add = ui.add(Button::primary(&cx.say("people-add-do")).enabled(may)).clicked();
                let cancel = ui.add(Button::secondary(&cx.say("action-cancel"))).clicked();
                (add, cancel)
            })
            .inner
        });
        let is_over = is_cancelled || should_close || ui.input(|input| input.key_pressed(Key::Escape));
        (self.request().filter(|_| is_added), is_over && !is_added)
    }

    fn fields(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        say::heading(ui, &cx.say("people-add"));
        let name = Field::new(&cx.say("people-name")).chars_max(80).show(ui, &mut self.name);
        focus::first(ui, &name, &self.name);
        let number = cx.say("people-number");
        Field::new(&number).hint(&cx.say("people-number-why")).mono().chars_max(32).show(ui, &mut self.number);
        Field::new(&cx.say("people-birth-year")).mono().chars_max(4).width(160.0).show(ui, &mut self.birth_year);
        if self.year().is_none() {
            say::small(ui, &cx.say("row-birth-year"));
        }
        say::strong(ui, &cx.say("people-reads"));
        ui.horizontal_wrapped(|ui| {
            for (at, language) in LANGUAGES.iter().enumerate() {
                if choice::chip(ui, language.own_name(), self.lang == at).clicked() {
                    self.lang = at;
                }
            }
        });
    }

    /// The year of birth, or that none is given; nothing if what is typed is no year.
    fn year(&self) -> Option<Option<u64>> {
        match self.birth_year.trim() {
            "" => Some(None),
            typed => typed.parse().ok().filter(|year| BIRTH_YEARS.contains(year)).map(|year| Some(year.into())),
        }
    }

    /// The person as typed, once all of it can be used.
    fn request(&self) -> Option<Request> {
        let (name, number) = (self.name.trim(), self.number.trim());
        if name.is_empty() || number.is_empty() {
            return None;
        }
        Some(Request::AddLearner {
            name: name.to_owned(),
            number: number.to_owned(),
            birth_year: self.year()?,
            lang: Lang::parse(LANGUAGES.get(self.lang)?.tag()).ok()?,
        })
    }
}

/// The PIN, large enough to be copied, once: whether it was, and a slip to be saved.
pub(super) fn telling(ui: &Ui, cx: &ViewCtx<'_>, pin: &PinView) -> (bool, Option<Saving>) {
    let title = cx.with("pin-given", &[("name", pin.name.as_str().into())]);
    let ((is_told, is_saved), _) = dialog::show(ui.ctx(), "pin-given", 480.0, |ui| {
        dialog::body(ui, |ui| {
            say::heading(ui, &title);
            ui.vertical_centered(|ui| {
                let tokens = Tokens::of(ui);
                let mut font = tokens.mono(Size::Title);
                font.size *= 2.0;
                let text = egui::RichText::new(spaced(pin.pin.as_str())).font(font).color(tokens.palette.ink);
                ui.add(egui::Label::new(text));
            });
            say::body(ui, &cx.say("pin-given-why"));
        });
        ui.add_space(space::M);
        ui.horizontal_wrapped(|ui| {
            let is_told = ui.add(Button::primary(&cx.say("pin-given-done"))).clicked();
            (is_told, ui.add(Button::secondary(&cx.say("pin-given-save")).icon(Icon::Pdf)).clicked())
        })
        .inner
    });
    let saving = if is_saved {
        pin_slip(cx, pin).map(|request| Saving::new(Title::of("pin-given", 1, &pin.name), request))
    } else {
        None
    };
    (is_told, saving)
}
