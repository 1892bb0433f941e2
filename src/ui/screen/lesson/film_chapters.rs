//! The chapters of a film: where it is now, the list to choose from, and going from one to the next.

use super::film_controls::clock;
use super::video::Video;
use crate::media::player::Snapshot;
use crate::ui::ViewCtx;
use crate::ui::tokens::Tokens;
use crate::ui::widget::{Button, Icon};
use egui::{Id, Popup, ScrollArea, Ui};

/// Within so long of a chapter's beginning, "back" means the chapter before.
const BACK_SLACK_MS: u64 = 3_000;
/// A longer name is cut on the button; it is whole in the list and for a screen reader.
const NAME_CHARS: usize = 22;

impl Video {
    /// The name of the chapter at a time.
    pub(super) fn chapter_at(&self, ms: u64) -> Option<&str> {
        let index = self.chapters.at(ms)?;
        self.chapters.list().get(index).map(|chapter| chapter.name.as_str())
    }

    /// The button with the chapter's name; it opens the list.
    pub(super) fn chapter_button(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, state: &Snapshot) {
        if self.chapters.list().is_empty() {
            return;
        }
        let all = cx.say("video-chapters");
        let label = self.chapter_at(state.position_ms).map_or_else(|| all.clone(), short);
        let name = self
            .chapter_at(state.position_ms)
            .map_or_else(|| all.clone(), |name| cx.with("video-chapter-now", &[("name", name.into())]));
        let button = ui.add(Button::quiet(&label).icon(Icon::List).named(&name));
        let menu = Popup::menu(&button).id(Id::unique("film-chapters"));
        let asked = menu.show(|ui| self.chapter_list(ui, cx, state.position_ms)).and_then(|menu| menu.inner);
        self.go_to(asked);
    }

    fn chapter_list(&self, ui: &mut Ui, cx: &ViewCtx<'_>, at_ms: u64) -> Option<u64> {
        let tokens = Tokens::of(ui);
        let window = ui.ctx().content_rect();
        ui.set_width(tokens.scaled(340.0).min(window.width() * 0.8));
        let here = self.chapters.at(at_ms);
        let mut asked = None;
        ScrollArea::vertical().max_height(window.height() * 0.5).show(ui, |ui| {
            for (index, chapter) in self.chapters.list().iter().enumerate() {
                let time = clock(chapter.start_ms);
                let values = [("time", time.as_str().into()), ("words", chapter.name.as_str().into())];
                let label = format!("{time}   {}", chapter.name);
                let name = cx.with("video-line", &values);
                let button = ui.add(Button::quiet(&label).named(&name).selected(here == Some(index)).row());
                if button.clicked() {
                    asked = Some(chapter.start_ms);
                }
            }
        });
        asked
    }

    /// Goes to the chapter after this one, or back.
    pub(super) fn step_chapter(&mut self, state: &Snapshot, is_on: bool) {
        let at_ms = state.position_ms;
        let place = if is_on { self.chapters.next_ms(at_ms) } else { self.chapters.back_ms(at_ms, BACK_SLACK_MS) };
        self.go_to(place);
    }

    /// Where chapters begin, as parts of the film; its own beginning needs no mark.
    pub(super) fn chapter_ticks(&self, duration_ms: u64) -> Vec<f32> {
        let length = duration_ms.max(1) as f32;
        let starts = self.chapters.list().iter().map(|chapter| chapter.start_ms);
        starts.filter(|start| (1..duration_ms).contains(start)).map(|start| start as f32 / length).collect()
    }
}

fn short(name: &str) -> String {
    if name.chars().count() <= NAME_CHARS {
        return name.to_owned();
    }
    let cut: String = name.chars().take(NAME_CHARS).collect();
    format!("{}…", cut.trim_end())
}
