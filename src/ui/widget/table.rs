//! A table for the staff desk: a head that sorts, rows that can be chosen, drawn only as far as they are seen, so that
//! ten thousand people cost no more than ten. For the keyboard it is one stop: Tab comes to a row and goes on past the
//! table, the arrows, Home and End go through its rows, Enter presses.

use super::super::tokens::{Size, Tokens, space};
use super::{choice, focus, icon::Icon};
use egui::style::ScrollAnimation;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, EventFilter, FontId, Id, Key, Modifiers, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};
use std::ops::Range;

/// So many rows at most have a say in how wide their columns are.
const ROWS_MEASURED: usize = 30;

/// Side of the box before a row, at 100 %.
const TICK: f32 = 24.0;

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    /// What stands in the head.
    pub title: String,
    /// Its share of the width, beside the others'.
    pub share: f32,
    /// Numbers stand at the right.
    pub is_number: bool,
    /// Pressing the head sorts by it.
    pub is_sortable: bool,
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn new(title: &str, share: f32) -> Self {
        Self { title: title.to_owned(), share, is_number: false, is_sortable: true }
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(title: &str, share: f32) -> Self {
        Self { is_number: true, ..Self::new(title, share) }
    }
}

/// Which column the rows are in order of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Order {
    /// Index of the column.
    pub column: usize,
    /// Largest first.
    pub is_descending: bool,
}

/// What the person pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pressed {
    /// A row, by its index among those given.
    Row(usize),
    /// A head: show the rows in this order.
    Order(Order),
}

/// A table of `rows` rows; `cell(row, column)` gives the text, `name(row)` what a screen reader calls the row.
#[must_use = "show it"]
pub struct Table<'a> {
    id: &'a str,
    columns: &'a [Column],
    order: Option<Order>,
    selected: Option<usize>,
    ticked: Option<&'a dyn Fn(usize) -> bool>,
    height: f32,
}

impl<'a> Table<'a> {
    /// A table with these columns.
    pub fn new(id: &'a str, columns: &'a [Column]) -> Self {
        Self { id, columns, order: None, selected: None, ticked: None, height: f32::INFINITY }
    }

    /// The order the rows are in.
    pub fn order(mut self, order: Order) -> Self {
        self.order = Some(order);
        self
    }

    /// The chosen row.
    pub fn selected(mut self, row: Option<usize>) -> Self {
        self.selected = row;
        self
    }

    /// Rows have a box before them, to choose several.
    pub fn ticked(mut self, is_ticked: &'a dyn Fn(usize) -> bool) -> Self {
        self.ticked = Some(is_ticked);
        self
    }

    /// No higher than this.
    pub fn height(mut self, height: f32) -> Self {
        self.height = height;
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui, rows: usize, cell: impl Fn(usize, usize) -> String) -> Option<Pressed> {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            let tokens = Tokens::of(ui);
            let bar = ui.spacing().scroll.bar_width + ui.spacing().scroll.bar_inner_margin;
            let needs = self.needs(ui, &tokens, rows, &cell);
            let edges = self.edges(&needs, ui.available_width() - bar);
            let head = self.head(ui, &tokens, &edges);
            let row_height = (tokens.points(Size::Body) * 1.3 + 2.0 * space::S).max(space::TARGET);
            let body = ScrollArea::vertical()
                .id_salt(self.id)
                .max_height(self.height)
                // Within a page that scrolls there is no height of its own to go by.
                .min_scrolled_height(if self.height.is_finite() { self.height } else { space::TARGET })
                .auto_shrink([false, true])
                .show_rows(ui, row_height, rows, |ui, range| {
                    let mut pressed = None;
                    let stop = self.stop(ui, &range);
                    for row in range {
                        let response = self.row(ui, &tokens, &edges, (row, stop), row_height, &cell);
                        self.keys(ui, &response, row, rows);
                        if response.clicked() {
                            self.set_stop(ui, row, false);
                            pressed = Some(Pressed::Row(row));
                        }
                    }
                    pressed
                });
            body.inner.or(head)
        })
        .inner
    }

    /// The least width of each column: the longest word of its title, and the numbers of the first rows.
    fn needs(&self, ui: &Ui, tokens: &Tokens, rows: usize, cell: &impl Fn(usize, usize) -> String) -> Vec<f32> {
        let ink = tokens.palette.ink;
        let width = |text: &str, font: FontId| ui.painter().layout_no_wrap(text.to_owned(), font, ink).size().x;
        let need = |(at, column): (usize, &Column)| {
            let words = column.title.split_whitespace().map(|word| width(word, tokens.bold(Size::Small)));
            let numbers = (0..rows.min(ROWS_MEASURED)).filter(|_| column.is_number);
            let numbers = numbers.map(|row| width(&cell(row, at), tokens.font(Size::Body)));
            words.chain(numbers).fold(0.0, f32::max).ceil() + 2.0 * space::S + 1.0
        };
        self.columns.iter().enumerate().map(need).collect()
    }

    /// Where the columns begin and end: by their shares, but none narrower than it needs, while there is room.
    fn edges(&self, needs: &[f32], width: f32) -> Vec<f32> {
        let mut widths = vec![0.0_f32; needs.len()];
        let mut is_fixed = vec![false; needs.len()];
        loop {
            let free = (0..needs.len()).filter(|at| !is_fixed[*at]);
            let sum: f32 = free.clone().map(|at| self.columns[at].share).sum::<f32>().max(f32::EPSILON);
            let fixed: f32 = (0..needs.len()).filter(|at| is_fixed[*at]).map(|at| needs[at]).sum();
            let rest = (width - fixed).max(0.0);
            free.for_each(|at| widths[at] = rest * self.columns[at].share / sum);
            let Some(narrow) = (0..needs.len()).find(|at| !is_fixed[*at] && widths[*at] < needs[*at]) else { break };
            (is_fixed[narrow], widths[narrow]) = (true, needs[narrow]);
        }
        let squeeze = (width / widths.iter().sum::<f32>().max(f32::EPSILON)).min(1.0);
        let mut edges = vec![0.0];
        for width in widths {
            edges.push(edges.last().copied().unwrap_or(0.0) + width * squeeze);
        }
        edges
    }

    fn head(&self, ui: &mut Ui, tokens: &Tokens, edges: &[f32]) -> Option<Pressed> {
        let p = &tokens.palette;
        let height = (tokens.points(Size::Small) * 2.6 + 2.0 * space::XS).max(space::TARGET);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let mut pressed = None;
        for (at, column) in self.columns.iter().enumerate() {
            let place = Rect::from_min_max(
                pos2(rect.left() + edges[at], rect.top()),
                pos2(rect.left() + edges[at + 1], rect.bottom()),
            );
            let sense = if column.is_sortable && self.order.is_some() { Sense::click() } else { Sense::hover() };
            let response = ui.interact(place, ui.scope_id().with(("head", at)), sense);
            let order = self.order.filter(|order| order.column == at);
            let mut text = column.title.clone();
            if let Some(order) = order {
                text.push(' ');
                text.push(if order.is_descending { Icon::Down } else { Icon::Up }.char());
            }
            write(ui, place, text, tokens.bold(Size::Small), column.is_number, 2);
            focus::ring(ui, &response, place.shrink(2.0), space::CORNER_SMALL);
            response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &column.title));
            if response.clicked() {
                let is_descending = order.is_some_and(|order| !order.is_descending);
                pressed = Some(Pressed::Order(Order { column: at, is_descending }));
            }
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, p.edge));
        pressed
    }

    fn row(
        &self,
        ui: &mut Ui,
        tokens: &Tokens,
        edges: &[f32],
        (row, stop): (usize, Stop),
        height: f32,
        cell: &impl Fn(usize, usize) -> String,
    ) -> Response {
        let p = &tokens.palette;
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let is_stop = stop.row == row;
        let sense = if is_stop { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, ui.scope_id().with(("row", row)), sense);
        if is_stop && stop.is_wanted {
            response.request_focus();
            self.set_stop(ui, row, false);
        }
        let ticked = self.ticked.map(|is_ticked| is_ticked(row));
        let is_selected = self.selected == Some(row) || ticked == Some(true);
        if is_selected || response.hovered() {
            ui.painter().rect_filled(rect, 0.0, p.tint);
        }
        if is_selected {
            ui.painter().rect_stroke(rect, 0.0, Stroke::new(2.0, p.primary), StrokeKind::Inside);
        }
        let texts: Vec<String> = (0..self.columns.len()).map(|column| cell(row, column)).collect();
        for (at, (column, text)) in self.columns.iter().zip(&texts).enumerate() {
            let room = if at == 0 && ticked.is_some() { tokens.scaled(TICK) + space::M } else { 0.0 };
            let place = Rect::from_min_max(
                pos2(rect.left() + edges[at] + room, rect.top()),
                pos2(rect.left() + edges[at + 1], rect.bottom()),
            );
            write(ui, place, text.clone(), tokens.font(Size::Body), column.is_number, 1);
        }
        if let Some(is_on) = ticked {
            let side = tokens.scaled(TICK);
            let centre = pos2(rect.left() + space::S + side / 2.0, rect.center().y);
            let mark = Rect::from_center_size(centre, vec2(side, side));
            choice::paint_mark(ui, tokens, choice::Mark::Check, mark, is_on);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line));
        focus::ring(ui, &response, rect.shrink(space::RING + space::RING_GAP), 4);
        focus::follow(&response);
        let role = if ticked.is_some() { Role::CheckBox } else { Role::Row };
        response.widget_info(|| WidgetInfo::selected(role, true, is_selected, texts.join(", ")));
        response
    }
}

/// The row that the keyboard comes to.
#[derive(Debug, Clone, Copy, Default)]
struct Stop {
    row: usize,
    /// The keyboard shall be on it.
    is_wanted: bool,
}

impl Table<'_> {
    fn stop_key(&self) -> Id {
        Id::unique(("table-stop", self.id))
    }

    fn set_stop(&self, ui: &Ui, row: usize, is_wanted: bool) {
        ui.data_mut(|data| data.insert_temp(self.stop_key(), Stop { row, is_wanted }));
    }

    /// The row that the keyboard was on last, or the chosen one; of those drawn at any rate.
    fn stop(&self, ui: &Ui, drawn: &Range<usize>) -> Stop {
        let held = ui.data(|data| data.get_temp::<Stop>(self.stop_key()));
        let stop = held.unwrap_or(Stop { row: self.selected.unwrap_or(0), is_wanted: false });
        let row = if drawn.contains(&stop.row) { stop.row } else { drawn.start };
        Stop { row, is_wanted: stop.is_wanted && row == stop.row }
    }

    /// While the keyboard is on a row, the arrows, Home and End take it to another.
    fn keys(&self, ui: &Ui, response: &Response, row: usize, rows: usize) {
        if !response.has_focus() {
            return;
        }
        let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
        let last = rows.saturating_sub(1);
        let to = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            if pressed(Key::ArrowDown) {
                Some(row.saturating_add(1).min(last))
            } else if pressed(Key::ArrowUp) {
                Some(row.saturating_sub(1))
            } else if pressed(Key::Home) {
                Some(0)
            } else {
                pressed(Key::End).then_some(last)
            }
        });
        let Some(to) = to.filter(|to| *to != row) else { return };
        self.set_stop(ui, to, true);
        let down = (to as f32 - row as f32) * response.rect.height();
        let place = response.rect.translate(vec2(0.0, down));
        ui.scroll_to_rect_animation(place, None, ScrollAnimation::none());
        ui.ctx().request_repaint();
    }
}

fn write(ui: &Ui, place: Rect, text: String, font: FontId, is_right: bool, max_rows: usize) {
    let ink = Tokens::of(ui).palette.ink;
    let mut job = LayoutJob::simple(text, font, ink, f32::INFINITY);
    job.wrap = TextWrapping { max_width: place.width() - 2.0 * space::S, max_rows, ..Default::default() };
    job.wrap.break_anywhere = max_rows == 1;
    let halign = if is_right { Align::RIGHT } else { Align::LEFT };
    job.halign = halign;
    let galley = ui.painter().layout_job(job);
    let x = if is_right { place.right() - space::S } else { place.left() + space::S };
    let at: Pos2 = pos2(x, place.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
}
