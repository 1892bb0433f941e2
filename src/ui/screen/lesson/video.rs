//! The body of a lesson of the kind "video": the film, its controls below it, its words beside it or under them.

use super::arrive;
use super::film_choice::Choice;
use super::film_full::Full;
use super::film_preview::Preview;
use super::film_sound::WIDTH_MAX;
use super::film_trouble;
use super::frame::OpenLesson;
use super::marker;
use super::report::Seen;
use super::transcript::{self, Transcript};
use crate::media::caption::Captions;
use crate::media::chapters::Chapters;
use crate::media::player::{Options, Phase, Player, Snapshot, Sound, real_ticks};
use crate::model::event::SpanUnit;
use crate::model::kept::Anchor;
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::film::{self, Reel, SHAPE};
use crate::ui::widget::{caption, progress};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::{CaptionsView, FileHandle, PictureView, VideoView};
use egui::{CornerRadius, Frame, Margin, Panel, Rect, Response, ScrollArea, Ui, UiBuilder, pos2, vec2};
use std::sync::Arc;
use std::time::Duration;

/// A film left so near its end begins again; no more than a twentieth of a short one.
const NEAR_END_MS: u64 = 1_500;
/// The window from which the words stand beside the film.
const BESIDE_FROM: f32 = 1280.0;

/// See the module.
pub struct Video {
    file: Option<FileHandle>,
    pub(super) player: Option<Player>,
    reel: Reel,
    pub(super) poster: Option<PictureView>,
    pub(super) captions: Vec<(CaptionsView, Captions)>,
    pub(super) chapters: Chapters,
    pub(super) preview: Preview,
    transcript: Transcript,
    start_ms: u64,
    told_ms: u64,
    pub(super) choice: Option<Choice>,
    is_playing: bool,
    pub(super) full: Full,
    /// A recording: there is nothing to see.
    pub(super) is_sound: bool,
    pub(super) is_keys_shown: bool,
    /// Why it does not go on was brought into sight.
    pub(super) is_trouble_seen: bool,
    /// Where the slider was brought to while the picture of the seek before is on its way: one seek at a time, and the
    /// last place counts.
    pub(super) next_ms: Option<u64>,
    /// How high the controls were when last drawn in the page.
    pub(super) controls_height: f32,
    /// How wide the buttons behind the loudness were.
    pub(super) more_width: f32,
    /// How high the card at the end was when last drawn.
    pub(super) card_height: f32,
}

impl Video {
    /// The body for an opened lesson.
    #[must_use]
    pub fn open(view: VideoView) -> Self {
        let near_end_ms = NEAR_END_MS.min(view.duration_ms / 20);
        let is_over = view.duration_ms > 0 && view.position_ms.saturating_add(near_end_ms) >= view.duration_ms;
        let start_ms = if is_over { 0 } else { view.position_ms };
        let captions: Vec<_> = view
            .captions
            .into_iter()
            .map(|captions| {
                let (parsed, faults) = Captions::parse(&captions.bytes);
                if let Some(fault) = faults.first() {
                    log::warn!("captions, line {}: {}", fault.line, fault.what);
                }
                (captions, parsed)
            })
            .filter(|(_, parsed)| !parsed.cues().is_empty())
            .collect();
        let words = view.transcript.map(|bytes| Captions::parse(&bytes).0).filter(|it| !it.cues().is_empty());
        let words = words.or_else(|| captions.first().map(|(_, parsed)| parsed.clone()));
        Self {
            file: Some(view.file),
            player: None,
            reel: Reel::default(),
            poster: view.poster,
            captions,
            chapters: view.chapters.map(|bytes| Chapters::parse(&bytes).0).unwrap_or_default(),
            preview: Preview::new(view.preview),
            transcript: Transcript::new(words.unwrap_or_default()),
            start_ms,
            told_ms: view.position_ms,
            choice: None,
            is_playing: false,
            full: Full::unless(view.is_sound),
            is_sound: view.is_sound,
            is_keys_shown: false,
            is_trouble_seen: false,
            next_ms: None,
            controls_height: 2.0 * space::TARGET + 2.0 * space::S,
            more_width: 0.0,
            card_height: 0.0,
        }
    }

    /// Whether it plays.
    #[must_use]
    pub fn is_playing(&self) -> bool {
        self.is_playing
    }

    /// Stands still until somebody plays it again.
    pub fn rest(&mut self) {
        if std::mem::take(&mut self.is_playing)
            && let Some(player) = &self.player
        {
            player.pause();
        }
    }

    /// Whether the film has the whole window.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.full.is_on
    }

    /// What was shown since this was last asked.
    pub fn seen(&mut self) -> Option<Seen> {
        let player = self.player.as_ref()?;
        let state = player.snapshot();
        let position = state.position_ms;
        let ranges: Vec<[u64; 2]> = player.take_watched().into_iter().map(|(from, to)| [from, to]).collect();
        if ranges.is_empty() && position == self.told_ms {
            return None;
        }
        self.told_ms = position;
        Some(Seen { unit: SpanUnit::Ms, ranges, position, rate_permille: state.speed_permille })
    }

    /// The place on screen, to the second.
    #[must_use]
    pub fn here(&self) -> Anchor {
        let ms = self.player.as_ref().map_or(self.start_ms, |player| player.snapshot().position_ms);
        Anchor::Time(ms / 1000 * 1000)
    }

    /// Goes to a place.
    pub fn go(&mut self, to: &Anchor) {
        if let Anchor::Time(ms) = to {
            self.seek(*ms);
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) -> Option<Action> {
        self.begin(ui, cx, lesson);
        let state = self.player.as_ref().map(Player::snapshot)?;
        self.is_playing = matches!(state.phase, Phase::Playing);
        let mut action = self.keys(ui, cx, &state);
        let drawn =
            if self.full.is_on { self.full_ui(ui, cx, lesson, &state) } else { self.page_ui(ui, cx, lesson, &state) };
        action = action.or(drawn);
        self.keys_page(ui.ctx(), cx);
        if let Some(wait_ms) = self.player.as_ref().and_then(Player::next_change_ms) {
            ui.ctx().request_repaint_after(Duration::from_millis(wait_ms));
        }
        action
    }

    /// The film in the page, its words beside it or under it.
    fn page_ui(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson, state: &Snapshot) -> Option<Action> {
        let tokens = Tokens::of(ui);
        let mut marks = None;
        let is_beside =
            !self.transcript.is_empty() && ui.ctx().content_rect().width() >= BESIDE_FROM && tokens.text_percent <= 130;
        if is_beside {
            let frame = Frame::new().fill(tokens.palette.surface).inner_margin(Margin::same(space::L as i8));
            let side = Panel::right("transcript").exact_size(tokens.scaled(300.0)).resizable(false).frame(frame);
            let (here, marked) = ((state.position_ms, self.is_playing), lesson.kept.marked());
            let asked = side.show(ui, |ui| self.transcript.beside(ui, cx, here, &marked)).inner;
            marks = self.asked_of_words(lesson, asked);
        }
        let margin = Margin::symmetric(space::L as i8, space::M as i8);
        let page = ScrollArea::vertical().id_salt("film-page").auto_shrink([false, false]);
        page.show(ui, |ui| {
            Frame::new().inner_margin(margin).show(ui, |ui| self.film(ui, cx, lesson, state, is_beside)).inner
        })
        .inner
        .or(marks)
    }

    /// Does what was pressed among the words.
    fn asked_of_words(&mut self, lesson: &OpenLesson, asked: Option<transcript::Asked>) -> Option<Action> {
        match asked? {
            transcript::Asked::Go(ms) => {
                self.go_to(Some(ms));
                None
            }
            transcript::Asked::Mark(changes) => Some(marker::change(lesson, changes)),
        }
    }

    /// Opens the film at the first frame drawn: only then is there a window to wake.
    fn begin(&mut self, ui: &Ui, cx: &ViewCtx<'_>, lesson: &OpenLesson) {
        let Some(file) = self.file.take() else { return };
        if let Some(at_ms) = arrive::take_ms(ui.ctx(), &lesson.row.lesson) {
            self.start_ms = at_ms;
        }
        let choice = Choice::load(ui, cx);
        let window = ui.ctx().clone();
        let options = Options {
            start_ms: self.start_ms,
            is_playing: false,
            volume_permille: choice.volume_permille,
            has_device: !cfg!(test), // a test is not heard
            ticks: real_ticks(),
            wake: Some(Arc::new(move || window.request_repaint())),
        };
        self.choice = Some(choice);
        self.player = Some(Player::open(Box::new(file), options));
    }

    fn film(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        lesson: &OpenLesson,
        state: &Snapshot,
        is_beside: bool,
    ) -> Option<Action> {
        let tokens = Tokens::of(ui);
        let told = if state.sound == Sound::NoDevice { tokens.points(Size::Small) * 1.6 + space::S } else { 0.0 };
        let under = if is_beside || self.transcript.is_empty() { 0.0 } else { tokens.points(Size::Lead) * 1.5 };
        let width = film::width_in(ui.available_size(), self.controls_height + told + under + space::L);
        let width = if self.is_sound { width.min(tokens.scaled(WIDTH_MAX)) } else { width };
        let room = ui.available_width();
        let left = ui.cursor().left() + ((room - width) / 2.0).max(0.0).round();
        let place = Rect::from_min_size(pos2(left, ui.cursor().top()), vec2(width, width / SHAPE));
        let picture = self.picture(ui, cx, lesson, state, place, place);
        // As wide as the page: under a narrow film the buttons would stand in many rows and make it narrower still.
        let controls = ui.scope(|ui| self.controls(ui, cx, state, room));
        self.controls_height = controls.response.rect.height();
        self.said(ui, cx, state);
        let is_over = matches!(state.phase, Phase::Ended);
        let card = if is_over {
            self.end_card(ui, cx, lesson, picture)
        } else {
            ui.skip_ahead_auto_ids(1);
            None
        };
        let mut marks = None;
        if !is_beside && !self.transcript.is_empty() {
            ui.add_space(space::M);
            let asked = self.transcript.under(ui, cx, state.position_ms, &lesson.kept.marked());
            marks = self.asked_of_words(lesson, asked);
        }
        card.or(controls.inner).or(marks)
    }

    /// The film in `place`, its captions in the part of it that is free; gives where the picture stands.
    pub(super) fn picture(
        &mut self,
        ui: &mut Ui,
        cx: &ViewCtx<'_>,
        lesson: &OpenLesson,
        state: &Snapshot,
        place: Rect,
        free: Rect,
    ) -> Rect {
        if let Some(frame) = self.player.as_ref().and_then(Player::picture) {
            self.reel.turn(ui.ctx(), &frame);
        }
        let shown = if self.is_sound {
            self.sound_ground(ui, cx, lesson, place)
        } else {
            let name = cx.with("video-name", &[("title", lesson.row.title.as_str().into())]);
            let shown = self.reel.show(ui, place, state.shown_size, !self.full.is_on, &name);
            self.before_first_picture(ui, cx, shown.picture, state);
            shown
        };
        // While it waits nothing is said, and with large letters its word needs their room.
        let is_silent = matches!(state.phase, Phase::Ended) || state.is_slow;
        let cues = if is_silent { Vec::new() } else { self.shown_captions(state) };
        if !cues.is_empty() {
            let said: Vec<&str> = cues.iter().map(|cue| cue.text.as_str()).collect();
            ui.ctx().accesskit_node_builder(shown.response.id, |node| node.set_description(said.join("\n")));
            // Beside a narrow picture there is black to write on.
            let wide = if shown.picture.width() < place.width() / 2.0 { place } else { shown.picture };
            caption::draw(ui, wide, wide.intersect(free), &cues, self.caption_size().factor());
        }
        film_trouble::waits(ui, cx, shown.picture.intersect(free), state);
        self.pressed(ui, cx, &shown.response);
        shown.picture
    }

    /// A press on the film plays it or stops it; two give it the window or take it back.
    pub(super) fn pressed(&mut self, ui: &Ui, cx: &ViewCtx<'_>, film: &Response) {
        if film.clicked() {
            self.toggle();
        }
        if film.double_clicked() {
            self.full.turn(ui, cx);
        }
    }

    /// The poster, or a word, while there is no picture.
    fn before_first_picture(&self, ui: &mut Ui, cx: &ViewCtx<'_>, rect: Rect, state: &Snapshot) {
        if self.reel.has_picture() || matches!(state.phase, Phase::Failed(_)) {
            ui.skip_ahead_auto_ids(1); // as many as the word takes: the keyboard stays on its button when it goes
            return;
        }
        let corner = CornerRadius::same(space::CORNER_SMALL);
        let has_poster = self.poster.as_ref().is_some_and(|poster| cx.pictures.cover(ui, rect, corner, poster));
        if has_poster {
            ui.skip_ahead_auto_ids(1);
        } else {
            progress::waiting(&mut ui.new_child(UiBuilder::new().max_rect(rect)), &cx.say("loading"));
        }
    }
}
