//! The pages of a document on the screen: where each stands at the chosen zoom, the few textures that are kept, and
//! what was seen of them.

use crate::media::pdf::document::{Facts, PIXELS_MAX};
use crate::media::pdf::reader::{Drawn, Want};
use crate::media::pdf::words::{Match, PageWords};
use crate::ui::tokens::space;
use egui::{ColorImage, Context, Rect, TextureHandle, TextureOptions, Vec2, pos2, vec2};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Pixels of all textures kept: some pages round the place.
const PIXELS_KEPT_MAX: u64 = 8_000_000;
/// A page is seen when it stood before the reader so long.
pub const SEEN_AFTER_MS: u64 = 1_000;
/// Points of the screen for one of paper at 100 %.
const POINT: f32 = 96.0 / 72.0;
/// The zooms that the buttons step through, in per cent.
pub const ZOOMS: &[u16] = &[25, 33, 50, 67, 80, 100, 125, 150, 200, 300, 400];

/// How large pages are shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Zoom {
    /// Each as wide as its place.
    Fit,
    /// In per cent of paper.
    Percent(u16),
}

/// A page that was drawn, and what is marked on it.
pub struct Sheet {
    /// Its pixels.
    pub texture: TextureHandle,
    /// Its words.
    pub words: Arc<PageWords>,
    width: u32,
    pixels: u64,
    marked: (String, Vec<Match>),
}

impl Sheet {
    /// Where `sought` stands on it.
    pub fn matches(&mut self, sought: &str) -> &[Match] {
        if self.marked.0 != sought {
            self.marked = (sought.to_owned(), self.words.find(sought));
        }
        &self.marked.1
    }
}

/// See the module.
pub struct Pages {
    facts: Arc<Facts>,
    /// Chosen zoom.
    pub zoom: Zoom,
    /// Left, top, width and height of each page in the scrolled area, in points, at the last layout.
    places: Vec<Rect>,
    size: Vec2,
    laid: Option<(Zoom, f32)>,
    sheets: BTreeMap<usize, Sheet>,
    /// Pages that were last asked for, or are there already.
    wanted: Vec<usize>,
    /// How long each page stood before the reader, ms; whole once it was seen.
    stood: BTreeMap<usize, u64>,
    seen: Vec<bool>,
    last_mono_ms: u64,
}

impl Pages {
    /// The pages of an open document.
    #[must_use]
    pub fn new(facts: Arc<Facts>) -> Self {
        let seen = vec![false; facts.pages.len()];
        Self {
            facts,
            zoom: Zoom::Fit,
            places: Vec::new(),
            size: Vec2::ZERO,
            laid: None,
            sheets: BTreeMap::new(),
            wanted: Vec::new(),
            stood: BTreeMap::new(),
            seen,
            last_mono_ms: 0,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.facts.pages.len()
    }

    /// What is known of the document.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Lays the pages out for a place this wide; true if anything moved.
    pub fn lay_out(&mut self, width: f32) -> bool {
        if self.laid == Some((self.zoom, width)) {
            return false;
        }
        self.laid = Some((self.zoom, width));
        let room = (width - 2.0 * space::L).max(120.0);
        let sizes = self.facts.pages.iter().map(|[w, h]| {
            let scale = self.scale(*w, room);
            vec2(w * scale, h * scale).round()
        });
        let sizes: Vec<Vec2> = sizes.collect();
        let whole = sizes.iter().fold(width, |widest, size| widest.max(size.x + 2.0 * space::L));
        let mut top = space::L;
        self.places.clear();
        for size in sizes {
            self.places.push(Rect::from_min_size(pos2(((whole - size.x) / 2.0).round(), top), size));
            top += size.y + space::L;
        }
        self.size = vec2(whole, top);
        true
    }

    fn scale(&self, page_width: f32, room: f32) -> f32 {
        match self.zoom {
            Zoom::Fit => room / page_width,
            Zoom::Percent(percent) => POINT * f32::from(percent) / 100.0,
        }
    }

    /// The zoom now, in per cent, of the page `at`.
    #[must_use]
    pub fn percent(&self, at: usize) -> u16 {
        let [width, _] = self.facts.pages.get(at).copied().unwrap_or([1.0, 1.0]);
        let shown = self.places.get(at).map_or(width, Rect::width);
        (shown / (width * POINT) * 100.0).round().clamp(1.0, 4000.0) as u16
    }

    /// The whole scrolled area.
    #[must_use]
    pub fn size(&self) -> Vec2 {
        self.size
    }

    /// Where a page stands in the scrolled area.
    #[must_use]
    pub fn place(&self, page: usize) -> Option<Rect> {
        self.places.get(page).copied()
    }

    /// The pages that show in `viewport`.
    #[must_use]
    pub fn visible(&self, viewport: Rect) -> Range<usize> {
        let first = self.places.partition_point(|place| place.bottom() < viewport.top());
        let after = self.places.partition_point(|place| place.top() <= viewport.bottom());
        first..after.max(first)
    }

    /// The page that fills most of `viewport`, and which part of it, 0 to 1, stands at the top.
    #[must_use]
    pub fn standing(&self, viewport: Rect) -> (usize, f32) {
        let shown = |page: &usize| self.places[*page].intersect(viewport).height();
        let page = self.visible(viewport).max_by(|a, b| shown(a).total_cmp(&shown(b)).then(b.cmp(a))).unwrap_or(0);
        let part = self.places.get(page).map_or(0.0, |at| (viewport.top() - at.top()) / at.height().max(1.0));
        (page, part)
    }

    /// The pages to ask for, the most wanted first: those in sight, then their neighbours as far as there is room for both.
    /// More is never asked for than is kept: else the same pages would be drawn for ever.
    #[must_use]
    pub fn wants(&mut self, viewport: Rect, pixels_per_point: f32) -> Vec<Want> {
        let visible = self.visible(viewport);
        let whole: u64 = visible.clone().map(|page| self.cost(page, pixels_per_point)).sum();
        let shrunk = (PIXELS_KEPT_MAX as f32 / whole.max(1) as f32).sqrt().min(1.0);
        let around = [visible.end, visible.start.wrapping_sub(1)].into_iter().filter(|page| *page < self.count());
        let mut left = PIXELS_KEPT_MAX.saturating_sub(whole);
        let mut wants: Vec<Want> =
            visible.map(|page| Want { page, width: self.pixels(page, pixels_per_point * shrunk) }).collect();
        for page in around {
            let Some(rest) = left.checked_sub(self.cost(page, pixels_per_point)) else { break };
            left = rest;
            wants.push(Want { page, width: self.pixels(page, pixels_per_point) });
        }
        self.wanted = wants.iter().map(|want| want.page).collect();
        wants.retain(|want| self.sheets.get(&want.page).is_none_or(|sheet| sheet.width != want.width));
        wants
    }

    fn pixels(&self, page: usize, pixels_per_point: f32) -> u32 {
        (self.places.get(page).map_or(1.0, Rect::width) * pixels_per_point).round().max(1.0) as u32
    }

    /// How many pixels a page takes when it is drawn.
    fn cost(&self, page: usize, pixels_per_point: f32) -> u64 {
        let size = self.places.get(page).map_or(Vec2::ZERO, Rect::size) * pixels_per_point;
        ((size.x * size.y).ceil() as u64).min(u64::from(PIXELS_MAX))
    }

    /// Takes a drawn page in, and lets go of those that are not wanted now, the farthest from `here` first.
    pub fn take(&mut self, ctx: &Context, drawn: Drawn, here: usize) {
        let size = [drawn.pixels.width as usize, drawn.pixels.height as usize];
        let image = ColorImage::from_rgba_premultiplied(size, &drawn.pixels.rgba);
        let texture = ctx.load_texture(format!("page-{}", drawn.want.page), image, TextureOptions::LINEAR);
        let pixels = u64::from(drawn.pixels.width) * u64::from(drawn.pixels.height);
        let marked = (String::new(), Vec::new());
        let sheet = Sheet { texture, words: drawn.words, width: drawn.want.width, pixels, marked };
        self.sheets.insert(drawn.want.page, sheet);
        while self.sheets.len() > 1 && self.sheets.values().map(|sheet| sheet.pixels).sum::<u64>() > PIXELS_KEPT_MAX {
            let least = |page: &usize| (!self.wanted.contains(page), page.abs_diff(here));
            let Some(farthest) = self.sheets.keys().copied().max_by_key(least) else { return };
            self.sheets.remove(&farthest);
        }
    }

    /// A page that was drawn.
    pub fn sheet(&mut self, page: usize) -> Option<&mut Sheet> {
        self.sheets.get_mut(&page)
    }

    /// Notes what stands before the reader; gives the pages that are now seen for the first time here, and whether some
    /// page is on its way to it.
    pub fn note(&mut self, viewport: Rect, mono_ms: u64, is_active: bool) -> (Vec<usize>, bool) {
        let since = mono_ms.saturating_sub(self.last_mono_ms).min(SEEN_AFTER_MS);
        self.last_mono_ms = mono_ms;
        if !is_active {
            return (Vec::new(), false);
        }
        let before: Vec<usize> = self.visible(viewport).filter(|page| self.is_before(*page, viewport)).collect();
        self.stood.retain(|page, _| before.contains(page));
        let mut now = Vec::new();
        for page in before {
            // Only while it stood there at the last look too.
            let stood = self.stood.entry(page).and_modify(|stood| *stood += since).or_insert(0);
            if *stood >= SEEN_AFTER_MS && self.seen.get(page) == Some(&false) {
                self.seen[page] = true;
                now.push(page);
            }
        }
        let is_waiting = self.stood.keys().any(|page| self.seen.get(*page) == Some(&false));
        (now, is_waiting)
    }

    /// Whether half of the page, or of the screen, is that page drawn.
    fn is_before(&self, page: usize, viewport: Rect) -> bool {
        let Some(place) = self.places.get(page) else { return false };
        let shown = place.intersect(viewport).height();
        self.sheets.contains_key(&page) && shown >= 0.5 * place.height().min(viewport.height())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::pdf::document::Pixels;

    fn pages(count: usize) -> Pages {
        let facts = Facts { pages: vec![[612.0, 792.0]; count], outline: Vec::new() };
        Pages::new(Arc::new(facts))
    }

    #[test]
    fn pages_fit_the_width_and_keep_their_shape() {
        let mut pages = pages(3);
        assert!(pages.lay_out(1000.0));
        assert!(!pages.lay_out(1000.0), "nothing moved");
        let first = pages.place(0).unwrap();
        assert_eq!((first.left(), first.width()), (space::L, 1000.0 - 2.0 * space::L));
        assert!((first.height() / first.width() - 792.0 / 612.0).abs() < 0.01);
        pages.zoom = Zoom::Percent(200);
        assert!(pages.lay_out(1000.0));
        assert_eq!(pages.percent(0), 200);
        assert_eq!(pages.place(1).unwrap().width(), 1632.0);
        assert_eq!(pages.size().x, 1632.0 + 2.0 * space::L);
    }

    #[test]
    fn only_pages_in_sight_and_their_neighbours_are_asked_for() {
        let mut pages = pages(500);
        pages.zoom = Zoom::Percent(50);
        pages.lay_out(800.0);
        let top = pages.place(250).unwrap().top();
        let viewport = Rect::from_min_size(pos2(0.0, top - 4.0), vec2(800.0, 600.0));
        let asked: Vec<usize> = pages.wants(viewport, 1.0).iter().map(|want| want.page).collect();
        assert_eq!(asked, [250, 251, 252, 249]);
        assert_eq!(pages.standing(viewport).0, 250);
    }

    #[test]
    fn large_pages_are_drawn_once_and_then_there_is_rest() {
        let ctx = Context::default();
        ctx.input_mut(|input| input.max_texture_side = 8_192);
        for (zoom, pixels_per_point) in [(100, 1.0), (400, 1.0), (400, 2.0), (25, 2.0)] {
            let mut pages = pages(500);
            pages.zoom = Zoom::Percent(zoom);
            pages.lay_out(1000.0);
            for at in [250.0, 250.9] {
                let place = pages.place(at as usize).unwrap();
                let top = place.top() + place.height() * (at % 1.0);
                let viewport = Rect::from_min_size(pos2(0.0, top), vec2(1000.0, 1600.0));
                let mut drawn = 0;
                while let Some(want) = pages.wants(viewport, pixels_per_point).first().copied() {
                    drawn += 1;
                    assert!(drawn < 60, "{zoom} %: pages are drawn for ever");
                    let height = (want.width as f32 * 792.0 / 612.0) as u32;
                    let scale = (PIXELS_MAX as f32 / (want.width as f32 * height as f32)).sqrt().min(1.0);
                    let (width, height) = ((want.width as f32 * scale) as u32, (height as f32 * scale) as u32);
                    let pixels = Pixels { width, height, rgba: vec![255; (width * height * 4) as usize] };
                    let drawn = Drawn { want, pixels, words: Arc::default(), lack: None };
                    pages.take(&ctx, drawn, pages.standing(viewport).0);
                }
                let kept: u64 = pages.sheets.values().map(|sheet| sheet.pixels).sum();
                assert!(kept <= PIXELS_KEPT_MAX, "{zoom} %: {kept} pixels are kept");
            }
        }
    }
}
