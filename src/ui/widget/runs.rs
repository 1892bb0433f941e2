//! Words with looks and links, set as one wrapped text. A link is found by the pointer on any of its lines, and by the
//! keyboard once.

use super::super::tokens::{self, Size, Tokens, space};
use super::pen::{Marks, Pen};
use super::ruler::Line;
use super::{focus, math};
use crate::media::math::Formula;
use crate::model::markdown::{Link, Run};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontFamily, FontId, Galley, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

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
    /// Whether it is a heading to who listens.
    pub is_heading: bool,
}

impl Setting {
    /// Running text of a reading.
    #[must_use]
    pub fn reading(tokens: &Tokens) -> Self {
        Self {
            size: Size::Reading,
            is_bold: false,
            leading: 1.5,
            ink: tokens.palette.ink,
            align: Align::LEFT,
            is_heading: false,
        }
    }
}

/// Below the middle of a line, as a multiple of twice the size, a link is underlined.
const UNDERLINE_AT: f32 = 1.05;

/// By how much of the size the line of small letters is lower than others, so that they stand a third of it above…
const RAISED: f32 = 0.46;
/// …or a sixth of it below the line.
const LOWERED: f32 = 0.52;

/// Draws `runs` as wide as there is room; gives the link that was followed.
pub fn show<'r>(ui: &mut Ui, runs: &'r [Run], setting: Setting) -> Option<&'r Link> {
    show_marked(ui, runs, setting, (None, 0), &mut Vec::new())
}

/// The same with marked words, `at` characters behind the beginning of the reading's text; notes where its lines stand.
pub fn show_marked<'r>(
    ui: &mut Ui,
    runs: &'r [Run],
    setting: Setting,
    (marks, at): (Option<&Marks<'_>>, u64),
    lines: &mut Vec<Line>,
) -> Option<&'r Link> {
    let tokens = Tokens::of(ui);
    let mut laid = lay_out(ui, &tokens, runs, setting);
    let galley = ui.painter().layout_job(std::mem::take(&mut laid.job));
    let pen = marks.and_then(|marks| marks.pen);
    let sense = if pen.is_some() { Sense::click_and_drag() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(galley.size(), sense);
    let origin = match setting.align {
        Align::Min => rect.min,
        Align::Center => pos2(rect.center().x, rect.min.y),
        Align::Max => pos2(rect.max.x, rect.min.y),
    };
    lines.extend(galley.rows.iter().map(|row| {
        let top = origin.y + row.pos.y;
        [top, top + row.row.size.y]
    }));
    let spot = Spot { laid: &laid, galley: &galley, origin, at };
    let is_marked = marks.is_some_and(|marks| spot.paint(ui, &tokens, setting, marks));
    match pen {
        Some(pen) => spot.listen(ui, &response, pen, is_marked),
        None => {
            let role = if setting.is_heading { Role::Heading } else { Role::Label };
            response.widget_info(|| WidgetInfo::labeled(role, true, &laid.words));
        }
    }
    let mut followed = None;
    for (at, run) in &laid.places {
        if run.link.is_none() && !run.look.is_underlined {
            continue;
        }
        let rects: Vec<Rect> = line_rects(&galley, at).into_iter().map(|r| r.translate(origin.to_vec2())).collect();
        let drop = tokens.points(setting.size) * (setting.leading - UNDERLINE_AT) / 2.0;
        for line in &rects {
            ui.painter().hline(line.x_range(), line.bottom() - drop, Stroke::new(1.0, ink(&tokens, run, setting)));
        }
        if let Some(link) = &run.link
            && link_ui(ui, response.id.with(at.start), &rects, &run.words)
        {
            followed = Some(link);
        }
    }
    ui.painter().galley(origin, Arc::clone(&galley), setting.ink);
    for inset in &laid.insets {
        if let Some(glyph) = glyph(&galley, inset.at) {
            let at = origin + glyph.to_vec2() - vec2(inset.before, 0.0);
            math::paint(ui, &inset.formula, (&inset.run.words, false), inset.em, at, ink(&tokens, inset.run, setting));
        }
    }
    followed
}

/// A text that is set, and where it stands on the page and in the reading.
struct Spot<'a, 'r> {
    laid: &'a Laid<'r>,
    galley: &'a Galley,
    origin: Pos2,
    /// Characters of the reading's text before it.
    at: u64,
}

impl Spot<'_, '_> {
    /// Its range of the reading's text.
    fn range(&self) -> [u64; 2] {
        let chars = self.laid.places.iter().map(|(_, run)| run.words.chars().count() as u64).sum::<u64>();
        [self.at, self.at + chars]
    }

    /// The characters as set that a range of the reading's text covers; a formula is whole or not at all.
    fn set_range(&self, [from, to]: [u64; 2]) -> Option<Range<usize>> {
        let mut first = self.at;
        let mut found: Option<Range<usize>> = None;
        for (place, run) in &self.laid.places {
            let after = first + run.words.chars().count() as u64;
            let (start, end) = (from.max(first), to.min(after));
            if start < end {
                let piece = if place.len() as u64 == after - first {
                    place.start + (start - first) as usize..place.start + (end - first) as usize
                } else {
                    place.clone()
                };
                found = Some(found.map_or(piece.start, |held| held.start)..piece.end);
            }
            first = after;
        }
        found
    }

    /// The character of the reading's text under a point.
    fn char_at(&self, point: Pos2) -> u64 {
        let index = self.galley.cursor_from_pos(point - self.origin).index;
        let mut first = self.at;
        for (place, run) in &self.laid.places {
            let chars = run.words.chars().count() as u64;
            if index.0 < place.end {
                let inside = (index.0.saturating_sub(place.start)) as u64;
                return first + inside.min(chars);
            }
            first += chars;
        }
        first
    }

    /// Paints the marker behind the words; says whether any of them is marked.
    fn paint(&self, ui: &Ui, tokens: &Tokens, setting: Setting, marks: &Marks<'_>) -> bool {
        let drop = tokens.points(setting.size) * (setting.leading - UNDERLINE_AT) / 2.0;
        let drawn = marks.pen.and_then(Pen::drawn).map(|drawn| [drawn.start, drawn.end]);
        let mut is_marked = false;
        for mark in marks.marked.iter().copied().chain(drawn) {
            let Some(range) = self.set_range(mark) else { continue };
            is_marked = true;
            for line in line_rects(self.galley, &range) {
                let line = line.translate(self.origin.to_vec2()).expand2(vec2(1.0, 0.0));
                let low = line.bottom() - (drop - 3.0).max(0.0);
                let band =
                    Rect::from_min_max(pos2(line.left(), line.top() + (drop - 3.0).max(0.0)), pos2(line.right(), low));
                ui.painter().rect_filled(band, 2.0, tokens.palette.marked);
                ui.painter().hline(band.x_range(), band.bottom(), Stroke::new(2.0, tokens.palette.earned));
            }
        }
        is_marked
    }

    /// Lets the pen be drawn over the words, and the keyboard mark them all.
    fn listen(&self, ui: &Ui, response: &egui::Response, pen: &Pen, is_marked: bool) {
        let (press, pointer) = ui.input(|input| (input.pointer.press_origin(), input.pointer.interact_pos()));
        if response.drag_started()
            && let Some(press) = press
        {
            pen.begin(self.char_at(press));
        }
        if pen.is_down()
            && let Some(pointer) = pointer.filter(|at| response.rect.y_range().contains(at.y))
        {
            pen.draw_to(self.char_at(pointer));
        }
        if response.drag_stopped() {
            pen.lift();
        }
        if response.clicked() {
            let at = response.interact_pointer_pos().map(|point| self.char_at(point));
            pen.press(self.range(), at);
        }
        if response.hovered() || pen.is_down() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
        }
        focus::ring(ui, response, response.rect, space::XS as u8);
        focus::follow(response);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_marked, &self.laid.words));
    }
}

/// The plain words of runs, formulas in signs.
#[must_use]
pub fn said(runs: &[Run]) -> String {
    let one = |run: &Run| match run.look.is_formula.then(|| Formula::read(&run.words, false)) {
        Some(Ok(formula)) => formula.words,
        Some(Err(_)) | None => run.words.clone(),
    };
    runs.iter().map(one).collect()
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

/// A text ready to be set.
struct Laid<'r> {
    job: LayoutJob,
    /// Each run with its range of characters in the whole text.
    places: Vec<(Range<usize>, &'r Run)>,
    insets: Vec<Inset<'r>>,
    /// The same for who listens.
    words: String,
}

/// A formula among the words: its room stands before the character `at`.
struct Inset<'r> {
    formula: Arc<Formula>,
    run: &'r Run,
    em: f32,
    at: usize,
    before: f32,
}

/// Stands at either end of a formula's room, so that no line breaks there: it has no ink and holds what is beside it.
const HOLDER: &str = "\u{A0}";
/// On either side of a formula, in points.
const INSET_GAP: f32 = 1.0;

fn lay_out<'r>(ui: &Ui, tokens: &Tokens, runs: &'r [Run], setting: Setting) -> Laid<'r> {
    let width = ui.available_width();
    let mut job = LayoutJob { halign: setting.align, ..LayoutJob::default() };
    job.wrap.max_width = width;
    let mut laid = Laid { job, places: Vec::new(), insets: Vec::new(), words: String::new() };
    let has_formulas = runs.iter().any(|run| run.look.is_formula);
    let mut at = 0;
    for run in runs {
        let mut format = format(tokens, run, setting);
        if has_formulas && !run.look.is_raised && !run.look.is_lowered {
            format.valign = Align::Center; // a line that a formula makes higher grows both ways
        }
        let formula = if run.look.is_formula { math::laid(ui.ctx(), &run.words, false) } else { None };
        let start = at;
        match formula {
            Some(formula) => {
                laid.words.push_str(&formula.words);
                inset(ui, &mut laid, run, formula, format, (at, setting, width));
                at += 2;
            }
            None => {
                laid.words.push_str(&run.words);
                laid.job.append(&run.words, 0.0, format);
                at += run.words.chars().count();
            }
        }
        laid.places.push((start..at, run));
    }
    laid
}

/// Leaves room for a formula between two holders, as high as it needs.
fn inset<'r>(
    ui: &Ui,
    laid: &mut Laid<'r>,
    run: &'r Run,
    formula: Arc<Formula>,
    format: TextFormat,
    (at, setting, width): (usize, Setting, f32),
) {
    let small = FontId::new(1.0, format.font_id.family.clone());
    let (left, right) =
        ui.fonts_mut(|fonts| (fonts.glyph_width(&small, '\u{A0}'), fonts.glyph_width(&format.font_id, '\u{A0}')));
    let full = format.font_id.size * math::EM;
    let em = full * (width / (formula.width * full + 2.0 * INSET_GAP)).min(1.0);
    let before = formula.width * em + 2.0 * INSET_GAP - left - right;
    // How far the baseline stands below the middle of a line.
    let line = format.font_id.size * setting.leading;
    let sample = ui.painter().layout_no_wrap("x".to_owned(), format.font_id.clone(), setting.ink);
    let base = sample.rows.first().and_then(|row| row.row.glyphs.first().map(|x| x.pos.y - row.row.size.y / 2.0));
    let base = base.unwrap_or_default();
    let half = (formula.ascent * em - base).max(formula.depth * em + base) + format.font_id.size * 0.12;
    let height = (2.0 * half).max(line).round();
    let holder = TextFormat { font_id: small, line_height: Some(1.0), ..format.clone() };
    laid.job.append(HOLDER, 0.0, holder);
    laid.job.append(HOLDER, before, TextFormat { line_height: Some(height), ..format });
    laid.insets.push(Inset { formula, run, em, at: at + 1, before: before + left - INSET_GAP });
}

fn ink(tokens: &Tokens, run: &Run, setting: Setting) -> Color32 {
    if run.link.is_some() { tokens.palette.primary } else { setting.ink }
}

fn format(tokens: &Tokens, run: &Run, setting: Setting) -> TextFormat {
    let points = tokens.points(setting.size);
    let is_bold = setting.is_bold || run.look.is_strong;
    let is_code = run.look.is_code || run.look.is_formula; // the source of what is no formula
    let family = match (is_code, is_bold, run.look.is_emphasised) {
        (true, _, _) => FontFamily::Monospace,
        (false, true, true) => FontFamily::Name(tokens::BOLD_ITALIC.into()),
        (false, true, false) => FontFamily::Name(tokens::BOLD.into()),
        (false, false, true) => FontFamily::Name(tokens::ITALIC.into()),
        (false, false, false) => FontFamily::Proportional,
    };
    let ink = ink(tokens, run, setting);
    let line = points * setting.leading;
    let small = (points * 0.72).round();
    // Letters stand in the middle of their own line height: a lower one, at the top or the bottom of the row, moves them.
    let (size, line, valign) = match (run.look.is_raised, run.look.is_lowered) {
        (true, _) => (small, line - points * RAISED, Align::TOP),
        (false, true) => (small, line - points * LOWERED, Align::BOTTOM),
        (false, false) => (points, line, Align::BOTTOM),
    };
    TextFormat {
        font_id: FontId::new(size, family),
        line_height: Some(line.round()),
        color: ink,
        valign,
        background: match run.look {
            look if look.is_marked => tokens.palette.marked,
            look if look.is_code => tokens.palette.tint,
            _ => Color32::TRANSPARENT,
        },
        strikethrough: if run.look.is_struck { Stroke::new(1.0, ink) } else { Stroke::NONE },
        ..TextFormat::default()
    }
}

/// Where the character `at` stands on its baseline.
fn glyph(galley: &Galley, at: usize) -> Option<Pos2> {
    let mut first = 0;
    for row in &galley.rows {
        if let Some(glyph) = row.row.glyphs.get(at - first) {
            return Some(row.pos + glyph.pos.to_vec2());
        }
        first += row.row.glyphs.len() + usize::from(row.ends_with_newline);
        if first > at {
            return None;
        }
    }
    None
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
