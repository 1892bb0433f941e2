//! All that is said in a film, as lines to follow, to search and to press: a press goes to that place, or marks the line
//! while the marker pen is in the hand. Only the lines in sight and a few round them are drawn, however long the film is.

use super::film_controls::clock;
use super::transcript_search::{Folded, Found};
use crate::media::caption::Captions;
use crate::ui::ViewCtx;
use crate::ui::tokens::{MARK, MARK_HERE, Size, Tokens, space};
use crate::ui::widget::field::{self, Field};
use crate::ui::widget::{Button, Icon, focus, say};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Id, Key, Modifiers, Rect, Response, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Lines drawn above and below those in sight: the keyboard finds the next one there.
const SPARE: usize = 8;

/// See the module.
pub struct Transcript {
    words: Captions,
    /// What each line says, on one line.
    lines: Vec<String>,
    followed: Option<usize>,
    search: Search,
    tops: Tops,
    has_pen: bool,
}

/// What a press on a line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// This place of the film, in ms.
    Go(u64),
    /// Stretches of the film to be marked or unmarked, in ms.
    Mark(Vec<([u64; 2], bool)>),
}

#[derive(Default)]
struct Search {
    typed: String,
    folded: Option<Folded>,
    found: Found,
    /// Which match, from 0.
    at: Option<usize>,
    /// A line to bring into sight in this frame.
    brings: Option<usize>,
    /// A line that is to have the keyboard.
    focuses: Option<usize>,
}

/// Where each line begins, for one width and size of letters.
#[derive(Default)]
struct Tops {
    made_for: Option<(u32, u32, u32)>,
    /// One more than there are lines: the last is the end.
    list: Vec<f32>,
}

impl Transcript {
    /// Of these words.
    #[must_use]
    pub fn new(words: Captions) -> Self {
        let lines = words.cues().iter().map(|cue| cue.text.replace('\n', " ")).collect();
        Self { words, lines, followed: None, search: Search::default(), tops: Tops::default(), has_pen: false }
    }

    /// Whether there is anything to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Draws it in a place of its own that follows the film.
    pub fn beside(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        (at_ms, is_playing): (u64, bool),
        marked: &[[u64; 2]],
    ) -> Option<Asked> {
        let current = self.words.current(at_ms);
        let has_moved = is_playing && current != self.followed;
        self.followed = current;
        self.head(ui, cx);
        self.search_ui(ui, cx, current);
        let is_searching = !self.search.typed.is_empty();
        let area = ScrollArea::vertical().id_salt("transcript-lines").auto_shrink([false, false]);
        area.show(ui, |ui| {
            let is_read = ui.rect_contains_pointer(ui.clip_rect()); // never scroll away under the pointer
            if has_moved && !is_read && !is_searching && !self.has_keyboard(ui) {
                self.search.brings = current;
            }
            self.lines_ui(ui, cx, current, marked)
        })
        .inner
    }

    /// Draws it in the page, which does not scroll by itself: the film would go out of sight.
    pub fn under(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, at_ms: u64, marked: &[[u64; 2]]) -> Option<Asked> {
        let current = self.words.current(at_ms);
        self.head(ui, cx);
        self.search_ui(ui, cx, current);
        self.lines_ui(ui, cx, current, marked)
    }

    /// What it is, and the marker pen.
    fn head(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>) {
        ui.horizontal_wrapped(|ui| {
            say::subheading(ui, &cx.say("video-words"));
            let label = cx.say("reading-marker");
            self.has_pen ^= ui.add(Button::quiet(&label).icon(Icon::Marker).selected(self.has_pen)).clicked();
        });
        if self.has_pen {
            say::small(ui, &cx.say("video-marker-how"));
        }
    }

    fn search_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, current: Option<usize>) {
        let label = cx.say("video-search");
        let response = Field::search(&label).chars_max(100).show(ui, &mut self.search.typed);
        if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::F)) {
            response.request_focus();
        }
        if response.changed() {
            self.find();
        }
        let has_key = |key| ui.input(|input| input.key_pressed(key));
        if response.has_focus() && has_key(Key::ArrowDown) {
            let match_line = self.search.at.and_then(|at| self.search.found.begins.get(at)).copied();
            self.search.focuses = match_line.or(current).or(Some(0));
            self.search.brings = self.search.focuses;
        }
        let is_entered = field::submitted(ui, &response);
        if is_entered {
            response.request_focus();
        }
        if self.search.typed.trim().is_empty() {
            return;
        }
        let is_back = is_entered && ui.input(|input| input.modifiers.shift);
        self.steps(ui, cx, (is_entered && !is_back, is_back));
    }

    /// How many matches there are, and the buttons to go from one to the next.
    fn steps(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, (is_on, is_back): (bool, bool)) {
        let count = self.search.found.begins.len();
        let step = ui.horizontal(|ui| {
            let said = match self.search.at {
                Some(at) => {
                    let values = [("number", (at as u32 + 1).into()), ("count", (count as u32).into())];
                    cx.with("pages-match", &values)
                }
                None => cx.say("pages-no-match"),
            };
            say::body(ui, &said);
            let (before, after) = (cx.say("pages-match-before"), cx.say("pages-match-next"));
            let is_back = ui.add(Button::quiet(&before).icon_only(Icon::Up).enabled(count > 0)).clicked() || is_back;
            let is_on = ui.add(Button::quiet(&after).icon_only(Icon::Down).enabled(count > 0)).clicked() || is_on;
            i64::from(is_on) - i64::from(is_back)
        });
        if let (Some(at), true) = (self.search.at, step.inner != 0 && count > 0) {
            self.go_to_match((at as i64 + step.inner).rem_euclid(count as i64) as usize);
        }
    }

    fn find(&mut self) {
        let lines = &self.lines;
        let folded = self.search.folded.get_or_insert_with(|| Folded::new(lines.iter().map(String::as_str)));
        self.search.found = folded.find(&self.search.typed);
        self.search.at = None;
        if !self.search.found.begins.is_empty() {
            self.go_to_match(0);
        }
    }

    fn go_to_match(&mut self, at: usize) {
        self.search.at = Some(at);
        self.search.brings = self.search.found.begins.get(at).copied();
    }

    /// Whether the keyboard is on a line.
    fn has_keyboard(&self, ui: &Ui) -> bool {
        let focused = ui.memory(|memory| memory.focused());
        focused.is_some_and(|focused| (0..self.lines.len()).any(|index| line_id(index) == focused))
    }

    fn lines_ui(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        current: Option<usize>,
        marked: &[[u64; 2]],
    ) -> Option<Asked> {
        let width = ui.available_width();
        self.tops.make(ui, &self.lines, width);
        let (_, place) = ui.allocate_space(vec2(width, self.tops.height()));
        let at = |index: usize| {
            let (top, bottom) = self.tops.of(index);
            Rect::from_min_max(pos2(place.left(), place.top() + top), pos2(place.right(), place.top() + bottom))
        };
        if let Some(index) = self.search.brings.take() {
            ui.scroll_to_rect(at(index), Some(Align::Center));
        }
        let focuses = self.search.focuses.take();
        let mut seen = self.tops.between(ui.clip_rect().top() - place.top(), ui.clip_rect().bottom() - place.top());
        if let Some(index) = focuses {
            seen = seen.start.min(index)..seen.end.max(index + 1);
        }
        let mut asked = None;
        for (index, cue) in self.words.cues().iter().enumerate().take(seen.end).skip(seen.start) {
            let Some(said) = self.lines.get(index) else { continue };
            let spoken = [cue.start_ms, cue.end_ms];
            let marks: Vec<[u64; 2]> = marked.iter().copied().filter(|mark| touch(*mark, spoken)).collect();
            let line = Line {
                index,
                time: clock(cue.start_ms),
                said,
                is_here: current == Some(index),
                is_marked: !marks.is_empty(),
                has_pen: self.has_pen,
                parts: self.search.found.parts.get(&index).map_or(&[], Vec::as_slice),
                chosen: self.search.at,
            };
            let response = line.show(ui, cx, at(index));
            if focuses == Some(index) {
                response.request_focus();
            }
            if response.clicked() && self.has_pen {
                let is_new = marks.is_empty().then_some((spoken, true));
                asked = Some(Asked::Mark(marks.into_iter().map(|mark| (mark, false)).chain(is_new).collect()));
            } else if response.clicked() {
                asked = Some(Asked::Go(cue.start_ms));
            }
        }
        asked
    }
}

impl Tops {
    /// Measures every line, unless that was done for this width and these letters.
    fn make(&mut self, ui: &Ui, lines: &[String], width: f32) {
        let tokens = Tokens::of(ui);
        let font = tokens.font(Size::Body);
        let letters = ui.fonts_mut(|fonts| fonts.glyph_width(&font, 'o'));
        let made_for = Some((width.to_bits(), font.size.to_bits(), letters.to_bits()));
        if self.made_for == made_for {
            return;
        }
        self.made_for = made_for;
        let room = words_room(&tokens, width);
        let mut top = 0.0;
        self.list.clear();
        self.list.push(0.0);
        for said in lines {
            let galley = ui.painter().layout(said.clone(), font.clone(), tokens.palette.ink, room);
            top += (galley.size().y + 2.0 * space::S).max(space::TARGET).round() + space::XS;
            self.list.push(top);
        }
    }

    fn height(&self) -> f32 {
        self.list.last().copied().unwrap_or(0.0)
    }

    /// Top and bottom of a line.
    fn of(&self, index: usize) -> (f32, f32) {
        let at = |index: usize| self.list.get(index).copied().unwrap_or_else(|| self.height());
        (at(index), at(index + 1) - space::XS)
    }

    /// The lines between two heights, and some on both sides.
    fn between(&self, top: f32, bottom: f32) -> std::ops::Range<usize> {
        let first = self.list.partition_point(|at| *at <= top).saturating_sub(1);
        let after = self.list.partition_point(|at| *at < bottom);
        first.saturating_sub(SPARE)..(after + SPARE).min(self.list.len().saturating_sub(1))
    }
}

/// Whether two stretches have a moment in common.
fn touch(one: [u64; 2], other: [u64; 2]) -> bool {
    one[0] < other[1] && other[0] < one[1]
}

fn line_id(index: usize) -> Id {
    Id::unique(("transcript-line", index))
}

/// Room for the time before the words.
fn indent(tokens: &Tokens) -> f32 {
    tokens.scaled(52.0) + space::M
}

fn words_room(tokens: &Tokens, width: f32) -> f32 {
    (width - indent(tokens) - 2.0 * space::S).max(space::TARGET)
}

/// One line as it is drawn.
struct Line<'a> {
    index: usize,
    time: String,
    said: &'a str,
    is_here: bool,
    is_marked: bool,
    has_pen: bool,
    /// What a search found in it, with the numbers of the matches.
    parts: &'a [(std::ops::Range<usize>, usize)],
    /// The match that was gone to.
    chosen: Option<usize>,
}

impl Line<'_> {
    fn show(&self, ui: &Ui, cx: &ViewCtx<'_>, rect: Rect) -> Response {
        let tokens = Tokens::of(ui);
        let p = &tokens.palette;
        let response = ui.interact(rect, line_id(self.index), Sense::click());
        if ui.is_rect_visible(rect) {
            if self.is_here || response.hovered() {
                let width = if self.is_here && tokens.is_high_contrast() { 2.0 } else { 0.0 };
                let edge = Stroke::new(width, p.primary);
                ui.painter().rect(rect, space::CORNER_SMALL, p.tint, edge, egui::StrokeKind::Inside);
            }
            if self.is_here {
                let bar = Rect::from_min_size(rect.min, vec2(4.0, rect.height()));
                ui.painter().rect_filled(bar, 2, p.primary);
            }
            let galley = ui.painter().layout_job(self.job(&tokens, words_room(&tokens, rect.width())));
            let time = ui.painter().layout_no_wrap(self.time.clone(), tokens.font(Size::Small), p.muted);
            let top = rect.center().y - galley.size().y / 2.0;
            let lower = (tokens.points(Size::Body) - tokens.points(Size::Small)) * 0.8;
            ui.painter().galley(pos2(rect.left() + space::M, top + lower), time, p.muted);
            ui.painter().galley(pos2(rect.left() + space::S + indent(&tokens), top), galley, p.ink);
            focus::ring(ui, &response, rect.shrink(2.0), space::CORNER_SMALL);
        }
        focus::follow(&response);
        let values = [("time", self.time.as_str().into()), ("words", self.said.into())];
        let name = cx.with(if self.is_marked { "video-line-marked" } else { "video-line" }, &values);
        let is_chosen = if self.has_pen { self.is_marked } else { self.is_here };
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &name));
        response
    }

    /// The words with what was found marked; the match that was gone to is underlined too.
    fn job(&self, tokens: &Tokens, room: f32) -> LayoutJob {
        let mut plain = TextFormat::simple(tokens.font(Size::Body), tokens.palette.ink);
        if self.is_marked {
            plain.background = tokens.palette.marked;
            plain.underline = Stroke::new(2.0, tokens.palette.earned);
        }
        let mut job = LayoutJob::default();
        let mut from = 0;
        for (bytes, number) in self.parts {
            let is_chosen = self.chosen == Some(*number);
            let mut marked = plain.clone();
            marked.background = if is_chosen { MARK_HERE } else { MARK };
            if is_chosen {
                marked.underline = Stroke::new(2.0, tokens.palette.ink);
            }
            job.append(self.said.get(from..bytes.start).unwrap_or_default(), 0.0, plain.clone());
            job.append(self.said.get(bytes.clone()).unwrap_or_default(), 0.0, marked);
            from = bytes.end;
        }
        job.append(self.said.get(from..).unwrap_or_default(), 0.0, plain);
        job.wrap.max_width = room;
        job
    }
}
