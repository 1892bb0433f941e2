//! A long list a page at a time: which rows these are of how many, the way to the pages before and after, and what was
//! chosen beside it.

use super::context::Cx;
use crate::text::whole;
use crate::ui::screen::split;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, say};
use crate::worker::office::view::PAGE_ROWS;
use egui::Ui;

/// Whether a list and what was chosen from it fit side by side.
pub(super) fn has_two_columns(ui: &Ui) -> bool {
    Tokens::of(ui).fits_two_columns(ui.available_width() + 2.0 * space::XXL)
}

/// A list and what was chosen from it, side by side; where they do not fit, only what was chosen.
pub(super) fn beside<A>(
    ui: &mut Ui,
    share: f32,
    list: impl FnOnce(&mut Ui) -> Option<A>,
    chosen: impl FnOnce(&mut Ui) -> Option<A>,
) -> Option<A> {
    if has_two_columns(ui) { split(ui, share, list, chosen) } else { chosen(ui) }
}

/// Where a page stands among the rows that fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub from: u64,
    pub rows: u64,
    pub count: u64,
}

/// Draws it; gives from where another page is wanted.
pub(super) fn show(ui: &mut Ui, cx: &Cx<'_>, at: At) -> Option<u64> {
    if at.count <= PAGE_ROWS {
        return None;
    }
    let mut wanted = None;
    ui.horizontal_wrapped(|ui| {
        let values = [
            ("first", whole((at.from + 1).min(at.count)).into()),
            ("last", whole((at.from + at.rows).min(at.count)).into()),
            ("count", whole(at.count).into()),
        ];
        say::small(ui, &cx.with("office-page", &values));
        let label = cx.say("office-page-before");
        if ui.add(Button::quiet(&label).icon(Icon::Left).enabled(at.from > 0)).clicked() {
            wanted = Some(at.from.saturating_sub(PAGE_ROWS));
        }
        let label = cx.say("office-page-next");
        let has_more = at.from + at.rows < at.count;
        if ui.add(Button::quiet(&label).icon_last(Icon::Right).enabled(has_more)).clicked() {
            wanted = Some(at.from + PAGE_ROWS);
        }
    });
    wanted
}

/// How many fit what was asked, and of how many, by the keys of both sentences.
pub(super) fn sum(cx: &Cx<'_>, [all_fit, some_fit]: [&str; 2], count: u64, all: u64) -> String {
    if count == all {
        cx.count(all_fit, all)
    } else {
        cx.with(some_fit, &[("count", count.into()), ("all", all.into())])
    }
}
