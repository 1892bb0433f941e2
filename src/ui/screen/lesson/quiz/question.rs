//! One question on the page: its words, what is asked in its kind, hints one at a time, and plain feedback.

use super::clock::End;
use super::{Running, Texts, choose, gaps, lost_ui, order, pairs, picture_ui, point, restudy_ui, tally_words, told};
use crate::model::score::Verdict;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, Notice, Tone, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::Request;
use crate::worker::view::{Ask, PassView, QuestionView, QuizView, ToldView};
use egui::{Key, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Lines of a field for a longer text.
const OPEN_ROWS: usize = 6;

/// Draws the question that is on, or the page to hand in from.
pub fn show(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    running: &mut Running,
    texts: &mut Texts,
    view: &QuizView,
) -> Option<Action> {
    running.tick(cx);
    if running.clock.left_ms(cx.mono_ms) == Some(0) {
        return time_up(ui, cx, running);
    }
    dots(ui, cx, running);
    ui.add_space(space::S);
    let Some(question) = running.attempt.questions.get(running.at).cloned() else {
        running.clock.show(ui, cx);
        return hand_in(ui, cx, running);
    };
    head(ui, cx, running, &question, view);
    texts.show(ui, &question.prompt);
    if let Some(picture) = &question.picture {
        picture_ui(ui, cx, picture, super::PICTURE_HEIGHT_MAX);
    }
    if let Some(alt) = &question.lost {
        lost_ui(ui, cx, alt);
    }
    ui.add_space(space::S);
    let is_enter = ask_ui(ui, cx, running, &question);
    running.hold(ui, cx.mono_ms);
    let hinted = hints_ui(ui, cx, running, &question, texts);
    let on = match &question.told {
        Some(told) => told_ui(ui, cx, running, &question, told, texts),
        None => check_ui(ui, cx, running, &question, is_enter),
    };
    on.or(hinted)
}

/// The place among the questions, what it is worth, the time left and how far mastery is.
fn head(ui: &mut Ui, cx: &ViewCtx<'_>, running: &mut Running, question: &QuestionView, view: &QuizView) {
    let place = [("number", (running.at as u32 + 1).into()), ("of", (running.attempt.questions.len() as u32).into())];
    let mut words = cx.with("quiz-place", &place);
    if question.points > 1 {
        let points = cx.with("quiz-points", &[("count", question.points.into())]);
        words = format!("{words} · {points}");
    }
    say::small(ui, &words);
    running.clock.show(ui, cx);
    if let (Some(tally), PassView::Mastery { right, .. }) = (running.attempt.tally, view.pass)
        && tally.of > 0
    {
        let p = Tokens::of(ui).palette;
        let (icon, colour) = if tally.is_reached { (Icon::Done, p.ok) } else { (Icon::Target, p.muted) };
        let need = cx.with("quiz-tally-need", &[("right", right.into())]);
        let words = format!("{} {need}", tally_words(cx, tally));
        say::labelled(ui, icon, &words, colour);
    }
}

/// Draws what is asked; true when the Enter key ended the field.
fn ask_ui(ui: &mut Ui, cx: &ViewCtx<'_>, running: &mut Running, question: &QuestionView) -> bool {
    let told = question.told.as_ref();
    let is_told = told.is_some();
    let by_key = !is_told && !running.is_sent && std::mem::take(&mut running.is_by_key);
    let draft = &mut running.draft;
    match &question.ask {
        Ask::Single { options } => choose::options(ui, cx, draft, options, true, told, by_key),
        Ask::Multiple { options } => {
            say::small(ui, &cx.say("quiz-choose-all"));
            choose::options(ui, cx, draft, options, false, told, by_key);
        }
        Ask::TrueFalse => choose::truth(ui, cx, draft, told, by_key),
        Ask::Numeric { units, .. } => return choose::number(ui, cx, draft, units, is_told, by_key),
        Ask::Short { max_chars } => {
            return choose::words(ui, cx, draft, ("quiz-your-words", *max_chars as usize, 1), is_told, by_key);
        }
        Ask::Open { max_chars } => {
            if !is_told {
                say::labelled(ui, Icon::Teacher, &cx.say("quiz-open-staff"), Tokens::of(ui).palette.muted);
            }
            choose::words(ui, cx, draft, ("quiz-your-words", *max_chars as usize, OPEN_ROWS), is_told, by_key);
        }
        Ask::Gaps { text, gaps: all } => return gaps::show(ui, cx, draft, (text, all), is_told, by_key),
        Ask::Order { items } if !is_told => order::show(ui, cx, draft, items, by_key),
        Ask::Match { left, right } if !is_told => pairs::show(ui, cx, draft, left, right, by_key),
        Ask::Point { image: Some(image), places, .. } if !is_told => {
            let is_there = point::show(ui, cx, draft, image, *places, by_key);
            running.is_by_key |= by_key && !is_there;
        }
        Ask::Point { image: None, names, .. } => {
            say::small(ui, &cx.say("quiz-point-by-name"));
            choose::options(ui, cx, draft, names, false, told, by_key);
        }
        Ask::Order { .. } => {
            if let Some(words) = told::given_words(cx, question) {
                say::body(ui, &words);
            }
        }
        // What was paired or pointed at is said part by part under it.
        Ask::Match { .. } | Ask::Point { .. } => {}
        Ask::NeedsNewer => drop(Notice::new(Tone::Info, &cx.say("quiz-newer")).mend(&cx.say("quiz-newer-do")).show(ui)),
    }
    false
}

/// The hints shown so far, and the way to one more: it is noted at once, so that it counts whatever happens.
fn hints_ui(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    running: &mut Running,
    question: &QuestionView,
    texts: &mut Texts,
) -> Option<Action> {
    for hint in question.hints.iter().take(running.hints) {
        ui.add_space(space::XS);
        texts.show(ui, hint);
    }
    if question.told.is_none() && running.hints < question.hints.len() {
        let label = cx.say(if running.hints == 0 { "quiz-hint" } else { "quiz-hint-more" });
        if ui.add(Button::quiet(&label).icon(Icon::Idea)).clicked() {
            running.hints += 1;
            if let Some(held) = running.attempt.questions.get_mut(running.at) {
                held.hints_shown = running.hints as u32; // also when it is turned back to
            }
            return Some(Action::Ask(Request::TakeHint {
                attempt: running.attempt.attempt,
                question: question.question.clone(),
                hints: running.hints as u32,
            }));
        }
    }
    None
}

fn check_ui(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    running: &mut Running,
    question: &QuestionView,
    is_enter: bool,
) -> Option<Action> {
    ui.add_space(space::M);
    let answer = running.draft.answer(&question.ask);
    let is_ready = answer.is_some() && !running.is_sent;
    let mut is_given = false;
    let mut turn_to = None;
    // After a letter was pressed nothing has the keyboard: Enter checks.
    let is_free = ui.memory(|memory| memory.focused().is_none());
    let is_enter = is_enter || (is_free && ui.input(|input| input.key_pressed(Key::Enter)));
    ui.horizontal_wrapped(|ui| {
        let key = match &question.ask {
            Ask::Open { .. } => "quiz-save-answer",
            _ if running.attempt.may_change => "quiz-save-answer",
            _ => "quiz-check",
        };
        if question.ask != Ask::NeedsNewer {
            is_given = ui.add(Button::primary(&cx.say(key)).enabled(is_ready)).clicked() || (is_enter && is_ready);
        }
        if running.at > 0 && running.attempt.may_change {
            let back = cx.say("quiz-previous");
            if ui.add(Button::secondary(&back).icon(Icon::Left)).clicked() {
                turn_to = Some(running.at - 1);
            }
        }
        let is_kept = question.given.is_some();
        let later = cx.say(if is_kept { "quiz-keep-answer" } else { "quiz-later" });
        if ui.add(Button::quiet(&later).icon_last(Icon::Right)).clicked() {
            turn_to = Some(running.at + 1);
            if is_kept {
                running.let_go();
            }
        }
    });
    // Under the buttons: they stay where they are when it goes.
    if answer.is_none() && question.ask != Ask::NeedsNewer {
        say::small(ui, &cx.say(missing_key(&question.ask, running)));
    }
    let is_by_key = is_enter || is_key(ui);
    if let Some(to) = turn_to {
        running.is_by_key = is_by_key;
        running.turn(to);
        return None;
    }
    let answer = answer.filter(|_| is_given)?;
    running.is_by_key = is_by_key;
    Some(give(running, question, answer))
}

/// Whether it was the keyboard that pressed something just now.
fn is_key(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space))
}

/// What is still to be done before there is an answer.
fn missing_key(ask: &Ask, running: &Running) -> &'static str {
    match ask {
        Ask::Numeric { .. } if !running.draft.text.trim().is_empty() => "quiz-unit-first",
        Ask::Numeric { .. } | Ask::Short { .. } | Ask::Open { .. } => "quiz-write-first",
        Ask::Match { .. } => "quiz-match-first",
        Ask::Gaps { .. } => "quiz-gaps-first",
        Ask::Point { image: Some(_), .. } => "quiz-point-first",
        _ => "quiz-choose-first",
    }
}

fn give(running: &mut Running, question: &QuestionView, answer: crate::model::answer::Answer) -> Action {
    running.is_sent = true;
    Action::Ask(Request::Answer {
        attempt: running.attempt.attempt,
        question: question.question.clone(),
        answer,
        hints: running.hints as u32,
        active_ms: std::mem::take(&mut running.active_ms),
    })
}

fn finish(running: &mut Running) -> Action {
    running.is_sent = true;
    Action::Ask(Request::FinishAttempt { attempt: running.attempt.attempt })
}

fn told_ui(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    running: &mut Running,
    question: &QuestionView,
    told: &ToldView,
    texts: &mut Texts,
) -> Option<Action> {
    ui.add_space(space::M);
    told::show(ui, cx, question, told, texts, false);
    let mut action = None;
    if let (Some(restudy), Screen::Lesson(course, _)) = (&told.restudy, &cx.state.screen)
        && told.verdict != Verdict::Right
    {
        action = restudy_ui(ui, cx, course, restudy);
    }
    ui.add_space(space::M);
    let is_reached = running.attempt.tally.is_some_and(|tally| tally.is_reached);
    let is_last = is_reached || running.at + 1 >= running.attempt.questions.len();
    // Where some were passed over, the last page says so before anything is handed in.
    let is_end = is_reached || (is_last && running.first_open().is_none());
    let label = cx.say(if is_end { "quiz-finish" } else { "quiz-next" });
    let mut is_on = false;
    let mut is_more = false;
    ui.horizontal_wrapped(|ui| {
        let next = ui.add(Button::primary(&label).icon_last(Icon::Next).enabled(!running.is_sent));
        if ui.memory(|memory| memory.focused().is_none()) {
            next.request_focus(); // Enter goes on
            next.scroll_to_me(None);
        }
        is_on = next.clicked();
        if is_reached && running.at + 1 < running.attempt.questions.len() {
            is_more = ui.add(Button::quiet(&cx.say("quiz-one-more"))).clicked();
        }
    });
    if is_on && is_end {
        return Some(finish(running));
    }
    if is_on || is_more {
        running.is_by_key = is_key(ui);
        running.turn(running.at + 1);
    }
    action
}

/// All questions have an answer (or were passed over): hand in.
fn hand_in(ui: &mut Ui, cx: &ViewCtx<'_>, running: &mut Running) -> Option<Action> {
    let open = running.attempt.questions.iter().filter(|question| question.given.is_none()).count();
    say::heading(ui, &cx.say("quiz-all-answered"));
    if open > 0 {
        let words = cx.with("quiz-open-left", &[("count", (open as u32).into())]);
        Notice::new(Tone::Warn, &words).show(ui);
    }
    ui.add_space(space::M);
    let mut action = None;
    ui.horizontal_wrapped(|ui| {
        let give = ui.add(Button::primary(&cx.say("quiz-hand-in")).enabled(!running.is_sent));
        if std::mem::take(&mut running.is_by_key) {
            give.request_focus();
        }
        if give.clicked() {
            action = Some(finish(running));
            return;
        }
        let key = if open > 0 { "quiz-to-open" } else { "quiz-look-over" };
        if (open > 0 || running.attempt.may_change) && ui.add(Button::secondary(&cx.say(key))).clicked() {
            running.turn(running.first_open().unwrap_or(0));
        }
    });
    action
}

/// Time is up: what was chosen and not yet given is given, also a part, and all of it is handed in. If that fails, there is a button.
fn time_up(ui: &mut Ui, cx: &ViewCtx<'_>, running: &mut Running) -> Option<Action> {
    say::title(ui, &cx.say("quiz-time-up"));
    say::body(ui, &cx.say("quiz-time-up-why"));
    ui.add_space(space::M);
    let is_pressed = ui.add(Button::primary(&cx.say("quiz-hand-in")).enabled(!running.is_sent)).clicked();
    if running.is_sent {
        return None;
    }
    let question = running.attempt.questions.get(running.at).filter(|question| question.told.is_none()).cloned();
    let answer = question.as_ref().and_then(|question| running.draft.so_far(&question.ask));
    match (running.clock.end, question, answer) {
        (End::Open, Some(question), Some(answer)) if question.given.as_ref() != Some(&answer) => {
            running.clock.end = End::AnswerSent;
            Some(give(running, &question, answer))
        }
        (End::Open | End::AnswerSent, ..) => {
            running.clock.end = End::HandedIn;
            Some(finish(running))
        }
        (End::HandedIn, ..) => is_pressed.then(|| finish(running)),
    }
}

/// Dots for the questions: answered, here, to come.
fn dots(ui: &mut Ui, cx: &ViewCtx<'_>, running: &Running) {
    let tokens = Tokens::of(ui);
    let count = running.attempt.questions.len();
    let gap = (ui.available_width() / count.max(1) as f32).clamp(8.0, 22.0);
    let size = vec2(gap * count as f32, 16.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let p = &tokens.palette;
    for (at, question) in running.attempt.questions.iter().enumerate() {
        let centre = pos2(rect.left() + gap * (at as f32 + 0.5), rect.center().y);
        let radius = if at == running.at { 7.0 } else { 5.0 };
        let fill = if question.given.is_some() { p.primary } else { p.surface };
        let stroke = Stroke::new(2.0, if at == running.at { p.primary } else { p.edge });
        ui.painter().circle(centre, radius, fill, stroke);
    }
    let number = (running.at.min(count.saturating_sub(1)) as u32 + 1).into();
    let words = cx.with("quiz-place", &[("number", number), ("of", (count as u32).into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &words));
}
