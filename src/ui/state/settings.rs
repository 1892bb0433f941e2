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

    pub(super) fn keep(&self, key: &str, value: String) -> Vec<Request> {
        match Slug::parse(key) {
            Ok(key) if self.keeps_preferences() => vec![Request::SetPreference { key, value }],
            _ => Vec::new(),
        }
    }

    pub(super) fn look_of(&mut self, preferences: &BTreeMap<String, String>) {
        let get = |key: &str| preferences.get(key).map(String::as_str);
        self.theme = get("theme").map_or_else(Theme::default, Theme::from_name);
        self.text_percent = get("text").and_then(|text| text.parse().ok()).unwrap_or(100);
        self.is_still = get("still") == Some("true");
        self.face = get("face").map_or(Face::Plain, Face::from_name);
    }
}
