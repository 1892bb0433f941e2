//! How an attempt came out: the score in plain words, what to look at again, and the way on. Passing is said warmly;
//! not passing is said as what to do next.

use super::question::feedback_ui;
use super::{Texts, Told, restudy_ui};
use crate::model::score::Verdict;
use crate::ui::screen::lesson::OpenLesson;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Card, Icon, Notice, Tone, progress, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{FinishView, QuestionView};
use egui::Ui;

/// Draws it.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, finish: &FinishView, texts: &mut Texts, lesson: &OpenLesson) -> Told {
    let key = if finish.is_passed { "quiz-result-passed" } else { "quiz-result-again" };
    say::title(ui, &cx.say(key));
    let permille = u64::from(finish.score) * 1000 / u64::from(finish.max.max(1));
    let score = [("score", finish.score.into()), ("max", finish.max.into())];
    let words = cx.with("quiz-result-score", &score);
    say::lead(ui, &words);
    progress::bar(ui, u16::try_from(permille).unwrap_or(1000), &words);
    ui.add_space(space::M);
    let mut action = earned_ui(ui, cx, finish);
    let told = ways_on(ui, cx, finish, lesson);
    ui.add_space(space::L);
    if finish.questions.iter().any(|question| question.told.is_some()) {
        say::heading(ui, &cx.say("quiz-result-answers"));
    }
    for (at, question) in finish.questions.iter().enumerate() {
        let asked = question_ui(ui, cx, finish, at, question, texts);
        action = action.or(asked);
    }
    match told {
        Told::Action(None) => Told::Action(action),
        told => told,
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
    ui.horizontal_wrapped(|ui| {
        let on = match &lesson.after {
            Some(after) => (cx.say("action-next"), Screen::Lesson(course.clone(), after.clone())),
            None => (cx.say("lesson-to-course"), Screen::Course(course.clone())),
        };
        let may_try = finish.quiz.closed.is_none();
        if finish.is_passed {
            if ui.add(Button::primary(&on.0).icon_last(Icon::Next)).clicked() {
                told = Told::Action(Some(Action::Go(on.1)));
            }
            if may_try && ui.add(Button::quiet(&cx.say("quiz-try-again"))).clicked() {
                told = Told::Again;
            }
        } else if may_try && ui.add(Button::primary(&cx.say("quiz-try-again")).icon(Icon::Refresh)).clicked() {
            told = Told::Again;
        }
    });
    if let (false, Some(closed)) = (finish.is_passed, finish.quiz.closed) {
        Notice::new(Tone::Info, &super::closed_words(cx, closed)).show(ui);
    }
    told
}

fn question_ui(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    finish: &FinishView,
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
        feedback_ui(ui, cx, told, texts);
        if let (Some(restudy), true) = (&told.restudy, told.verdict != Verdict::Right) {
            action = restudy_ui(ui, cx, &finish.quiz.course, restudy);
        }
    });
    ui.add_space(space::S);
    action
}
