//! Searching a document: the field, how many places there are, and going from one to the next.

use super::document::word;
use super::document_pages::Pages;
use crate::media::pdf::reader::{Found, Reader, SOUGHT_CHARS_MAX};
use crate::ui::ViewCtx;
use crate::ui::tokens::Tokens;
use crate::ui::widget::field::{self, Field};
use crate::ui::widget::{Button, Icon};
use egui::{Key, Ui};

/// See the module.
#[derive(Default)]
pub struct Search {
    typed: String,
    found: Found,
    /// Which match, from 0 over the whole document.
    at: Option<usize>,
    /// A match that is not on screen yet: page, which of its matches, whether the page was brought.
    going: Option<(usize, usize)>,
    /// The field should take the keys in the next frame.
    pub is_wanted: bool,
}

impl Search {
    /// The words sought.
    #[must_use]
    pub fn sought(&self) -> &str {
        &self.found.sought
    }

    /// Which match of `page` is the chosen one.
    #[must_use]
    pub fn here_on(&self, page: usize) -> Option<usize> {
        self.at.and_then(|at| self.spot(at)).filter(|(on, _)| *on == page).map(|(_, n)| n)
    }

    /// Draws the field and what belongs to it; gives the page to bring.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, reader: Option<&Reader>) -> Option<usize> {
        let reader = reader?;
        let label = cx.say("pages-search");
        let width = Tokens::of(ui).scaled(220.0);
        if ui.available_width() < width {
            ui.end_row();
        }
        let response = Field::search(&label).chars_max(SOUGHT_CHARS_MAX).width(width).show(ui, &mut self.typed);
        if std::mem::take(&mut self.is_wanted) {
            response.request_focus();
        }
        if response.changed() {
            reader.search(&self.typed);
            self.at = None;
            self.going = None;
        }
        self.found = reader.found().unwrap_or_default();
        if self.found.sought.is_empty() {
            return None;
        }
        let is_next = field::submitted(ui, &response) || ui.input(|input| input.key_pressed(Key::F3));
        if is_next {
            response.request_focus();
        }
        let step = self.steps(ui, cx, is_next);
        let is_first = self.at.is_none() && !self.found.pages.is_empty();
        match step {
            Some(by) => self.go(by),
            None if is_first => self.go(0),
            None => None,
        }
    }

    fn steps(&self, ui: &mut Ui, cx: &ViewCtx<'_>, is_next: bool) -> Option<i64> {
        let all = self.count();
        let (before, after) = (cx.say("pages-match-before"), cx.say("pages-match-next"));
        let has_some = all > 0;
        let is_back = ui.add(Button::quiet(&before).icon_only(Icon::Up).enabled(has_some)).clicked();
        let is_on = ui.add(Button::quiet(&after).icon_only(Icon::Down).enabled(has_some)).clicked();
        let said = match self.at {
            Some(at) => cx.with("pages-match", &[("number", (at as u32 + 1).into()), ("count", (all as u32).into())]),
            None if self.found.is_whole => cx.say("pages-no-match"),
            None => cx.say("pages-searching"),
        };
        word(ui, &said);
        match (is_back, is_on || is_next) {
            (true, _) => Some(-1),
            (_, true) => Some(1),
            _ => None,
        }
    }

    fn count(&self) -> usize {
        self.found.pages.iter().map(|(_, count)| count).sum()
    }

    fn go(&mut self, by: i64) -> Option<usize> {
        let all = self.count();
        if all == 0 {
            return None;
        }
        let at = self.at.map_or(0, |at| (at as i64 + by).rem_euclid(all as i64) as usize);
        self.at = Some(at);
        let spot = self.spot(at)?;
        self.going = Some(spot);
        Some(spot.0)
    }

    /// The page of a match, and which of the page's it is.
    fn spot(&self, at: usize) -> Option<(usize, usize)> {
        let mut left = at;
        for (page, count) in &self.found.pages {
            if left < *count {
                return Some((*page, left));
            }
            left -= count;
        }
        None
    }

    /// Where to scroll so that the chosen match stands in the upper third, once its page is there.
    pub fn place(&mut self, pages: &mut Pages, height: f32) -> Option<f32> {
        let (page, n) = self.going?;
        let place = pages.place(page)?;
        let sought = self.found.sought.clone();
        let found = pages.sheet(page)?.matches(&sought);
        let top = found.get(n).and_then(|lines| lines.first()).map_or(0.0, |line| line[1]);
        self.going = None;
        Some(place.top() + top / 1000.0 * place.height() - height / 3.0)
    }
}
