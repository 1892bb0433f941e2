//! The body of a lesson of the kind "document" with an EPUB: a page of the book as a reading, its table of contents at
//! the side, and the ways to the page before and after.

use super::arrive;
use super::book_page::Shown;
use super::document::word;
use super::frame::OpenLesson;
use super::marker::{Marker, has_words, marked_on};
use super::paper::{Paper, Stand, callout_name};
use super::report::Seen;
use super::ruler_choice;
use crate::media::epub::book::{BookFacts, BookFault};
use crate::media::epub::reader::{BookReader, Phase};
use crate::model::event::SpanUnit;
use crate::model::kept::{Anchor, PAGE_STRIDE};
use crate::model::markdown::{Link, Reading};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::pen::Marks;
use crate::ui::widget::reading::{self, Around};
use crate::ui::widget::{Button, Icon, Notice, Tone, progress, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{DocumentView, FileHandle};
use egui::{Frame, Margin, Panel, ScrollArea, Stroke, Ui};
use std::sync::Arc;

/// ‰ of a whole book.
const WHOLE: u64 = 1000;

/// See the module.
pub struct Book {
    file: Option<FileHandle>,
    reader: Option<BookReader>,
    facts: Option<Arc<BookFacts>>,
    paper: Paper,
    /// The page wanted, from 0.
    page: usize,
    shown: Option<Shown>,
    fault: Option<BookFault>,
    is_outline_shown: bool,
    /// Which part of the page to begin at, 0 to 1, once it is drawn.
    begin_at: f32,
    /// Where it was left, or stands, ‰ of the book.
    position: u64,
    unseen: Vec<[u64; 2]>,
    is_end_told: bool,
    marker: Marker,
    /// What is above the top of the window, in points.
    offset: f32,
}

impl Book {
    /// The body for an opened lesson.
    #[must_use]
    pub fn open(view: DocumentView) -> Self {
        Self {
            file: Some(view.file),
            reader: None,
            facts: None,
            paper: Paper::default(),
            page: 0,
            shown: None,
            fault: None,
            is_outline_shown: false,
            begin_at: 0.0,
            position: view.position_permille,
            unseen: Vec::new(),
            is_end_told: false,
            marker: Marker::default(),
            offset: 0.0,
        }
    }

    /// Whether the end was reached and not told yet.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        !self.is_end_told && self.unseen.iter().any(|range| range[1] >= WHOLE)
    }

    /// What was seen since this was last asked, ‰ of the book's characters.
    pub fn seen(&mut self) -> Option<Seen> {
        self.facts.as_ref()?;
        self.is_end_told |= self.is_urgent();
        let ranges = std::mem::take(&mut self.unseen);
        Some(Seen { unit: SpanUnit::Permille, ranges, position: self.position, rate_permille: 1000 })
    }

    /// The place on screen.
    #[must_use]
    pub fn here(&self) -> Anchor {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        match self.paper.block_at(self.offset) {
            0 => Anchor::Page(count(self.page + 1)),
            block => Anchor::PageBlock(count(self.page + 1), count(block)),
        }
    }

    /// Goes to a place.
    pub fn go(&mut self, to: &Anchor) {
        let Some(facts) = self.facts.clone() else { return };
        let (page, block) = match to {
            Anchor::Page(page) => (*page, 0),
            Anchor::PageBlock(page, block) => (*page, *block),
            _ => return,
        };
        self.turn(&facts, (page as usize).saturating_sub(1), Some(Anchor::Block(block).to_string()));
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
        let window = ui.ctx().clone();
        if let Some(file) = self.file.take() {
            // Only at the first frame drawn is there a window to wake.
            let wake = window.clone();
            self.reader = Some(BookReader::open(file, Arc::new(move || wake.request_repaint())));
        }
        let phase = self.reader.as_ref().map_or(Phase::Opening, BookReader::phase);
        match (phase, self.fault.clone()) {
            (Phase::Opening, _) => {
                crate::ui::screen::page(ui, "book-wait", |ui| progress::waiting(ui, &cx.say("loading")));
            }
            (Phase::Failed(fault), _) | (Phase::Open(_), Some(fault)) => {
                log::warn!("a book is not shown: {fault}");
                let sentence = cx.words.problem("lesson.damaged", []);
                crate::ui::screen::page(ui, "book-bad", |ui| {
                    Notice::new(Tone::Bad, &sentence.what).mend(&sentence.mend).show(ui);
                });
            }
            (Phase::Open(facts), None) => {
                if self.facts.is_none() {
                    self.begin(&window, &facts, lesson);
                }
                return self.open_ui(ui, cx, &facts, lesson);
            }
        }
        None
    }

    /// The page it was left at, or that was asked for.
    fn begin(&mut self, window: &egui::Context, facts: &Arc<BookFacts>, lesson: &OpenLesson) {
        self.facts = Some(Arc::clone(facts));
        let asked = arrive::take(window, &lesson.row.lesson);
        if let Some(anchor @ (Anchor::Page(_) | Anchor::PageBlock(..))) = asked.map(|place| Anchor::parse(&place)) {
            return self.go(&anchor);
        }
        let at = (self.position.min(WHOLE) * facts.chars() as u64 / WHOLE) as usize;
        let page = facts.pages.partition_point(|page| page.chars.end <= at).min(facts.pages.len() - 1);
        let chars = &facts.pages[page].chars;
        let begin_at = at.saturating_sub(chars.start) as f32 / chars.len().max(1) as f32;
        self.turn(facts, page, None);
        self.begin_at = begin_at;
    }

    fn turn(&mut self, facts: &BookFacts, page: usize, place: Option<String>) {
        let page = page.min(facts.pages.len().saturating_sub(1));
        self.begin_at = 0.0;
        let is_here = self.shown.as_ref().is_some_and(|shown| shown.page == page);
        match place {
            Some(place) if is_here => self.paper.go_to(&place),
            place => {
                self.paper = Paper::default();
                self.paper.scroll_to(0.0);
                if let Some(place) = place {
                    self.paper.go_to_when_drawn(place);
                }
            }
        }
        self.page = page;
        if !is_here && let Some(reader) = &self.reader {
            self.shown = None;
            self.marker.turn();
            reader.want(page);
        }
    }

    fn open_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, facts: &BookFacts, lesson: &OpenLesson) -> Option<Action> {
        for read in self.reader.as_ref().map(BookReader::take).unwrap_or_default() {
            match read {
                Ok(page) if page.page == self.page => self.shown = Some(Shown::new(ui.ctx(), page, facts)),
                Err((page, fault)) if page == self.page => self.fault = Some(fault),
                Ok(_) | Err(_) => {} // turned on meanwhile
            }
        }
        let action = self.bar_ui(ui, cx, facts);
        if self.is_outline_shown {
            self.contents_ui(ui, cx, facts);
        }
        self.paper.with_ruler(ruler_choice::is_on(ui, cx));
        let marked = self.page_ui(ui, cx, facts, lesson);
        action.or(marked)
    }

    fn bar_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, facts: &BookFacts) -> Option<Action> {
        let tokens = Tokens::of(ui);
        let frame = Frame::new()
            .fill(tokens.palette.surface)
            .stroke(Stroke::new(1.0, tokens.palette.line))
            .inner_margin(Margin::symmetric(space::L as i8, space::S as i8));
        let bar = Panel::top("book-bar").resizable(false).show_separator_line(false).frame(frame);
        let shown = bar.show(ui, |ui| {
            let row = ui.horizontal_wrapped(|ui| {
                let name = cx.say("pages-contents");
                let button = Button::quiet(&name).icon(Icon::List).selected(self.is_outline_shown);
                self.is_outline_shown ^= !facts.contents.is_empty() && ui.add(button).clicked();
                self.turn_ui(ui, cx, facts);
                self.marker.tools(ui, cx)
            });
            row.inner
        });
        shown.inner
    }

    /// The ways to the page before and after, with the place between them.
    fn turn_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, facts: &BookFacts) {
        let (before, after) = (cx.say("book-before"), cx.say("book-after"));
        let last = facts.pages.len() - 1;
        let mut wanted = None;
        let (back, on) = match has_words(ui) {
            true => (Button::quiet(&before).icon(Icon::Left), Button::quiet(&after).icon_last(Icon::Right)),
            false => (Button::quiet(&before).icon_only(Icon::Left), Button::quiet(&after).icon_only(Icon::Right)),
        };
        if ui.add(back.enabled(self.page > 0)).clicked() {
            wanted = Some(self.page - 1);
        }
        let values = [("number", (self.page as u32 + 1).into()), ("count", (facts.pages.len() as u32).into())];
        word(ui, &cx.with("book-place", &values));
        if ui.add(on.enabled(self.page < last)).clicked() {
            wanted = Some(self.page + 1);
        }
        if let Some(page) = wanted {
            self.turn(facts, page, None);
        }
    }

    fn contents_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, facts: &BookFacts) {
        let tokens = Tokens::of(ui);
        let frame = Frame::new().fill(tokens.palette.surface).inner_margin(Margin::same(space::M as i8));
        let width = tokens.scaled(space::DRAWER).min(ui.available_width() * 0.45);
        let panel = Panel::left("book-contents").exact_size(width).resizable(false).frame(frame);
        let chosen = panel.show(ui, |ui| {
            if !facts.title.is_empty() {
                say::strong(ui, &facts.title);
            } else {
                say::strong(ui, &cx.say("pages-contents"));
            }
            let area = ScrollArea::vertical().auto_shrink([false, false]);
            area.show(ui, |ui| {
                let mut chosen = None;
                for (words, depth, page, place) in &facts.contents {
                    ui.horizontal(|ui| {
                        ui.add_space(f32::from((*depth).min(6)) * space::M);
                        let is_here = *page == self.page;
                        if ui.add(Button::quiet(words).row().selected(is_here)).clicked() {
                            chosen = Some((*page, place.clone()));
                        }
                    });
                }
                chosen
            })
            .inner
        });
        if let Some((page, place)) = chosen.inner {
            self.turn(facts, page, Some(place).filter(|place| !place.is_empty()));
        }
    }

    /// The page; gives what the pen asks for.
    fn page_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, facts: &BookFacts, lesson: &OpenLesson) -> Option<Action> {
        let tokens = Tokens::of(ui);
        let sheet = Paper::width(&tokens, ui.available_width());
        let place = ui.available_rect_before_wrap();
        let left = place.left() + (place.width() - sheet) / 2.0;
        let Some(shown) = &self.shown else {
            progress::waiting(ui, &cx.say("loading"));
            return None;
        };
        let base = PAGE_STRIDE * self.page as u64;
        let marked = marked_on(self.page, lesson);
        let marks = Marks { marked: &marked, pen: self.marker.pen() };
        let picture = |path: &str| shown.texture(path);
        let around = Around { picture: &picture, callout: &|kind| callout_name(cx, kind), marks: Some(&marks) };
        let is_last = self.page + 1 == facts.pages.len();
        let mut is_on = false;
        let (link, stand) = self.paper.show(ui, (left, sheet), |ui| {
            let read = reading::show(ui, &shown.blocks, around);
            if !is_last {
                ui.add_space(space::L);
                is_on = ui.add(Button::secondary(&cx.say("book-after")).icon_last(Icon::Right)).clicked();
            }
            read
        });
        let link = link.cloned();
        let text = || Reading { blocks: shown.blocks.clone(), faults: Vec::new() }.text();
        let asked = self.marker.asked(lesson, (base, &marked), text);
        self.note(stand, facts);
        match link {
            Some(Link::Here(place)) => self.paper.go_to(&place),
            Some(Link::Page(page, place)) => self.turn(facts, page, Some(place).filter(|place| !place.is_empty())),
            _ if is_on => self.turn(facts, self.page + 1, None),
            _ => {}
        }
        asked
    }

    /// What stands on screen was seen.
    fn note(&mut self, stand: Stand, facts: &BookFacts) {
        let Some(page) = facts.pages.get(self.page) else { return };
        self.offset = stand.offset;
        let begin_at = std::mem::take(&mut self.begin_at);
        if begin_at > 0.0 && stand.whole > stand.height {
            self.paper.scroll_to(begin_at * stand.whole);
            return;
        }
        let part = |points: f32| f64::from((points / stand.whole.max(1.0)).clamp(0.0, 1.0));
        let at = |part: f64| {
            let chars = page.chars.start as f64 + part * page.chars.len() as f64;
            (chars * WHOLE as f64 / facts.chars() as f64).round() as u64
        };
        self.position = at(part(stand.offset));
        let range = [self.position, at(part(stand.offset + stand.height)).min(WHOLE)];
        match self.unseen.last_mut() {
            Some(last) if range[0] <= last[1] && last[0] <= range[1] => {
                *last = [last[0].min(range[0]), last[1].max(range[1])];
            }
            _ if range[0] < range[1] => self.unseen.push(range),
            _ => {}
        }
    }
}
