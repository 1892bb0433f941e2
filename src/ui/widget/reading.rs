//! A reading's blocks on the page: headings, text, lists, quotations, tables, program text, formulas and
//! pictures, in a column of 60 to 70
//! characters. Draws only; what a link does is the screen's affair.

use super::super::tokens::{Size, Tokens, space};
use super::icon::Icon;
use super::pen::Marks;
use super::ruler::Line;
use super::runs::{self, Setting};
use super::{code, math, say, sideways};
use crate::model::markdown::{Block, Callout, Column, Link, Run, words};
use egui::load::SizedTexture;
use egui::{Align, Image, Layout, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// What a reading is drawn with.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// Finds the texture of a picture by its path in the reading.
    pub picture: &'a dyn Fn(&str) -> Option<SizedTexture>,
    /// The name of a kind of callout.
    pub callout: &'a dyn Fn(Callout) -> String,
    /// The marked words and the pen, where words can be marked.
    pub marks: Option<&'a Marks<'a>>,
}

impl Around<'_> {
    /// No pictures, no names.
    pub const NOTHING: Self = Self { picture: &|_| None, callout: &|_| String::new(), marks: None };
}

/// What happened while a reading was drawn.
#[derive(Debug, Default)]
pub struct Read<'r> {
    /// The link that was followed.
    pub link: Option<&'r Link>,
    /// Anchor and top of each heading and named place, in the ui's coordinates.
    pub headings: Vec<(&'r str, f32)>,
    /// The top of each top-level block.
    pub blocks: Vec<f32>,
    /// The lines of text, in the ui's coordinates.
    pub lines: Vec<Line>,
    /// Up to which character of its text ([`crate::model::markdown::Reading::text`]) the reading is drawn.
    pub at: u64,
    depth: u32,
}

/// The width of a comfortable column at the chosen text size, in points.
#[must_use]
pub fn column_width(tokens: &Tokens) -> f32 {
    tokens.points(Size::Reading) * 34.0
}

/// Draws `blocks`.
pub fn show<'r>(ui: &mut Ui, blocks: &'r [Block], around: Around<'_>) -> Read<'r> {
    let mut read = Read::default();
    ui.spacing_mut().item_spacing.y = space::M;
    blocks_ui(ui, blocks, around, &mut read);
    read
}

fn blocks_ui<'r>(ui: &mut Ui, blocks: &'r [Block], around: Around<'_>, read: &mut Read<'r>) {
    let tokens = Tokens::of(ui);
    read.depth += 1;
    for (at, block) in blocks.iter().enumerate() {
        if read.depth == 1 {
            read.blocks.push(ui.cursor().top());
        }
        match block {
            Block::Heading { level, anchor, runs } => {
                if at > 0 {
                    ui.add_space(space::M);
                }
                read.headings.push((anchor, ui.cursor().top()));
                heading_ui(ui, *level, runs, around, read);
            }
            Block::Paragraph(runs) => text_ui(ui, runs, Setting::reading(&tokens), around, read),
            Block::List { start, items } => list_ui(ui, *start, items, around, read),
            Block::Quote(inner) => quote_ui(ui, inner, around, read),
            Block::Callout(kind, inner) => callout_ui(ui, *kind, inner, around, read),
            Block::Place(name) => read.headings.push((name, ui.cursor().top())),
            Block::Code { language, text } => code::show(ui, language, text),
            Block::Formula(tex) => math::display(ui, tex),
            Block::Table { columns, head, rows } => table_ui(ui, columns, head, rows, around, read),
            Block::Picture { file, alt } => picture_ui(ui, (around.picture)(file), alt),
            Block::Divider => divider_ui(ui),
        }
    }
    read.depth -= 1;
}

/// Sets a text and goes on behind it.
fn text_ui<'r>(ui: &mut Ui, runs: &'r [Run], setting: Setting, around: Around<'_>, read: &mut Read<'r>) {
    let link = runs::show_marked(ui, runs, setting, (around.marks, read.at), &mut read.lines);
    read.link = link.or(read.link);
    read.at += runs.iter().map(|run| run.words.chars().count() as u64).sum::<u64>() + 1;
}

fn heading_ui<'r>(ui: &mut Ui, level: u8, runs: &'r [Run], around: Around<'_>, read: &mut Read<'r>) {
    let tokens = Tokens::of(ui);
    let size = match level {
        1 => Size::Title,
        2 => Size::Heading,
        _ => Size::Lead,
    };
    let setting = Setting { size, is_bold: true, is_heading: true, leading: 1.25, ..Setting::reading(&tokens) };
    text_ui(ui, runs, setting, around, read);
}

fn list_ui<'r>(ui: &mut Ui, start: Option<u64>, items: &'r [Vec<Block>], around: Around<'_>, read: &mut Read<'r>) {
    let tokens = Tokens::of(ui);
    let mark_width = tokens.points(Size::Reading) * if start.is_some() { 1.9 } else { 1.3 };
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        for (at, item) in items.iter().enumerate() {
            let mark = start.map_or_else(|| "•".to_owned(), |first| format!("{}.", first.saturating_add(at as u64)));
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                mark_ui(ui, &mark, mark_width);
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width());
                    blocks_ui(ui, item, around, read);
                });
            });
        }
    });
}

fn mark_ui(ui: &mut Ui, mark: &str, width: f32) {
    let tokens = Tokens::of(ui);
    let line = (tokens.points(Size::Reading) * 1.5).round();
    let (rect, _) = ui.allocate_exact_size(vec2(width, line), Sense::hover());
    let galley = ui.painter().layout_no_wrap(mark.to_owned(), tokens.font(Size::Reading), tokens.palette.muted);
    let at = egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, tokens.palette.muted);
}

fn quote_ui<'r>(ui: &mut Ui, inner: &'r [Block], around: Around<'_>, read: &mut Read<'r>) {
    let tokens = Tokens::of(ui);
    let frame = egui::Frame::new()
        .fill(tokens.palette.tint)
        .corner_radius(space::CORNER_SMALL)
        .stroke(if tokens.is_high_contrast() { Stroke::new(2.0, tokens.palette.primary) } else { Stroke::NONE })
        .inner_margin(egui::Margin { left: space::XL as i8, ..egui::Margin::same(space::L as i8) });
    let inside = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        blocks_ui(ui, inner, around, read);
    });
    let mut bar = inside.response.rect;
    bar.set_width(space::XS);
    ui.painter().rect_filled(bar, 2.0, tokens.palette.primary);
}

/// A callout: its sign and name in its colour, then what it says.
fn callout_ui<'r>(ui: &mut Ui, kind: Callout, inner: &'r [Block], around: Around<'_>, read: &mut Read<'r>) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let (icon, colour) = match kind {
        Callout::Note => (Icon::Info, p.primary),
        Callout::Tip => (Icon::Idea, p.ok),
        Callout::Important => (Icon::Star, p.primary),
        Callout::Warning => (Icon::Warning, p.warn),
        Callout::Caution => (Icon::Problem, p.bad),
    };
    let frame = egui::Frame::new()
        .fill(p.tint)
        .corner_radius(space::CORNER_SMALL)
        .stroke(if tokens.is_high_contrast() { Stroke::new(2.0, colour) } else { Stroke::NONE })
        .inner_margin(egui::Margin { left: space::XL as i8, ..egui::Margin::same(space::L as i8) });
    let name = (around.callout)(kind);
    let inside = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::S;
        if !name.is_empty() {
            say::labelled(ui, icon, &name, colour);
        }
        blocks_ui(ui, inner, around, read);
    });
    let mut bar = inside.response.rect;
    bar.set_width(space::XS);
    ui.painter().rect_filled(bar, 2.0, colour);
}

fn table_ui<'r>(
    ui: &mut Ui,
    columns: &'r [Column],
    head: &'r [Vec<Run>],
    rows: &'r [Vec<Vec<Run>>],
    around: Around<'_>,
    read: &mut Read<'r>,
) {
    let tokens = Tokens::of(ui);
    let count = head.len().max(1);
    let width = (ui.available_width() / count as f32).floor().max(tokens.points(Size::Reading) * 5.0);
    sideways::show(ui, &words(head.first().map_or(&[], Vec::as_slice)), |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            row_ui(ui, columns, head, (width, true), around, read);
            for row in rows {
                row_ui(ui, columns, row, (width, false), around, read);
            }
        });
    });
}

fn row_ui<'r>(
    ui: &mut Ui,
    columns: &[Column],
    cells: &'r [Vec<Run>],
    (width, is_head): (f32, bool),
    around: Around<'_>,
    read: &mut Read<'r>,
) {
    let tokens = Tokens::of(ui);
    let background = ui.painter().add(egui::Shape::Noop);
    let inside = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (at, cell) in cells.iter().enumerate() {
            let align = match columns.get(at) {
                Some(Column::Centre) => Align::Center,
                Some(Column::Right) => Align::Max,
                Some(Column::Left) | None => Align::Min,
            };
            let setting =
                Setting { size: Size::Body, is_bold: is_head, leading: 1.35, align, ..Setting::reading(&tokens) };
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(align), |ui| {
                egui::Frame::new().inner_margin(egui::Margin::symmetric(space::M as i8, space::S as i8 + 2)).show(
                    ui,
                    |ui| {
                        ui.set_width(width - 2.0 * space::M);
                        text_ui(ui, cell, setting, around, read);
                    },
                );
            });
        }
    });
    let rect = inside.response.rect;
    if is_head {
        ui.painter().set(background, egui::Shape::rect_filled(rect, 0.0, tokens.palette.tint));
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.palette.line));
}

/// A picture as wide as the column at most, with its words for those who cannot see it; a plate with the words where the
/// picture is not to be had.
fn picture_ui(ui: &mut Ui, texture: Option<SizedTexture>, alt: &str) {
    let tokens = Tokens::of(ui);
    let Some(texture) = texture else {
        egui::Frame::new().fill(tokens.palette.tint).corner_radius(space::CORNER_SMALL).inner_margin(space::L).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                say::muted(ui, alt);
            },
        );
        return;
    };
    let natural = texture.size;
    let width = ui.available_width().min(natural.x.max(1.0));
    let size = vec2(width, natural.y * width / natural.x.max(1.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, alt));
    Image::from_texture(texture).corner_radius(space::CORNER_SMALL).paint_at(ui, rect);
    ui.painter().rect_stroke(rect, space::CORNER_SMALL, Stroke::new(1.0, tokens.palette.line), StrokeKind::Inside);
}

fn divider_ui(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), space::XL), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, tokens.palette.line));
}
