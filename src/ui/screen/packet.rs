//! What the learner takes along when they leave: of their journal and notes, what they choose. The page says who reads it
//! before anything is put in, shows the very words that will leave, and takes them out again.

use crate::model::id::Slug;
use crate::model::trust::FreeText;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Card, Icon, Notice, Tone, card, choice, dialog, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{PacketPage, PacketRow, PacketView};
use crate::worker::{Keep, Request};
use egui::{Key, Ui};

/// Of a page's words, as many stand in its row.
const ROW_CHARS: usize = 90;

/// See the module.
#[derive(Default)]
pub struct PacketScreen {
    /// The page that is about to be put in.
    asked: Option<PacketRow>,
}

impl PacketScreen {
    /// The page is left.
    pub fn close(&mut self) {
        *self = Self::default();
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let shown = super::page(ui, "packet", |ui| {
            cx.loaded(ui, &cx.state.kept.packet, |ui, packet| self.content(ui, cx, packet))
        });
        shown.or(self.question(ui, cx))
    }

    fn content(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, packet: &PacketView) -> Option<Action> {
        say::title(ui, &cx.say("place-packet"));
        say::lead(ui, &cx.say("my-packet-lead"));
        ui.add_space(space::M);
        let is_open = packet.free_text == FreeText::Reviewed;
        if is_open {
            who_reads(ui, cx);
        } else {
            Notice::new(Tone::Info, &cx.say("err-packet-closed")).mend(&cx.say("mend-packet-closed")).show(ui);
        }
        ui.add_space(space::L);
        if packet.rows.is_empty() {
            return if is_open { nothing(ui, cx) } else { None };
        }
        say::heading(ui, &cx.say("my-packet-choose"));
        say::muted(ui, &cx.with("my-packet-count", &[("count", (packet.count() as u64).into())]));
        let mut action = None;
        for row in &packet.rows {
            ui.add_space(space::S);
            let asked = ui.push_id(&row.entry, |ui| self.page(ui, cx, row, is_open)).inner;
            action = action.or(asked);
        }
        action
    }

    fn page(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, row: &PacketRow, is_open: bool) -> Option<Action> {
        let label = format!("{}: {}", page_name(cx, row), beginning(&row.words));
        let is_in = row.chosen.is_some();
        let is_pressed = choice::row(ui, choice::Mark::Check, &label, is_in).clicked();
        if is_pressed && is_in {
            return Some(change(&row.entry, false));
        }
        if is_pressed {
            self.asked = Some(row.clone());
        }
        if row.is_changed() && is_open {
            let warn = Tokens::of(ui).palette.warn;
            say::labelled(ui, Icon::Info, &cx.say("my-packet-changed"), warn);
            let name = cx.with("my-packet-again-named", &[("page", page_name(cx, row).into())]);
            let label = cx.say("my-packet-again");
            if ui.add(Button::quiet(&label).icon(Icon::Refresh).named(&name)).clicked() {
                self.asked = Some(row.clone());
            }
        }
        None
    }

    /// The very words, and who will read them, before they are put in.
    fn question(&mut self, ui: &Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let row = self.asked.as_ref()?;
        let ((is_put, is_left), should_close) = dialog::show(ui.ctx(), "into-packet", 620.0, |ui| {
            dialog::body(ui, |ui| {
                say::heading(ui, &cx.say("my-packet-sure"));
                say::body(ui, &cx.say("my-packet-sure-why"));
                ui.add_space(space::S);
                Card::new().padding(space::M).show(ui, |ui| say::body(ui, &row.words));
            });
            ui.add_space(space::M);
            ui.horizontal_wrapped(|ui| {
                let is_put = ui.add(Button::primary(&cx.say("my-packet-put")).icon(Icon::Check)).clicked();
                (is_put, ui.add(Button::secondary(&cx.say("my-packet-leave"))).clicked())
            })
            .inner
        });
        let put = is_put.then(|| change(&row.entry, true));
        if is_put || is_left || should_close || ui.input(|input| input.key_pressed(Key::Escape)) {
            self.asked = None;
        }
        put
    }
}

fn change(entry: &Slug, is_in: bool) -> Action {
    Action::Ask(Request::Keep(Keep::IntoPacket { entry: entry.clone(), is_in }))
}

/// What will be read by whom, and what never is.
fn who_reads(ui: &mut Ui, cx: &ViewCtx<'_>) {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("my-packet-who"));
        let muted = Tokens::of(ui).palette.muted;
        for (icon, key) in
            [(Icon::Eye, "my-packet-read"), (Icon::EyeSlash, "my-packet-unread"), (Icon::Undo, "my-packet-back")]
        {
            ui.horizontal_top(|ui| {
                icon.show(ui, 20.0, muted);
                say::body(ui, &cx.say(key));
            });
        }
    });
}

/// Nothing is written yet.
fn nothing(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    card(ui, |ui| {
        say::heading(ui, &cx.say("my-packet-nothing"));
        say::body(ui, &cx.say("my-packet-nothing-mend"));
        ui.add_space(space::S);
        let label = cx.say("place-journal");
        let journal = ui.add(Button::primary(&label).icon(Icon::Journal));
        journal.clicked().then_some(Action::Go(Screen::Journal))
    })
    .inner
}

/// "November 20, 2026", "Note in “Talking about your record”".
fn page_name(cx: &ViewCtx<'_>, row: &PacketRow) -> String {
    match &row.of {
        PacketPage::Entry { day } if day.is_empty() => row.entry.to_string(),
        PacketPage::Entry { day } => cx.words.day_text(day),
        PacketPage::Note { lesson: Some(lesson), .. } => {
            cx.with("my-packet-note", &[("lesson", lesson.as_str().into())])
        }
        PacketPage::Note { lesson: None, .. } => cx.say("my-packet-note-gone"),
        PacketPage::Gone => cx.say("my-packet-gone"),
    }
}

/// The first words, on one line.
fn beginning(words: &str) -> String {
    let all = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if all.chars().count() <= ROW_CHARS {
        return all;
    }
    let mut cut: String = all.chars().take(ROW_CHARS - 1).collect();
    cut.push('…');
    cut
}
