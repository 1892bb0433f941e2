//! How an attempt came out: the score in plain words, what to look at again, and the way on. Passing is said warmly;
//! not passing is said as what to do next. The answers can be looked at again later, as far as they may be told.

use super::before::{closed_now, closed_ui, pair_words};
use super::{PICTURE_HEIGHT_MAX, Texts, Told, picture_ui, restudy_ui, tally_words, told};
use crate::model::event::QuizEnd;
use crate::model::id::CourseId;
use crate::model::quiz::{Feedback, QuizMode};
use crate::model::score::Verdict;
use crate::ui::screen::lesson::OpenLesson;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Card, Icon, Notice, Tone, progress, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{FinishView, PassView, QuestionView, QuizView};
use egui::Ui;

/// Draws it.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, finish: &FinishView, texts: &mut Texts, lesson: &OpenLesson) -> Told {
    let is_mastery = matches!(finish.quiz.pass, PassView::Mastery { .. });
    let key = match (finish.quiz.mode, finish.cause, finish.is_passed) {
        (_, QuizEnd::Abandoned, _) => "quiz-result-changed",
        (QuizMode::Pre, ..) => "quiz-result-pre",
        (_, _, true) => "quiz-result-passed",
        (_, _, false) if finish.waiting > 0 => "quiz-result-handed-in",
        (_, _, false) if is_mastery => "quiz-result-go-on",
        (_, _, false) => "quiz-result-again",
    };
    say::title(ui, &cx.say(key));
    if finish.cause == QuizEnd::TimeUp {
        Notice::new(Tone::Info, &cx.say("quiz-result-time-up")).show(ui);
    }
    score_ui(ui, cx, finish);
    ui.add_space(space::M);
    let mut action = earned_ui(ui, cx, finish);
    let told = ways_on(ui, cx, finish, lesson);
    action = action.or(restudy_list(ui, cx, finish));
    ui.add_space(space::L);
    let asked = answers(ui, cx, &finish.quiz.course, &finish.questions, texts);
    let is_told = finish.questions.iter().any(|question| question.told.is_some());
    if !is_told && finish.cause != QuizEnd::Abandoned {
        let key = match finish.quiz.feedback {
            Feedback::Never => "quiz-told-never",
            _ => "quiz-told-passed",
        };
        say::muted(ui, &cx.say(key));
    }
    match told {
        Told::Action(None) => Told::Action(action.or(asked)),
        told => told,
    }
}

fn score_ui(ui: &mut Ui, cx: &ViewCtx<'_>, finish: &FinishView) {
    if finish.cause == QuizEnd::Abandoned {
        say::lead(ui, &cx.say("quiz-result-changed-why"));
        return;
    }
    if finish.max > 0 {
        let permille = u64::from(finish.score) * 1000 / u64::from(finish.max);
        let words = told::points_words(cx, finish.score, finish.max);
        say::lead(ui, &words);
        progress::bar(ui, u16::try_from(permille).unwrap_or(1000), &words);
    }
    if let Some(tally) = finish.quiz.tally {
        say::body(ui, &tally_words(cx, tally));
    }
    if finish.waiting > 0 {
        let words = cx.with("quiz-result-waiting", &[("count", finish.waiting.into())]);
        say::labelled(ui, Icon::Teacher, &words, Tokens::of(ui).palette.ink);
    }
    if let Some(words) = pair_words(cx, &finish.quiz) {
        Notice::new(Tone::Info, &words).show(ui);
    }
}

fn earned_ui(ui: &mut Ui, cx: &ViewCtx<'_>, finish: &FinishView) -> Option<Action> {
    let mut action = None;
    for row in &finish.earned {
        let words = cx.with("quiz-earned", &[("title", row.title.as_str().into())]);
        let label = cx.say("quiz-see-certificate");
        let button = Notice::new(Tone::Ok, &words).action(&label).show(ui);
        if button.is_some_and(|button| button.clicked()) {
            action = Some(Action::Go(Screen::Certificate(row.course.clone(), row.certificate.clone())));
        }
    }
    action
}

fn ways_on(ui: &mut Ui, cx: &ViewCtx<'_>, finish: &FinishView, lesson: &OpenLesson) -> Told {
    let mut told = Told::Action(None);
    let course = lesson.course.course.clone();
    let closed = closed_now(ui, cx, &finish.quiz);
    let is_mastery = matches!(finish.quiz.pass, PassView::Mastery { .. });
    let is_over = finish.is_passed || finish.waiting > 0; // what staff still mark need not be done again at once
    ui.horizontal_wrapped(|ui| {
        let on = match &lesson.after {
            Some(after) => (cx.say("action-next"), Screen::Lesson(course.clone(), after.clone())),
            None => (cx.say("lesson-to-course"), Screen::Course(course.clone())),
        };
        let again = cx.say(if is_mastery && !finish.is_passed { "quiz-keep-going" } else { "quiz-try-again" });
        if is_over {
            if ui.add(Button::primary(&on.0).icon_last(Icon::Next)).clicked() {
                told = Told::Action(Some(Action::Go(on.1)));
            }
            if closed.is_none() && ui.add(Button::quiet(&again)).clicked() {
                told = Told::Again;
            }
        } else if closed.is_none() && ui.add(Button::primary(&again).icon(Icon::Refresh)).clicked() {
            told = Told::Again;
        }
    });
    if let (false, Some(closed)) = (is_over, closed) {
        closed_ui(ui, cx, closed);
    }
    told
}

/// Where the answers that were not right are taught, each place once.
fn restudy_list(ui: &mut Ui, cx: &ViewCtx<'_>, finish: &FinishView) -> Option<Action> {
    // Before a course nothing was looked at yet.
    let is_first = finish.quiz.mode == QuizMode::Pre;
    if finish.restudy.is_empty() || finish.cause == QuizEnd::Abandoned || is_first {
        return None;
    }
    ui.add_space(space::L);
    say::heading(ui, &cx.say("quiz-restudy"));
    let mut action = None;
    for place in &finish.restudy {
        action = action.or(restudy_ui(ui, cx, &finish.quiz.course, place));
    }
    action
}

/// The answers of the last attempt, looked at later.
pub fn review(ui: &mut Ui, cx: &ViewCtx<'_>, view: &QuizView, texts: &mut Texts) -> Told {
    let label = cx.say("action-back");
    if ui.add(Button::quiet(&label).icon(Icon::Back).named(&cx.say("quiz-review-back"))).clicked() {
        return Told::Before;
    }
    Told::Action(answers(ui, cx, &view.course, &view.review, texts))
}

fn answers(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    course: &CourseId,
    questions: &[QuestionView],
    texts: &mut Texts,
) -> Option<Action> {
    if questions.iter().any(|question| question.told.is_some()) {
        say::heading(ui, &cx.say("quiz-result-answers"));
    }
    let mut action = None;
    for (at, question) in questions.iter().enumerate() {
        let asked = question_ui(ui, cx, course, at, question, texts);
        action = action.or(asked);
    }
    action
}

fn question_ui(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    course: &CourseId,
    at: usize,
    question: &QuestionView,
    texts: &mut Texts,
) -> Option<Action> {
    let told = question.told.as_ref()?;
    let mut action = None;
    Card::new().padding(space::L).show(ui, |ui| {
        let p = Tokens::of(ui).palette;
        let (icon, ink) = if told.verdict == Verdict::Right { (Icon::Done, p.ok) } else { (Icon::Circle, p.muted) };
        say::labelled(ui, icon, &cx.with("quiz-number", &[("number", (at as u32 + 1).into())]), ink);
        texts.show(ui, &question.prompt);
        if let Some(picture) = &question.picture {
            picture_ui(ui, cx, picture, PICTURE_HEIGHT_MAX / 2.0);
        }
        if let Some(words) = told::given_words(cx, question) {
            say::body(ui, &words);
        }
        told::show(ui, cx, question, told, texts, true);
        if let (Some(restudy), true) = (&told.restudy, told.verdict != Verdict::Right) {
            action = restudy_ui(ui, cx, course, restudy);
        }
    });
    ui.add_space(space::S);
    action
}
