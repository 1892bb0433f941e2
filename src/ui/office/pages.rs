//! A long list a page at a time: which rows these are of how many, and the way to the pages before and after.

use super::context::Cx;
use crate::text::whole;
use crate::ui::widget::{Button, Icon, say};
use crate::worker::office::view::PAGE_ROWS;
use egui::Ui;

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
