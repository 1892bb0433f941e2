//! The captions of a film: which are on, their menu, their size.

use super::film_choice::{CaptionSize, OFF, preference};
use super::video::Video;
use crate::media::caption::Cue;
use crate::media::player::{Snapshot, Sound};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, say};
use crate::ui::{Action, ViewCtx};
use crate::worker::view::CaptionsView;
use egui::{Id, Popup, PopupCloseBehavior, Ui};

/// What was chosen in the menu.
enum Asked {
    Lang(String),
    Size(CaptionSize),
}

impl Video {
    /// The button that opens the menu of languages and sizes.
    pub(super) fn caption_button(&mut self, ui: &mut Ui, cx: &ViewCtx<'_>, state: &Snapshot) -> Option<Action> {
        if self.captions.is_empty() {
            return None;
        }
        let on = self.chosen(state);
        let label = cx.say("video-captions");
        let button = ui.add(Button::quiet(&label).icon(Icon::Captions).selected(on.is_some()));
        let menu = Popup::menu(&button)
            .id(Id::unique("film-captions"))
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let asked = menu.show(|ui| self.caption_menu(ui, cx, on)).and_then(|menu| menu.inner);
        match asked? {
            Asked::Lang(lang) => self.choose_captions(ui, cx, lang),
            Asked::Size(size) => self.choose_size(ui, cx, size),
        }
    }

    fn caption_menu(&self, ui: &mut Ui, cx: &ViewCtx<'_>, on: Option<usize>) -> Option<Asked> {
        let mut asked = None;
        ui.set_width(Tokens::of(ui).scaled(230.0));
        for (index, (captions, _)) in self.captions.iter().enumerate() {
            let language = captions.label.clone().unwrap_or_else(|| cx.language_name(captions.lang.as_str()));
            if ui.add(Button::quiet(&language).selected(on == Some(index)).row()).clicked() {
                asked = Some(Asked::Lang(captions.lang.as_str().to_owned()));
            }
        }
        if ui.add(Button::quiet(&cx.say("video-captions-off")).selected(on.is_none()).row()).clicked() {
            asked = Some(Asked::Lang(OFF.to_owned()));
        }
        ui.add_space(space::S);
        ui.horizontal(|ui| {
            ui.add_space(space::L); // under the words of the rows
            say::small(ui, &cx.say("video-size"));
        });
        let now = self.caption_size();
        for size in CaptionSize::ALL {
            let word = cx.say(size.key());
            let name = cx.with("video-size-name", &[("size", word.as_str().into())]);
            if ui.add(Button::quiet(&word).named(&name).selected(size == now).row()).clicked() {
                asked = Some(Asked::Size(size));
            }
        }
        asked
    }

    fn choose_captions(&mut self, ui: &Ui, cx: &ViewCtx<'_>, lang: String) -> Option<Action> {
        let choice = self.choice.as_mut()?;
        if lang != OFF {
            choice.last_captions = Some(lang.clone());
        }
        choice.captions = Some(lang.clone());
        choice.keep(ui, cx);
        preference("film-captions", lang)
    }

    fn choose_size(&mut self, ui: &Ui, cx: &ViewCtx<'_>, size: CaptionSize) -> Option<Action> {
        let choice = self.choice.as_mut()?;
        choice.caption_size = size;
        choice.keep(ui, cx);
        preference("film-caption-size", size.name().to_owned())
    }

    /// Off, or on in the language they were in last, or in that of the screen, or in the first.
    pub(super) fn toggle_captions(&mut self, ui: &Ui, cx: &ViewCtx<'_>, state: &Snapshot) -> Option<Action> {
        let (first, _) = self.captions.first()?;
        if self.chosen(state).is_some() {
            return self.choose_captions(ui, cx, OFF.to_owned());
        }
        let last = self.choice.as_ref().and_then(|choice| choice.last_captions.clone());
        let has = |lang: &str| self.captions.iter().any(|(view, _)| view.lang.as_str() == lang);
        let own = cx.state.language.tag().to_owned();
        let lang = last.filter(|lang| has(lang)).or_else(|| Some(own).filter(|lang| has(lang)));
        let lang = lang.unwrap_or_else(|| first.lang.as_str().to_owned());
        self.choose_captions(ui, cx, lang)
    }

    /// Which captions are on: what was chosen, or else the default ones, or the first where there is no sound.
    pub(super) fn chosen(&self, state: &Snapshot) -> Option<usize> {
        let chosen = self.choice.as_ref().and_then(|choice| choice.captions.as_deref());
        let of = |is_it: &dyn Fn(&CaptionsView) -> bool| self.captions.iter().position(|(view, _)| is_it(view));
        match chosen {
            Some(OFF) => None,
            Some(lang) => of(&|view| view.lang.as_str() == lang).or_else(|| of(&|_| true)),
            None if state.sound == Sound::NoDevice => of(&|view| view.is_default).or_else(|| of(&|_| true)),
            None => of(&|view| view.is_default),
        }
    }

    /// How large captions are.
    pub(super) fn caption_size(&self) -> CaptionSize {
        self.choice.as_ref().map(|choice| choice.caption_size).unwrap_or_default()
    }

    /// The cues of this moment.
    pub(super) fn shown_captions(&self, state: &Snapshot) -> Vec<&Cue> {
        let chosen = self.chosen(state).and_then(|index| self.captions.get(index));
        chosen.map_or_else(Vec::new, |(_, parsed)| parsed.at(state.position_ms))
    }
}
