//! The drawer beside a lesson: a note for the place on screen, all that is kept of the lesson, and the words that the
//! course explains. Who may read a note is said before it is typed.

use super::frame::OpenLesson;
use super::keep::Keeper;
use crate::model::kept::{Anchor, NOTE_CHARS_MAX};
use crate::model::trust::FreeText;
use crate::ui::ViewCtx;
use crate::ui::screen::glossary;
use crate::ui::screen::kept_row::{self, Pressed, place_words};
use crate::ui::screen::written::{Standing, saved_words};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::dialog::Answer;
use crate::ui::widget::{Button, Icon, Notice, Tone, choice, say, writing};
use crate::worker::view::{Kept, KeptRow};
use egui::{Frame, Key, Margin, Modifiers, Panel, ScrollArea, Ui};

/// The drawer's width, in points at 100 %.
const WIDTH: f32 = 340.0;
/// The bar at the foot has room for words on its buttons from here on, at the usual size of text.
const LABELS_FROM: f32 = 820.0;
/// From here on the number of characters left is said as a warning.
const FEW_LEFT: usize = 200;

/// Draws it. `here` is the place on screen.
pub fn show(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    lesson: &OpenLesson,
    keeper: &mut Keeper,
    (here, number): (&Anchor, Option<u32>),
) {
    let tokens = Tokens::of(ui);
    let frame = Frame::new().fill(tokens.palette.surface).inner_margin(Margin::same(space::L as i8));
    let width = tokens.scaled(WIDTH).min(ui.available_width() * 0.5);
    let whose = cx.state.learner().map(|learner| learner.session.to_string());
    Panel::right("keep-drawer").exact_size(width).resizable(false).show_separator_line(true).frame(frame).show(
        ui,
        |ui| {
            // Undo in a field remembers what was typed: each person has a field of their own.
            ui.push_id(whose, |ui| {
                head(ui, cx, lesson, keeper);
                ScrollArea::vertical().id_salt("keep-drawer").auto_shrink([false, false]).show(ui, |ui| {
                    if keeper.shows_words {
                        glossary::terms(ui, cx, &lesson.glossary, &mut keeper.search);
                    } else {
                        note(ui, cx, lesson, keeper, (here, number));
                        list(ui, cx, lesson, keeper);
                    }
                });
            });
        },
    );
    question(ui, cx, lesson, keeper);
}

/// The question before a note goes for good.
fn question(ui: &Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson, keeper: &mut Keeper) {
    if keeper.asked.is_none() {
        return;
    }
    let Some(answer) = kept_row::sure(ui.ctx(), cx) else { return };
    let asked = keeper.asked.take().filter(|_| answer == Answer::Yes);
    let removed = asked.map(|row| keeper.remove(lesson, &row));
    keeper.ask(removed);
}

fn head(ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson, keeper: &mut Keeper) {
    ui.horizontal_wrapped(|ui| {
        if lesson.glossary.is_empty() {
            keeper.shows_words = false;
            say::subheading(ui, &cx.say("keep-notes"));
        } else {
            if choice::chip(ui, &cx.say("keep-notes"), !keeper.shows_words).clicked() {
                keeper.shows_words = false;
            }
            if choice::chip(ui, &cx.say("keep-words"), keeper.shows_words).clicked() {
                keeper.shows_words = true;
            }
        }
        if ui.add(Button::quiet(&cx.say("keep-close")).icon_only(Icon::Close)).clicked() {
            keeper.is_open = false;
        }
    });
    ui.add_space(space::S);
}

/// The note for the place on screen, or the one that was opened.
fn note(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    lesson: &OpenLesson,
    keeper: &mut Keeper,
    (here, number): (&Anchor, Option<u32>),
) {
    if !Keeper::may_write(lesson) {
        say::body(ui, &cx.say("keep-off"));
        ui.add_space(space::M);
        return;
    }
    let own = keeper.draft.anchor.clone();
    let number = own
        .as_ref()
        .map_or(number, |own| lesson.kept.rows.iter().find(|row| row.anchor == *own).map_or(number, |row| row.number));
    let place = place_words(cx, own.as_ref().unwrap_or(here), number);
    who_reads(ui, cx, lesson.kept.free_text);
    ui.add_space(space::S);
    let label = cx.with("keep-note-at", &[("place", place.into())]);
    let field = writing::field(ui, &label, &mut keeper.draft.written.text, NOTE_CHARS_MAX, 5);
    if std::mem::take(&mut keeper.wants_field) {
        field.response.request_focus();
    }
    if field.response.changed() {
        if keeper.typed(lesson, here, cx.mono_ms) {
            writing::to_the_end(ui, &field.response, &keeper.draft.written.text);
        }
        keeper.draft.is_cut = field.is_cut;
    }
    standing(ui, cx, keeper, field.left);
    if field.response.lost_focus() {
        let left = keeper.left(lesson);
        keeper.ask(left);
    }
    if let Some(own) = own {
        note_buttons(ui, cx, lesson, keeper, &own);
    }
    ui.add_space(space::M);
}

fn note_buttons(ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson, keeper: &mut Keeper, own: &Anchor) {
    ui.horizontal_wrapped(|ui| {
        if ui.add(Button::secondary(&cx.say("keep-done")).icon(Icon::Check)).clicked() {
            let left = keeper.turn_to(lesson, None);
            keeper.ask(left);
        }
        let is_it = |row: &&KeptRow| row.anchor == *own && matches!(row.what, Kept::Note(_));
        if let Some(held) = lesson.kept.rows.iter().find(is_it)
            && ui.add(Button::quiet(&cx.say("keep-delete")).icon(Icon::Trash).destructive()).clicked()
        {
            keeper.wants_away(lesson, held);
        }
    });
}

/// Who may read what is typed here, said before it is typed.
fn who_reads(ui: &mut Ui, cx: &ViewCtx<'_>, free_text: FreeText) {
    match free_text {
        FreeText::Reviewed => {
            Notice::new(Tone::Warn, &cx.say("keep-reviewed")).mend(&cx.say("keep-reviewed-why")).show(ui);
        }
        FreeText::Local => {
            say::small(ui, &cx.say("keep-local"));
        }
        FreeText::Off => {}
    }
}

fn standing(ui: &mut Ui, cx: &ViewCtx<'_>, keeper: &Keeper, left: usize) {
    if keeper.draft.is_cut {
        say::coloured(ui, &cx.say("keep-cut"), crate::ui::tokens::Size::Small, Tokens::of(ui).palette.warn);
    }
    ui.horizontal_wrapped(|ui| {
        saved_words(ui, cx, keeper.draft.written.standing());
        let is_told = left <= FEW_LEFT || keeper.draft.written.standing() != Standing::Fresh;
        if is_told {
            say::small(ui, &cx.with("keep-left", &[("count", left.into())]));
        }
    });
}

fn list(ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson, keeper: &mut Keeper) {
    if keeper.can_undo() {
        let (words, undo) = (cx.say("keep-taken-away"), cx.say("keep-bring-back"));
        let notice = Notice::new(Tone::Info, &words);
        if notice.action(&undo).show(ui).is_some_and(|button| button.clicked()) {
            let back = keeper.bring_back();
            keeper.ask(back);
        }
        ui.add_space(space::S);
    }
    say::strong(ui, &cx.say("keep-in-lesson"));
    if lesson.kept.rows.is_empty() {
        say::muted(ui, &cx.say("keep-nothing-yet"));
    }
    for (at, row) in lesson.kept.rows.iter().enumerate() {
        match ui.push_id(at, |ui| kept_row::show(ui, cx, row, true)).inner {
            Some(Pressed::Open) => {
                keeper.wanted = Some(row.anchor.clone());
                if Keeper::may_write(lesson) && matches!(row.what, Kept::Note(_)) {
                    let left = keeper.turn_to(lesson, Some(row));
                    keeper.ask(left);
                }
            }
            Some(Pressed::Remove) => keeper.wants_away(lesson, row),
            None => {}
        }
    }
}

/// The two buttons in the bar at the foot: keep this place, and the drawer.
pub fn buttons(ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson, keeper: &mut Keeper, here: &Anchor) {
    let has_room = ui.available_width() >= Tokens::of(ui).scaled(LABELS_FROM);
    let is_kept = Keeper::place_near(lesson, here).is_some();
    let place = cx.say(if is_kept { "keep-place-kept" } else { "keep-place" });
    let notes = cx.say("keep-open");
    let look = |label, icon| {
        let button = Button::quiet(label);
        if has_room { button.icon(icon) } else { button.icon_only(icon) }
    };
    let is_turned = ui.add(look(&place, Icon::Bookmark).selected(is_kept)).clicked();
    let is_opened = ui.add(look(&notes, Icon::Note).selected(keeper.is_open)).clicked();
    let key = |key| ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
    if is_opened || key(Key::N) {
        keeper.is_open = !keeper.is_open;
        keeper.wants_field = keeper.is_open;
    }
    if is_turned || key(Key::B) {
        let turned = keeper.turn_place(lesson, here);
        keeper.ask(Some(turned));
    }
}
