//! Words with looks and links, set as one wrapped text. A link is found by the pointer on any of its lines, and by the
//! keyboard once.

use super::super::tokens::{self, Size, Tokens, space};
use super::focus;
use crate::model::markdown::{Link, Run, words};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontFamily, FontId, Galley, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::ops::Range;

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Its size.
    pub size: Size,
    /// Bold throughout.
    pub is_bold: bool,
    /// Line height, as a multiple of the size.
    pub leading: f32,
    /// Its colour.
    pub ink: Color32,
    /// How its lines stand.
    pub align: Align,
}

impl Setting {
    /// Running text of a reading.
    #[must_use]
    pub fn reading(tokens: &Tokens) -> Self {
        Self { size: Size::Reading, is_bold: false, leading: 1.5, ink: tokens.palette.ink, align: Align::LEFT }
    }
}

/// Below the middle of a line, as a multiple of twice the size, a link is underlined.
const UNDERLINE_AT: f32 = 1.05;

/// Draws `runs` as wide as there is room; gives the link that was followed.
pub fn show<'r>(ui: &mut Ui, runs: &'r [Run], setting: Setting) -> Option<&'r Link> {
    let tokens = Tokens::of(ui);
    let job = layout(&tokens, runs, setting, ui.available_width());
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words(runs)));
    let origin = match setting.align {
        Align::Min => rect.min,
        Align::Center => pos2(rect.center().x, rect.min.y),
        Align::Max => pos2(rect.max.x, rect.min.y),
    };
    let mut followed = None;
    for (at, run) in ranges(runs) {
        let Some(link) = &run.link else { continue };
        let rects: Vec<Rect> = line_rects(&galley, &at).into_iter().map(|r| r.translate(origin.to_vec2())).collect();
        let drop = tokens.points(setting.size) * (setting.leading - UNDERLINE_AT) / 2.0;
        for line in &rects {
            ui.painter().hline(line.x_range(), line.bottom() - drop, Stroke::new(1.0, tokens.palette.primary));
        }
        if link_ui(ui, response.id.with(at.start), &rects, &run.words) {
            followed = Some(link);
        }
    }
    ui.painter().galley(origin, galley, setting.ink);
    followed
}

/// Puts the pointer's and the keyboard's places over a link; true when it is followed.
fn link_ui(ui: &Ui, id: egui::Id, rects: &[Rect], name: &str) -> bool {
    let Some(first) = rects.first() else { return false };
    let response = ui.interact(first.expand2(vec2(0.0, space::XS)), id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    focus::ring(ui, &response, *first, space::XS as u8);
    focus::follow(&response);
    let mut is_followed = response.clicked();
    let mut is_hovered = response.hovered();
    for (line, rect) in rects.iter().enumerate().skip(1) {
        let more = ui.interact(rect.expand2(vec2(0.0, space::XS)), id.with(line), Sense::CLICK);
        is_followed |= more.clicked();
        is_hovered |= more.hovered();
    }
    if is_hovered {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        let tint = Tokens::of(ui).palette.tint;
        rects.iter().for_each(|rect| {
            ui.painter().rect_filled(rect.expand(1.0), space::XS, tint);
        });
    }
    is_followed
}

fn layout(tokens: &Tokens, runs: &[Run], setting: Setting, width: f32) -> LayoutJob {
    let mut job = LayoutJob { halign: setting.align, ..LayoutJob::default() };
    job.wrap.max_width = width;
    for run in runs {
        job.append(&run.words, 0.0, format(tokens, run, setting));
    }
    job
}

fn format(tokens: &Tokens, run: &Run, setting: Setting) -> TextFormat {
    let points = tokens.points(setting.size);
    let is_bold = setting.is_bold || run.look.is_strong;
    let family = match (run.look.is_code, is_bold, run.look.is_emphasised) {
        (true, _, _) => FontFamily::Monospace,
        (false, true, true) => FontFamily::Name(tokens::BOLD_ITALIC.into()),
        (false, true, false) => FontFamily::Name(tokens::BOLD.into()),
        (false, false, true) => FontFamily::Name(tokens::ITALIC.into()),
        (false, false, false) => FontFamily::Proportional,
    };
    let ink = if run.link.is_some() { tokens.palette.primary } else { setting.ink };
    TextFormat {
        font_id: FontId::new(if run.look.is_raised { (points * 0.72).round() } else { points }, family),
        line_height: Some((points * setting.leading).round()),
        color: ink,
        valign: if run.look.is_raised { Align::TOP } else { Align::BOTTOM },
        background: if run.look.is_code { tokens.palette.tint } else { Color32::TRANSPARENT },
        strikethrough: if run.look.is_struck { Stroke::new(1.0, ink) } else { Stroke::NONE },
        ..TextFormat::default()
    }
}

/// Each run with its range of characters in the whole text.
fn ranges(runs: &[Run]) -> impl Iterator<Item = (Range<usize>, &Run)> {
    runs.iter().scan(0, |from, run| {
        let start = *from;
        *from += run.words.chars().count();
        Some((start..*from, run))
    })
}

/// Where the characters of `range` stand, a rectangle for each line they touch.
fn line_rects(galley: &Galley, range: &Range<usize>) -> Vec<Rect> {
    let mut first = 0;
    let mut rects = Vec::new();
    for row in &galley.rows {
        let glyphs = &row.row.glyphs;
        let from = range.start.max(first);
        let to = range.end.min(first + glyphs.len());
        if from < to {
            let (left, right) = (&glyphs[from - first], &glyphs[to - 1 - first]);
            let top = row.pos.y;
            let x = row.pos.x + left.pos.x..=row.pos.x + right.pos.x + right.advance_width;
            rects.push(Rect::from_x_y_ranges(x, top..=top + row.row.size.y));
        }
        first += glyphs.len() + usize::from(row.ends_with_newline);
    }
    rects
}
