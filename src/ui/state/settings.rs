//! What a person set for themselves: language, colours, size and kind of letters, motion.

use super::{Start, State, Who};
use crate::model::id::{Lang, Slug};
use crate::text::Language;
use crate::ui::action::Screen;
use crate::ui::faces::Face;
use crate::ui::tokens::Theme;
use crate::worker::Request;
use std::collections::BTreeMap;

impl State {
    /// Whether a language, theme or text size is the learner's own to keep.
    pub(super) fn keeps_preferences(&self) -> bool {
        self.learner().is_some_and(|learner| !learner.must_choose_pin)
    }

    pub(super) fn speak(&mut self, language: Language) -> Vec<Request> {
        self.language = language;
        self.choose("language", language.tag());
        match Lang::parse(language.tag()) {
            Ok(lang) if matches!(self.who, Who::Nobody) => {
                self.home_language = language;
                let is_ready = matches!(self.start, Start::Ready(_));
                if is_ready { vec![Request::KeepLanguage { lang }] } else { Vec::new() }
            }
            Ok(lang) if self.keeps_preferences() => {
                let mut requests = vec![Request::SetLanguage { lang }];
                if !matches!(self.screen, Screen::SignIn) {
                    requests.extend(self.wants());
                }
                requests
            }
            _ => Vec::new(),
        }
    }

    /// Notes what somebody chose before it could be kept: at the door, or while they choose their first PIN.
    fn choose(&mut self, key: &'static str, value: &str) {
        if !self.keeps_preferences() {
            self.chosen.insert(key, value.to_owned());
        }
    }

    /// On a first visit, what they chose on the way in is theirs: it goes on being so, and is kept once they are in.
    pub(super) fn take_chosen(&mut self, is_in: bool) -> Vec<Request> {
        if let Some(tag) = self.chosen.get("language") {
            self.language = Language::from_tag(tag);
        }
        self.look_of(&self.chosen.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect());
        if !is_in {
            return Vec::new();
        }
        let mut requests = Vec::new();
        for (key, value) in std::mem::take(&mut self.chosen) {
            if key == "language" {
                requests.extend(Lang::parse(&value).ok().map(|lang| Request::SetLanguage { lang }));
            } else {
                requests.extend(self.keep(key, value));
            }
        }
        requests
    }

    pub(super) fn keep(&mut self, key: &'static str, value: String) -> Vec<Request> {
        self.choose(key, &value);
        match Slug::parse(key) {
            Ok(key) if self.keeps_preferences() => vec![Request::SetPreference { key, value }],
            _ => Vec::new(),
        }
    }

    /// The look that this person chose at an earlier time; what they never chose stays as it is.
    pub(super) fn look_of(&mut self, preferences: &BTreeMap<String, String>) {
        let get = |key: &str| preferences.get(key).map(String::as_str);
        self.theme = get("theme").map_or(self.theme, Theme::from_name);
        self.text_percent = get("text").and_then(|text| text.parse().ok()).unwrap_or(self.text_percent);
        self.is_still = get("still").map_or(self.is_still, |still| still == "true");
        self.face = get("face").map_or(self.face, Face::from_name);
    }

    /// The look of a screen that is nobody's.
    pub(super) fn plain_look(&mut self) {
        (self.theme, self.text_percent) = (Theme::default(), 100);
        (self.is_still, self.face) = (false, Face::Plain);
    }

    /// Nobody has touched the sign-in screen for a while: it is as the next person should find it.
    pub fn rest(&mut self) {
        if matches!(self.who, Who::Nobody) {
            self.language = self.home_language;
            (self.sign_in_problem, self.parting) = (None, None);
            self.chosen.clear();
            self.plain_look();
        }
    }
}
