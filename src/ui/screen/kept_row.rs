//! One thing that a learner keeps, as a row: what it is, where it stands, its words; and the button that takes it away.

use crate::model::kept::Anchor;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::dialog::{Answer, Confirm};
use crate::ui::widget::{Button, Card, Icon, say};
use crate::worker::view::{Kept, KeptRow};
use egui::{Align, Context, Layout, Ui, vec2};

/// What was pressed on a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// The row: go there.
    Open,
    /// Take it away.
    Remove,
}

/// A place in words: "4:32", "Page 12", "Slide 3".
#[must_use]
pub fn place_words(cx: &ViewCtx<'_>, anchor: &Anchor, number: Option<u32>) -> String {
    let numbered = |key: &str, number: u32| cx.with(key, &[("number", number.into())]);
    match anchor {
        Anchor::Time(ms) => cx.words.position(*ms),
        Anchor::Page(page) | Anchor::PageBlock(page, _) => numbered("kept-page", *page),
        Anchor::Slide(_) => number.map_or_else(|| cx.say("kept-slide-any"), |number| numbered("kept-slide", number)),
        Anchor::Question(_) => {
            number.map_or_else(|| cx.say("kept-question-any"), |number| numbered("kept-question", number))
        }
        Anchor::Start | Anchor::Block(0) => cx.say("kept-beginning"),
        Anchor::Block(_) | Anchor::Heading(_) => cx.say("kept-in-text"),
    }
}

fn kind(what: &Kept) -> (Icon, &'static str) {
    match what {
        Kept::Note(_) => (Icon::Note, "kept-note"),
        Kept::Place => (Icon::Bookmark, "kept-place"),
        Kept::Mark(_) => (Icon::Marker, "kept-mark"),
    }
}

/// What a row is called: "Note, 4:32: Ask about this".
#[must_use]
pub fn name(cx: &ViewCtx<'_>, row: &KeptRow) -> String {
    let (_, key) = kind(&row.what);
    let words = match &row.what {
        Kept::Note(text) => text.as_str(),
        Kept::Place | Kept::Mark(_) => row.excerpt.as_str(),
    };
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect();
    let place = place_words(cx, &row.anchor, row.number);
    let head = cx.with("kept-name", &[("what", cx.say(key).into()), ("place", place.into())]);
    if words.is_empty() { head } else { format!("{head}: {words}") }
}

/// Draws it. A row of a lesson that is not here is only read.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, row: &KeptRow, is_here: bool) -> Option<Pressed> {
    let name = name(cx, row);
    if !is_here {
        Card::new().padding(space::M).show(ui, |ui| content(ui, cx, row));
        return None;
    }
    let button = (Tokens::of(ui).scaled(24.0) + 2.0 * space::S).max(space::TARGET);
    let room = button + space::S;
    let width = (ui.available_width() - room).max(space::TARGET);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space::XS;
        let is_opened = ui
            .allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                Card::new().padding(space::M).pressable(ui, &name, |ui| content(ui, cx, row)).clicked()
            })
            .inner;
        let remove = cx.with("kept-remove", &[("name", name.as_str().into())]);
        if ui.add(Button::quiet(&remove).icon_only(Icon::Trash)).clicked() {
            return Some(Pressed::Remove);
        }
        is_opened.then_some(Pressed::Open)
    })
    .inner
}

/// Asks before words are taken away that could not be written again here.
#[must_use]
pub fn sure(ctx: &Context, cx: &ViewCtx<'_>) -> Option<Answer> {
    let (title, text) = (cx.say("keep-sure"), cx.say("keep-sure-why"));
    let (yes, no) = (cx.say("keep-sure-yes"), cx.say("keep-sure-no"));
    Confirm { title: &title, text: &text, yes: &yes, no: &no, is_destructive: true }.show(ctx)
}

fn content(ui: &mut Ui, cx: &ViewCtx<'_>, row: &KeptRow) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let (icon, key) = kind(&row.what);
    ui.spacing_mut().item_spacing.y = 2.0;
    let place = place_words(cx, &row.anchor, row.number);
    let head = cx.with("kept-name", &[("what", cx.say(key).into()), ("place", place.into())]);
    say::fact(ui, icon, &head);
    let width = ui.available_width();
    let (words, ink) = match &row.what {
        Kept::Note(text) => (text.trim(), p.ink),
        Kept::Place | Kept::Mark(_) => (row.excerpt.as_str(), p.muted),
    };
    if !words.is_empty() {
        let rows = lines_of(ui, words, &tokens, width);
        say::lines(ui, words, tokens.font(Size::Body), ink, width, rows);
    }
}

/// As many lines as the words take, three at most.
fn lines_of(ui: &Ui, words: &str, tokens: &Tokens, width: f32) -> usize {
    let start: String = words.chars().take(400).collect();
    let galley = ui.painter().layout(start, tokens.font(Size::Body), tokens.palette.ink, width);
    galley.rows.len().clamp(1, 3)
}
