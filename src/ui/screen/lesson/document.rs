//! The body of a lesson of the kind "document" with a PDF: its pages one below the other, drawn as they come into
//! sight; zoom, page number, its own table of contents, and search with the places marked. A page that stood before the
//! reader is seen.

use super::arrive;
use super::document_marks::{Marked, on_page};
use super::document_pages::{Pages, ZOOMS, Zoom};
use super::document_search::Search;
use super::frame::OpenLesson;
use super::marker::{Marker, marked_on};
use super::report::Seen;
use super::ruler_choice;
use crate::media::pdf::document::PageFault;
use crate::media::pdf::reader::{PATIENCE, Phase, Reader};
use crate::model::event::SpanUnit;
use crate::model::kept::{Anchor, PAGE_STRIDE};
use crate::ui::tokens::{self, Tokens, space};
use crate::ui::widget::field::{self, Field};
use crate::ui::widget::pen::Pen;
use crate::ui::widget::ruler::Ruler;
use crate::ui::widget::{Button, Icon, Notice, Tone, progress, say, scroll_keys};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{DocumentView, FileHandle};
use egui::{Align2, Frame, Key, Margin, Modifiers, Panel, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2};
use egui::{Image, Label, RichText, WidgetInfo, load::SizedTexture, vec2};
use std::sync::Arc;
use std::time::Duration;

/// Characters of a page that a screen reader is given.
const HEARD_CHARS_MAX: usize = 4_000;
/// While a page is on its way, so often is it looked whether it hangs.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// See the module.
pub struct Document {
    file: Option<FileHandle>,
    reader: Option<Reader>,
    pages: Option<Pages>,
    pub(super) search: Search,
    /// Where it was left, ‰.
    left_at: u64,
    here: usize,
    number: String,
    is_outline_shown: bool,
    /// Where to scroll in the next frame.
    scroll_to: Option<Vec2>,
    offset: Vec2,
    height: f32,
    unseen: Vec<usize>,
    is_end_told: bool,
    /// The reading ruler, while it lies on the page.
    ruler: Option<Ruler>,
    marker: Marker,
    /// The page that the pen was last on.
    under_pen: usize,
}

impl Document {
    /// The body for an opened lesson.
    #[must_use]
    pub fn open(view: DocumentView) -> Self {
        Self {
            file: Some(view.file),
            reader: None,
            pages: None,
            search: Search::default(),
            left_at: view.position_permille,
            here: 0,
            number: "1".to_owned(),
            is_outline_shown: false,
            scroll_to: None,
            offset: Vec2::ZERO,
            height: 0.0,
            unseen: Vec::new(),
            is_end_told: false,
            ruler: None,
            marker: Marker::default(),
            under_pen: 0,
        }
    }

    /// Whether the last page was seen and not told yet.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        let last = self.pages.as_ref().map(|pages| pages.count().saturating_sub(1));
        !self.is_end_told && last.is_some_and(|last| self.unseen.contains(&last))
    }

    /// What was seen since this was last asked: each page as its part of the whole.
    pub fn seen(&mut self) -> Option<Seen> {
        let count = self.pages.as_ref()?.count() as u64;
        self.is_end_told |= self.is_urgent();
        let part = |page: u64| page * 1000 / count.max(1);
        let ranges = self.unseen.drain(..).map(|page| [part(page as u64), part(page as u64 + 1)]);
        let ranges = ranges.filter(|[from, to]| from < to).collect();
        let position = (self.here as u64 * 1000).div_ceil(count.max(1));
        Some(Seen { unit: SpanUnit::Permille, ranges, position, rate_permille: 1000 })
    }

    /// The place on screen.
    #[must_use]
    pub fn here(&self) -> Anchor {
        Anchor::Page(u32::try_from(self.here + 1).unwrap_or(1))
    }

    /// Goes to a place.
    pub fn go(&mut self, to: &Anchor) {
        if let Anchor::Page(number) = to {
            self.go_to_page((*number as usize).saturating_sub(1));
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
        let window = ui.ctx().clone();
        if let Some(file) = self.file.take() {
            // Only at the first frame drawn is there a window to wake.
            let wake = window.clone();
            self.reader = Some(Reader::open(file, PATIENCE, Arc::new(move || wake.request_repaint())));
        }
        let phase = self.reader.as_ref().map_or(Phase::Opening, Reader::phase);
        match phase {
            Phase::Opening => {
                crate::ui::screen::page(ui, "document-wait", |ui| progress::waiting(ui, &cx.say("loading")));
                window.request_repaint_after(LOOK_EVERY);
            }
            Phase::Failed(fault) => {
                log::warn!("a document is not shown: {fault}");
                let sentence = cx.words.problem("lesson.damaged", []);
                crate::ui::screen::page(ui, "document-bad", |ui| {
                    Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).show(ui);
                });
            }
            Phase::Open(facts) => {
                if self.pages.is_none() {
                    let count = facts.pages.len();
                    self.pages = Some(Pages::new(facts));
                    let asked = arrive::take(ui.ctx(), &lesson.row.lesson);
                    let asked = asked.and_then(|place| place.strip_prefix("page-")?.parse::<usize>().ok());
                    let left = (self.left_at * count as u64 / 1000) as usize;
                    self.go_to_page(asked.map_or(left, |number| number.saturating_sub(1)));
                }
                return self.open_ui(ui, cx, lesson);
            }
        }
        None
    }

    fn open_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
        let is_ruled = ruler_choice::is_on(ui, cx);
        if self.ruler.is_some() != is_ruled {
            self.ruler = is_ruled.then(Ruler::default);
        }
        self.keys(ui);
        let action = self.bar_ui(ui, cx);
        if self.is_outline_shown {
            self.outline_ui(ui, cx);
        }
        let marked = self.pages_ui(ui, cx, lesson);
        if self.reader.as_ref().is_some_and(Reader::is_at_work) {
            ui.ctx().request_repaint_after(LOOK_EVERY);
        }
        action.or(marked)
    }

    fn bar_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
        let tokens = Tokens::of(ui);
        let frame = Frame::new()
            .fill(tokens.palette.surface)
            .stroke(Stroke::new(1.0, tokens.palette.line))
            .inner_margin(Margin::symmetric(space::L as i8, space::S as i8));
        let bar = Panel::top("document-bar").resizable(false).show_separator_line(false).frame(frame);
        let shown = bar.show(ui, |ui| {
            let row = ui.horizontal_wrapped(|ui| {
                self.page_bar(ui, cx);
                ui.add_space(space::S);
                self.zoom_bar(ui, cx);
                ui.add_space(space::S);
                let sought = self.search.show(ui, cx, self.reader.as_ref());
                if let Some(page) = sought {
                    self.go_to_page(page);
                }
                self.marker.tools(ui, cx)
            });
            row.inner
        });
        shown.inner
    }

    fn page_bar(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        let Some(pages) = &self.pages else { return };
        let count = pages.count();
        if !pages.facts().outline.is_empty() {
            let name = cx.say("pages-contents");
            let button = Button::quiet(&name).icon_only(Icon::List).selected(self.is_outline_shown);
            self.is_outline_shown ^= ui.add(button).clicked();
        }
        word(ui, &cx.say("pages-page"));
        let name = cx.say("pages-go-to");
        let field = Field::inline(&name).chars_max(6).width(Tokens::of(ui).scaled(64.0)).show(ui, &mut self.number);
        word(ui, &cx.with("pages-of", &[("count", (count as u32).into())]));
        if field::submitted(ui, &field) {
            match self.number.trim().parse::<usize>() {
                Ok(number @ 1..) => self.go_to_page(number.min(count) - 1),
                _ => self.number = (self.here + 1).to_string(),
            }
        } else if !field.has_focus() {
            self.number = (self.here + 1).to_string();
        }
    }

    fn zoom_bar(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        let Some(percent) = self.pages.as_ref().map(|pages| pages.percent(self.here)) else { return };
        let (smaller, larger) = (cx.say("pages-smaller"), cx.say("pages-larger"));
        if ui.add(Button::quiet(&smaller).icon_only(Icon::Minus)).clicked() {
            self.step_zoom(false);
        }
        word(ui, &cx.with("percent", &[("percent", u32::from(percent).into())]));
        if ui.add(Button::quiet(&larger).icon_only(Icon::Plus)).clicked() {
            self.step_zoom(true);
        }
        let is_fit = self.pages.as_ref().is_some_and(|pages| pages.zoom == Zoom::Fit);
        if ui.add(Button::quiet(&cx.say("pages-fit")).selected(is_fit)).clicked() {
            self.set_zoom(Zoom::Fit);
        }
    }

    fn set_zoom(&mut self, zoom: Zoom) {
        if let Some(pages) = &mut self.pages {
            pages.zoom = zoom;
        }
    }

    fn step_zoom(&mut self, is_larger: bool) {
        let Some(now) = self.pages.as_ref().map(|pages| pages.percent(self.here)) else { return };
        let next = if is_larger {
            ZOOMS.iter().find(|zoom| **zoom > now)
        } else {
            ZOOMS.iter().rev().find(|zoom| **zoom < now)
        };
        if let Some(zoom) = next {
            self.set_zoom(Zoom::Percent(*zoom));
        }
    }

    fn outline_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        let Some(pages) = &self.pages else { return };
        let tokens = Tokens::of(ui);
        let frame = Frame::new().fill(tokens.palette.surface).inner_margin(Margin::same(space::M as i8));
        let width = tokens.scaled(space::DRAWER).min(ui.available_width() * 0.45);
        let panel = Panel::left("document-contents").exact_size(width).resizable(false).frame(frame);
        let chosen = panel.show(ui, |ui| {
            say::strong(ui, &cx.say("pages-contents"));
            let area = ScrollArea::vertical().auto_shrink([false, false]);
            area.show(ui, |ui| {
                let mut chosen = None;
                for line in &pages.facts().outline {
                    ui.horizontal(|ui| {
                        ui.add_space(f32::from(line.depth) * space::M);
                        if ui.add(Button::quiet(&line.words).row()).clicked() {
                            chosen = Some(line.page);
                        }
                    });
                }
                chosen
            })
            .inner
        });
        if let Some(page) = chosen.inner {
            self.go_to_page(page);
        }
    }

    fn pages_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
        let width = ui.available_width() - ui.spacing().scroll.bar_width - space::XS;
        let (Some(pages), Some(reader)) = (&mut self.pages, &self.reader) else { return None };
        let standing = pages.standing(Rect::from_min_size(self.offset.to_pos2(), vec2(width, self.height.max(1.0))));
        let is_first = pages.size() == Vec2::ZERO;
        if pages.lay_out(width) && !is_first && self.scroll_to.is_none() {
            // The same line of the same page stays at the top.
            let top = pages.place(standing.0).map_or(0.0, |at| at.top() + at.height() * standing.1);
            self.scroll_to = Some(vec2((pages.size().x - width) / 2.0, top));
        } else if is_first {
            self.scroll_to = pages.place(self.here).map(|at| vec2(0.0, at.top() - space::L));
        }
        for drawn in reader.take_drawn() {
            pages.take(ui.ctx(), drawn, self.here);
        }
        if let Some(to) = self.search.place(pages, self.height) {
            self.scroll_to = Some(vec2((pages.size().x - width) / 2.0, to));
        }
        let mut area = ScrollArea::both().id_salt("document").auto_shrink([false, false]);
        if let Some(to) = self.scroll_to.take() {
            area = area.scroll_offset(to.max(Vec2::ZERO));
        }
        let (pen, mut hand) = (self.marker.pen(), None);
        let drawn = pen.and_then(Pen::drawn);
        let out = area.show_viewport(ui, |ui, viewport| {
            ui.set_min_size(pages.size());
            let origin = ui.min_rect().min.to_vec2();
            for page in pages.visible(viewport) {
                let fault = reader.fault(page);
                page_ui(ui, cx, pages, page, origin, &self.search, fault);
                let Some(rect) = pages.place(page).map(|place| place.translate(origin)) else { continue };
                let Some(sheet) = pages.sheet(page) else { continue };
                let marked = marked_on(page, lesson);
                let drawn = drawn.clone().filter(|_| page == self.under_pen);
                let shown = Marked { rect, words: &sheet.words, marked: &marked, drawn };
                shown.paint(ui);
                hand = hand.take().or(pen.and_then(|_| shown.listen(ui, page)).map(|hand| (page, hand)));
            }
        });
        if let Some((page, hand)) = hand {
            if hand.begins() && page != self.under_pen {
                self.marker.turn();
                self.under_pen = page;
            }
            if let Some(pen) = self.marker.pen().filter(|_| page == self.under_pen) {
                hand.move_pen(pen);
            }
        }
        let (page, words) = (self.under_pen, pages.sheet(self.under_pen).map(|sheet| Arc::clone(&sheet.words)));
        let base = PAGE_STRIDE * page as u64;
        let text = || words.map(|words| words.text.clone()).unwrap_or_default();
        let asked = self.marker.asked(lesson, (base, &marked_on(page, lesson)), text);
        if let Some(by) = self.ruler.as_mut().and_then(|ruler| ruler.over(ui, out.inner_rect)) {
            self.scroll_to = Some(out.state.clamped_offset() + vec2(0.0, by));
        }
        self.offset = out.state.clamped_offset();
        self.height = out.inner_rect.height();
        let viewport = Rect::from_min_size(self.offset.to_pos2(), out.inner_rect.size());
        self.here = pages.standing(viewport).0;
        reader.want(pages.wants(viewport, ui.ctx().pixels_per_point()));
        let (now, is_waiting) = pages.note(viewport, cx.mono_ms, cx.is_attended());
        self.unseen.extend(now);
        if is_waiting {
            ui.ctx().request_repaint_after(Duration::from_millis(super::document_pages::SEEN_AFTER_MS / 2));
        }
        asked
    }

    fn go_to_page(&mut self, page: usize) {
        let Some(pages) = &self.pages else { return };
        let page = page.min(pages.count().saturating_sub(1));
        self.here = page;
        self.number = (page + 1).to_string();
        if let Some(at) = pages.place(page) {
            self.scroll_to = Some(vec2(self.offset.x, at.top() - space::L));
        }
    }

    fn keys(&mut self, ui: &Ui) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::COMMAND, Key::Plus) || pressed(Modifiers::COMMAND, Key::Equals) {
            self.step_zoom(true);
        }
        if pressed(Modifiers::COMMAND, Key::Minus) {
            self.step_zoom(false);
        }
        if pressed(Modifiers::COMMAND, Key::Num0) {
            self.set_zoom(Zoom::Fit);
        }
        self.search.is_wanted |= pressed(Modifiers::COMMAND, Key::F);
        let turned = ui.input(egui::InputState::zoom_delta);
        if turned != 1.0 {
            self.step_zoom(turned > 1.0);
        }
        let arrow = if self.ruler.is_some() { 0.0 } else { space::PAGE }; // the arrows are the ruler's
        let moved = scroll_keys::moved(ui, self.height, arrow);
        if moved != 0.0 {
            self.scroll_to = Some(self.offset + vec2(0.0, moved));
        }
        if ui.memory(|memory| memory.focused().is_some()) {
            return;
        }
        let count = self.pages.as_ref().map_or(0, Pages::count);
        match ui.input(|input| (input.key_pressed(Key::Home), input.key_pressed(Key::End))) {
            (true, _) => self.go_to_page(0),
            (_, true) => self.go_to_page(count),
            _ => {}
        }
    }
}

/// A word in a bar: never broken over two lines.
pub(super) fn word(ui: &mut Ui, said: &str) {
    let tokens = Tokens::of(ui);
    let said = RichText::new(said).font(tokens.font(tokens::Size::Body)).color(tokens.palette.ink);
    ui.add(Label::new(said).extend());
}

/// One page: its paper, its pixels once they are there, and what is marked on it.
fn page_ui(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    pages: &mut Pages,
    page: usize,
    origin: Vec2,
    search: &Search,
    fault: Option<PageFault>,
) {
    let Some(rect) = pages.place(page).map(|place| place.translate(origin)) else { return };
    let tokens = Tokens::of(ui);
    let count = pages.count();
    let response = ui.interact(rect, ui.scope_id().with(("page", page)), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, tokens::DOCUMENT_PAPER);
    let mut heard = String::new();
    if let Some(sheet) = pages.sheet(page) {
        Image::from_texture(SizedTexture::new(sheet.texture.id(), rect.size())).paint_at(ui, rect);
        heard = sheet.words.text.chars().take(HEARD_CHARS_MAX).collect();
        let here = search.here_on(page);
        for (n, found) in sheet.matches(search.sought()).iter().enumerate() {
            let colour = if here == Some(n) { tokens::MARK_HERE } else { tokens::MARK };
            for line in found {
                ui.painter().rect_filled(on_page(rect, line).expand(1.0), 2.0, colour);
            }
        }
    } else {
        let said = cx.say(if fault.is_some() { "pages-bad-page" } else { "loading" });
        let font = tokens.font(tokens::Size::Body);
        ui.painter().text(
            rect.center_top() + vec2(0.0, space::PAGE),
            Align2::CENTER_TOP,
            said,
            font,
            tokens::DOCUMENT_INK,
        );
    }
    let edge = Stroke::new(if tokens.is_high_contrast() { 2.0 } else { 1.0 }, tokens.palette.line);
    ui.painter().rect_stroke(rect, 0.0, edge, StrokeKind::Outside);
    let name = cx.with("pages-name", &[("number", (page as u32 + 1).into()), ("count", (count as u32).into())]);
    let name = if heard.is_empty() { name } else { format!("{name}: {heard}") };
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
}
