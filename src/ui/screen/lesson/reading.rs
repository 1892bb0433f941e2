//! The body of a lesson of the kind "reading": a page of paper in a comfortable column, its headings at the side where
//! there is room, and the words of the glossary a click away. What has stood on screen is what was read.

use super::arrive;
use super::frame::OpenLesson;
use super::marker::Marker;
use super::paper::{Paper, Stand, callout_name};
use super::report::Seen;
use super::ruler_choice;
use super::term::Term;
use crate::model::event::SpanUnit;
use crate::model::kept::Anchor;
use crate::model::markdown::{Block, Link, Reading as Parsed};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::pen::Marks;
use crate::ui::widget::reading::Around;
use crate::ui::widget::{Button, reading, runs, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::ReadingView;
use egui::{Align, Layout, Rect, Ui, UiBuilder, pos2, vec2};
use std::ops::Range;

/// Width of the index of headings, at 100 %.
const INDEX_WIDTH: f32 = 220.0;
/// ‰ of a whole reading.
const WHOLE: u32 = 1000;

/// See the module.
pub struct Reading {
    view: ReadingView,
    parsed: Parsed,
    /// Headings as the side index lists them: anchor, words.
    index: Vec<(String, String)>,
    paper: Paper,
    /// Before the first frame: the page opens where it was left.
    is_fresh: bool,
    /// What stood on screen since it was last told, ‰ of the height.
    unseen: Range<u32>,
    is_end_told: bool,
    position: u32,
    term: Term,
    marker: Marker,
    /// What is above the top of the window, in points.
    offset: f32,
}

impl Reading {
    /// The body for an opened lesson.
    #[must_use]
    pub fn open(view: ReadingView) -> Self {
        let parsed = Parsed::parse(&view.markdown);
        let index = parsed.blocks.iter().filter_map(|block| match block {
            Block::Heading { level: 2, anchor, runs } => Some((anchor.clone(), runs::said(runs))),
            _ => None,
        });
        let index = index.collect();
        let position = view.position_permille;
        Self {
            view,
            parsed,
            index,
            paper: Paper::default(),
            is_fresh: true,
            unseen: 0..0,
            is_end_told: false,
            position,
            term: Term::default(),
            marker: Marker::default(),
            offset: 0.0,
        }
    }

    /// The place on screen.
    #[must_use]
    pub fn here(&self) -> Anchor {
        Anchor::Block(u32::try_from(self.paper.block_at(self.offset)).unwrap_or(0))
    }

    /// Goes to a place.
    pub fn go(&mut self, to: &Anchor) {
        self.paper.go_to(&to.to_string());
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
        let tokens = Tokens::of(ui);
        if self.is_fresh
            && let Some(anchor) = arrive::take(ui.ctx(), &lesson.row.lesson)
        {
            self.position = 0; // the place asked for, not the one that was left
            self.paper.go_to_when_drawn(anchor);
        }
        let bar = self.marker.bar(ui, cx);
        self.paper.with_ruler(ruler_choice::is_on(ui, cx));
        let sheet = Paper::width(&tokens, ui.available_width());
        let index_width = tokens.scaled(INDEX_WIDTH);
        let has_index = self.index.len() > 1 && ui.available_width() >= sheet + index_width + 3.0 * space::XL;
        let place = ui.available_rect_before_wrap();
        let used = if has_index { sheet + space::XL + index_width } else { sheet };
        let left = place.left() + (place.width() - used) / 2.0;
        if has_index {
            let at = pos2(left + sheet + space::XL, place.top() + space::XXL);
            let rect = Rect::from_min_size(at, vec2(index_width, place.height() - space::XXL));
            let layout = Layout::top_down(Align::Min);
            // A child of its own, so that the page beside it still begins at the top.
            let mut side = ui.new_child(UiBuilder::new().max_rect(rect).layout(layout));
            self.index_ui(&mut side, cx);
        }
        let link = self.sheet_ui(ui, cx, lesson, (left, sheet));
        let action = link.and_then(|link| self.follow(ui, lesson, &link));
        self.term.show(ui, cx);
        let Self { marker, parsed, .. } = self;
        let marked = marker.asked(lesson, (0, &lesson.kept.marked()), || parsed.text());
        action.or(bar).or(marked)
    }

    /// Whether the end was reached and not told yet.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        self.unseen.end >= WHOLE && !self.is_end_told
    }

    /// What was shown since this was last asked.
    pub fn seen(&mut self) -> Option<Seen> {
        if self.is_fresh {
            return None;
        }
        let shown = std::mem::replace(&mut self.unseen, 0..0);
        self.is_end_told |= shown.end >= WHOLE;
        let ranges = if shown.is_empty() { Vec::new() } else { vec![[u64::from(shown.start), u64::from(shown.end)]] };
        Some(Seen { unit: SpanUnit::Permille, ranges, position: u64::from(self.position), rate_permille: 1000 })
    }

    fn sheet_ui(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        lesson: &OpenLesson,
        (left, sheet): (f32, f32),
    ) -> Option<Link> {
        let Self { paper, parsed, view, marker, .. } = self;
        let marked = lesson.kept.marked();
        let marks = Marks { marked: &marked, pen: marker.pen() };
        let picture = |path: &str| view.pictures.get(path).and_then(|picture| cx.pictures.texture(picture));
        let around = Around { picture: &picture, callout: &|kind| callout_name(cx, kind), marks: Some(&marks) };
        let (link, stand) = paper.show(ui, (left, sheet), |ui| reading::show(ui, &parsed.blocks, around));
        let link = link.cloned();
        self.note_position(stand);
        link
    }

    fn note_position(&mut self, Stand { offset, height, whole }: Stand) {
        self.offset = offset;
        let permille = |points: f32| (points / whole.max(1.0) * 1000.0).round().clamp(0.0, 1000.0) as u32;
        if self.is_fresh {
            self.is_fresh = false;
            if self.position > 0 && whole > height {
                self.paper.scroll_to(self.position.min(1000) as f32 / 1000.0 * whole);
                return;
            }
        }
        let shown = permille(offset)..permille(offset + height);
        self.position = shown.start;
        self.unseen = if self.unseen.is_empty() {
            shown
        } else {
            self.unseen.start.min(shown.start)..self.unseen.end.max(shown.end)
        };
    }

    fn index_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        say::small(ui, &cx.say("reading-on-this-page"));
        let mut wanted = None;
        for (anchor, words) in &self.index {
            if ui.add(Button::quiet(words)).clicked() {
                wanted = Some(anchor.clone());
            }
        }
        if let Some(anchor) = wanted {
            self.paper.go_to(&anchor);
            ui.ctx().request_repaint();
        }
    }

    fn follow(&mut self, ui: &Ui, lesson: &OpenLesson, link: &Link) -> Option<Action> {
        match link {
            Link::Lesson(id, anchor) if *id == lesson.row.lesson => {
                if let Some(anchor) = anchor {
                    self.paper.go_to(anchor);
                }
                None
            }
            Link::Lesson(id, anchor) => {
                if let Some(anchor) = anchor {
                    arrive::leave_for(ui.ctx(), id, anchor);
                }
                Some(Action::Go(Screen::Lesson(lesson.course.course.clone(), id.clone())))
            }
            Link::Here(anchor) => {
                self.paper.go_to(anchor);
                None
            }
            Link::Glossary(id) => {
                self.term.open(ui, lesson, id);
                None
            }
            Link::Page(..) => None,      // only books have pages
            Link::Directory(..) => None, // directories are lessons this player cannot show yet
        }
    }
}
