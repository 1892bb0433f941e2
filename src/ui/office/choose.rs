//! Choosing one of many: a dialog with a search box over a list, for places, courses, programmes, people and stations.

use super::context::Cx;
use crate::model::text::plain;
use crate::ui::tokens::space;
use crate::ui::widget::choice::{self, Mark};
use crate::ui::widget::field::Field;
use crate::ui::widget::{Button, dialog, focus, say};
use egui::{Key, ScrollArea, Ui};

/// Rows that are drawn; more are found by searching.
const ROWS_MAX: usize = 100;
/// Height of the list, at 100 %.
const LIST_HEIGHT: f32 = 320.0;

/// What was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chosen {
    /// The one of this number among those given.
    One(usize),
    /// None of them in particular.
    Any,
    /// Leave it as it was.
    Close,
}

/// The words of the question, and what can be chosen.
pub(super) struct Question<'a> {
    pub title: String,
    /// What "all of them" is called; none: one must be chosen.
    pub any: Option<String>,
    pub options: Vec<&'a str>,
    pub chosen: Option<usize>,
    /// Whoever gives the options has searched already.
    pub is_found: bool,
}

/// Draws it; what is typed so far is the caller's draft.
pub(super) fn show(ui: &Ui, cx: &Cx<'_>, question: &Question<'_>, words: &mut String) -> Option<Chosen> {
    let (mut answer, should_close) = dialog::show(ui.ctx(), "office-choose", 560.0, |ui| {
        let answer = dialog::body(ui, |ui| {
            say::heading(ui, &question.title);
            let field = Field::search(&cx.say("office-choose-search")).chars_max(100).show(ui, words);
            focus::first(ui, &field, words);
            let is_any = question
                .any
                .as_ref()
                .is_some_and(|any| choice::row(ui, Mark::Radio, any, question.chosen.is_none()).clicked());
            let chosen = list(ui, cx, question, words).map(Chosen::One);
            is_any.then_some(Chosen::Any).or(chosen)
        });
        ui.add_space(space::S);
        let is_closed = ui.add(Button::secondary(&cx.say("action-cancel"))).clicked();
        answer.or(is_closed.then_some(Chosen::Close))
    });
    if should_close || ui.input(|input| input.key_pressed(Key::Escape)) {
        answer = answer.or(Some(Chosen::Close));
    }
    if answer.is_some() {
        words.clear();
    }
    answer
}

fn list(ui: &mut Ui, cx: &Cx<'_>, question: &Question<'_>, words: &str) -> Option<usize> {
    let words: Vec<String> = words.split_whitespace().map(plain).collect();
    let fits = |option: &str| {
        let option = plain(option);
        question.is_found || words.iter().all(|word| option.contains(word.as_str()))
    };
    let shown: Vec<(usize, &str)> =
        question.options.iter().copied().enumerate().filter(|(_, option)| fits(option)).collect();
    if shown.is_empty() {
        say::muted(ui, &cx.say("office-choose-none"));
        return None;
    }
    let height = dialog::list_height(ui, LIST_HEIGHT);
    let chosen = ScrollArea::vertical()
        .id_salt("office-choose-list")
        .max_height(height)
        .min_scrolled_height(height)
        .auto_shrink([false, true])
        .show(ui, |ui| {
            let mut chosen = None;
            for (at, option) in shown.iter().take(ROWS_MAX) {
                if choice::row(ui, Mark::Radio, option, question.chosen == Some(*at)).clicked() {
                    chosen = Some(*at);
                }
            }
            chosen
        })
        .inner;
    let rest = shown.len().saturating_sub(ROWS_MAX) as u64;
    if rest > 0 {
        say::small(ui, &cx.count("office-choose-more", rest));
    }
    chosen
}
