//! A quiz before it begins: what it asks, what passes it, when it can be begun, and the way in.

use super::{Told, start, tally_words};
use crate::model::quiz::{Feedback, QuizMode};
use crate::ui::ViewCtx;
use crate::ui::screen::lesson::OpenLesson;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, Notice, Tone, card, say};
use crate::worker::view::{PassView, QuizClosed, QuizView};
use egui::Ui;
use std::time::Duration;

/// A longer wait is told as a day and an hour.
const WAIT_MINUTES_MAX: u64 = 90;

/// Draws it.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, view: &QuizView, lesson: &OpenLesson, is_asked: &mut bool) -> Told {
    say::title(ui, &lesson.row.title);
    ui.add_space(space::S);
    let mut told = Told::Action(None);
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::M;
        facts(ui, cx, view);
        standing(ui, cx, view);
        ui.add_space(space::S);
        told = way_in(ui, cx, view, is_asked);
    });
    told
}

fn facts(ui: &mut Ui, cx: &ViewCtx<'_>, view: &QuizView) {
    let ink = Tokens::of(ui).palette.ink;
    say::labelled(ui, Icon::Quiz, &cx.with("quiz-questions", &[("count", view.questions.into())]), ink);
    match view.mode {
        QuizMode::Pre => say::labelled(ui, Icon::Target, &cx.say("quiz-pre-why"), ink),
        _ => say::labelled(ui, Icon::Target, &pass_words(cx, view.pass), ink),
    };
    if let Some(minutes) = view.limit_minutes {
        say::labelled(ui, Icon::Clock, &cx.with("quiz-limit", &[("count", minutes.into())]), ink);
    }
    let words = match view.attempts_max {
        None => cx.say("quiz-tries-free"),
        Some(max) => {
            let left = max.saturating_sub(view.attempts_done);
            cx.with("quiz-tries-left", &[("left", left.into()), ("max", max.into())])
        }
    };
    say::labelled(ui, Icon::Refresh, &words, ink);
    let told = match view.feedback {
        Feedback::Each => "quiz-told-each",
        Feedback::End => "quiz-told-end",
        Feedback::Passed => "quiz-told-passed",
        Feedback::Never => "quiz-told-never",
    };
    say::labelled(ui, Icon::Eye, &cx.say(told), ink);
    say::labelled(ui, Icon::Save, &cx.say("quiz-saved-as-given"), ink);
}

/// What they have already: the score that counts, mastery so far, the other of a pair.
fn standing(ui: &mut Ui, cx: &ViewCtx<'_>, view: &QuizView) {
    if let Some(permille) = view.score_permille {
        let key = match (view.mode, view.is_passed) {
            (QuizMode::Pre, _) => "quiz-pre-score",
            (_, true) => "quiz-passed-with",
            (_, false) => "quiz-best-so-far",
        };
        let words = cx.with(key, &[("percent", (permille / 10).into())]);
        let tone = if view.is_passed && view.mode != QuizMode::Pre { Tone::Ok } else { Tone::Info };
        Notice::new(tone, &words).show(ui);
    }
    if view.waiting > 0 {
        let words = cx.with("quiz-result-waiting", &[("count", view.waiting.into())]);
        Notice::new(Tone::Info, &words).show(ui);
    }
    if let Some(tally) = view.tally {
        let tone = if tally.is_reached { Tone::Ok } else { Tone::Info };
        Notice::new(tone, &tally_words(cx, tally)).show(ui);
    }
    if let Some(words) = pair_words(cx, view) {
        say::body(ui, &words);
    }
}

/// What the other quiz of a pair came to, and what was gained since.
pub fn pair_words(cx: &ViewCtx<'_>, view: &QuizView) -> Option<String> {
    let pair = view.pair.as_ref()?;
    let percent = |permille: u32| permille / 10;
    match (view.mode, view.score_permille, pair.score_permille) {
        (QuizMode::Post, Some(now), Some(before)) => {
            let values = [("before", percent(before).into()), ("now", percent(now).into())];
            let gain = percent(now).saturating_sub(percent(before));
            let words = cx.with("quiz-pair-both", &values);
            let more = (gain > 0).then(|| cx.with("quiz-pair-gain", &[("count", gain.into())]));
            Some(more.map_or(words.clone(), |more| format!("{words} {more}")))
        }
        (QuizMode::Post, None, Some(before)) => {
            Some(cx.with("quiz-pair-before", &[("percent", percent(before).into())]))
        }
        (QuizMode::Pre, _, Some(now)) => {
            let title = pair.title.as_str().into();
            Some(cx.with("quiz-pair-after", &[("lesson", title), ("percent", percent(now).into())]))
        }
        _ => None,
    }
}

fn way_in(ui: &mut Ui, cx: &ViewCtx<'_>, view: &QuizView, is_asked: &mut bool) -> Told {
    let mut told = Told::Action(None);
    if let (Some(closed), None) = (closed_now(ui, cx, view), &view.running) {
        closed_ui(ui, cx, closed);
        if review_button(ui, cx, view) {
            told = Told::Review;
        }
        return told;
    }
    let label = match &view.running {
        Some(running) => cx.with("quiz-go-on", &[("number", (running.position as u32 + 1).into())]),
        None if view.attempts_done > 0 => cx.say("quiz-try-again"),
        None => cx.say("quiz-start"),
    };
    ui.horizontal_wrapped(|ui| {
        if ui.add(Button::primary(&label).icon_last(Icon::Next).enabled(!*is_asked)).clicked() {
            *is_asked = true;
            told = Told::Action(Some(start(view)));
        }
        if review_button(ui, cx, view) {
            told = Told::Review;
        }
    });
    told
}

fn review_button(ui: &mut Ui, cx: &ViewCtx<'_>, view: &QuizView) -> bool {
    !view.review.is_empty() && ui.add(Button::secondary(&cx.say("quiz-review")).icon(Icon::List)).clicked()
}

/// Why it cannot be begun at this moment; a wait ends by itself while somebody looks at it.
pub fn closed_now(ui: &Ui, cx: &ViewCtx<'_>, view: &QuizView) -> Option<QuizClosed> {
    match view.closed {
        Some(QuizClosed::Wait { until_wall_ms }) if until_wall_ms <= cx.now_ms => None,
        Some(QuizClosed::Wait { until_wall_ms }) => {
            let step_ms = (until_wall_ms - cx.now_ms).min(60_000);
            ui.ctx().request_repaint_after(Duration::from_millis(step_ms));
            view.closed
        }
        closed => closed,
    }
}

/// Why it cannot be begun, and what to do.
pub fn closed_ui(ui: &mut Ui, cx: &ViewCtx<'_>, closed: QuizClosed) {
    let (what, mend) = match closed {
        QuizClosed::NoAttemptLeft => (cx.say("quiz-closed-no-try"), cx.say("quiz-closed-no-try-do")),
        QuizClosed::Wait { until_wall_ms } => (wait_words(cx, until_wall_ms), cx.say("quiz-closed-wait-do")),
        QuizClosed::StaffOpen => (cx.say("quiz-closed-staff"), cx.say("quiz-closed-staff-do")),
        QuizClosed::NeedsNewer => (cx.say("quiz-closed-newer"), String::new()),
    };
    Notice::new(Tone::Info, &what).mend(&mend).show(ui);
}

fn wait_words(cx: &ViewCtx<'_>, until_wall_ms: u64) -> String {
    let minutes = until_wall_ms.saturating_sub(cx.now_ms).div_ceil(60_000);
    if minutes <= WAIT_MINUTES_MAX {
        return cx.with("quiz-closed-wait", &[("count", minutes.into())]);
    }
    let when = cx.words.date_time(until_wall_ms, cx.tz);
    cx.with("quiz-closed-until", &[("when", when.as_str().into())])
}

fn pass_words(cx: &ViewCtx<'_>, pass: PassView) -> String {
    match pass {
        PassView::Score { permille } => cx.with("quiz-pass-score", &[("percent", permille.div_ceil(10).into())]),
        PassView::Mastery { right, last } => {
            cx.with("quiz-pass-mastery", &[("right", right.into()), ("last", last.into())])
        }
        PassView::Finish => cx.say("quiz-pass-finish"),
    }
}
