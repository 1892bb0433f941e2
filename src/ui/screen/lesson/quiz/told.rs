//! What is said about an answer: right, partly or not yet, the points, the parts, the right answer and why.

use super::{Texts, gaps, point};
use crate::model::answer::Answer;
use crate::model::score::Verdict;
use crate::ui::ViewCtx;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Icon, Notice, Tone, say};
use crate::worker::view::{Ask, OptionView, PartView, QuestionView, ToldView};
use egui::Ui;
use egui::accesskit::Live;

/// Draws it under its question. `is_alone`: the options are not on the page, so the right ones are named here.
pub fn show(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    question: &QuestionView,
    told: &ToldView,
    texts: &mut Texts,
    is_alone: bool,
) {
    let is_by_staff = matches!(question.ask, Ask::Open { .. });
    let (tone, key) = match told.verdict {
        Verdict::Right | Verdict::Partly | Verdict::Wrong if is_by_staff && question.given.is_some() => {
            (if told.verdict == Verdict::Right { Tone::Ok } else { Tone::Info }, "quiz-verdict-marked")
        }
        Verdict::Right => (Tone::Ok, "quiz-verdict-right"),
        Verdict::Partly => (Tone::Info, "quiz-verdict-partly"),
        Verdict::Wrong if question.given.is_none() => (Tone::Info, "quiz-verdict-none"),
        Verdict::Wrong => (Tone::Warn, "quiz-verdict-wrong"),
        Verdict::Waiting => (Tone::Info, "quiz-verdict-waiting"),
    };
    let mut words = cx.say(key);
    if told.max > 1 || is_by_staff && told.max > 0 {
        words.push(' ');
        words.push_str(&points_words(cx, told.points, told.max));
    }
    let named = told.right_words.clone().or_else(|| right_options(cx, question, told).filter(|_| is_alone));
    let right = named.filter(|_| told.verdict != Verdict::Right);
    let right = right.map(|right| right_words(cx, &right)).unwrap_or_default();
    let scope = ui.scope(|ui| Notice::new(tone, &words).mend(&right).show(ui));
    ui.ctx().accesskit_node_builder(scope.response.id, |node| {
        node.set_live(Live::Polite);
        node.set_label(words.as_str());
    });
    for (at, part) in told.parts.iter().enumerate() {
        part_ui(ui, cx, at, part);
    }
    if let Ask::Point { image: Some(image), .. } = &question.ask {
        let points: &[(u32, u32)] = if let Some(Answer::Points { at }) = &question.given { at } else { &[] };
        ui.add_space(space::S);
        point::told(ui, cx, image, points, &told.areas);
    }
    for line in &told.rubric {
        let values = [
            ("what", line.text.as_str().into()),
            ("points", line.points.unwrap_or(0).into()),
            ("max", line.max.into()),
        ];
        say::labelled(ui, Icon::Target, &cx.with("quiz-mark-line", &values), Tokens::of(ui).palette.ink);
    }
    if !told.comment.is_empty() {
        ui.add_space(space::XS);
        say::labelled(ui, Icon::Teacher, &cx.say("quiz-mark-comment"), Tokens::of(ui).palette.ink);
        say::body(ui, &told.comment);
    }
    for remark in &told.remarks {
        say::body(ui, remark);
    }
    if let Some(explain) = &told.explain {
        ui.add_space(space::XS);
        texts.show(ui, explain);
    }
}

/// The right options in words.
fn right_options(cx: &ViewCtx<'_>, question: &QuestionView, told: &ToldView) -> Option<String> {
    let words = match &question.ask {
        Ask::Single { options } | Ask::Multiple { options } => {
            let right = options.iter().filter(|option| told.right_options.contains(&option.id));
            right.map(|option| option.text.as_str()).collect::<Vec<_>>().join(" · ")
        }
        Ask::TrueFalse => {
            let is_true = told.right_options.iter().any(|right| right.as_str() == "true");
            cx.say(if is_true { "quiz-true" } else { "quiz-false" })
        }
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

fn right_words(cx: &ViewCtx<'_>, right: &str) -> String {
    if right.contains('\n') {
        return format!("{}\n{right}", cx.say("quiz-right-order"));
    }
    cx.with("quiz-right-is", &[("answer", right.into())])
}

/// "2 of 3 points".
pub fn points_words(cx: &ViewCtx<'_>, points: u32, max: u32) -> String {
    cx.with("quiz-points-of", &[("points", points.into()), ("max", max.into())])
}

/// One pair or gap: right, or what was answered and what is right.
fn part_ui(ui: &mut Ui, cx: &ViewCtx<'_>, at: usize, part: &PartView) {
    let p = Tokens::of(ui).palette;
    let gap = gaps::gap_name(cx, at);
    let of = if part.of.is_empty() { &gap } else { &part.of };
    let (of, right) = (("of", of.as_str().into()), ("right", part.right.as_str().into()));
    match (&part.given, part.is_right) {
        (given, true) => {
            // Other words than the course's may be right as well.
            let own = ("right", given.as_ref().unwrap_or(&part.right).trim().into());
            say::labelled(ui, Icon::Check, &cx.with("quiz-part-right", &[of, own]), p.ok)
        }
        (Some(given), false) => {
            let words = cx.with("quiz-part-other", &[of, right, ("given", given.trim().into())]);
            say::labelled(ui, Icon::Circle, &words, p.ink)
        }
        (None, false) => say::labelled(ui, Icon::Circle, &cx.with("quiz-part-none", &[of, right]), p.ink),
    };
}

/// What was answered, in one line; nothing where the parts or the picture say it, or nothing was.
pub fn given_words(cx: &ViewCtx<'_>, question: &QuestionView) -> Option<String> {
    let texts = |options: &[OptionView], ids: &[crate::model::id::OptionId]| {
        let text = |id: &crate::model::id::OptionId| options.iter().find(|o| o.id == *id).map(|o| o.text.clone());
        ids.iter().filter_map(text).collect::<Vec<_>>()
    };
    let words = match (&question.ask, question.given.as_ref()?) {
        (Ask::Single { options }, Answer::Choice { option }) => texts(options, std::slice::from_ref(option)).join(", "),
        (Ask::Multiple { options }, Answer::Choices { options: chosen }) => texts(options, chosen).join(" · "),
        (Ask::Point { names, .. }, Answer::Choices { options }) => texts(names, options).join(" · "),
        (_, Answer::Truth { value }) => cx.say(if *value { "quiz-true" } else { "quiz-false" }),
        (_, Answer::Number { text, unit }) => format!("{text} {}", unit.as_deref().unwrap_or_default()),
        (_, Answer::Words { text }) => text.clone(),
        (Ask::Order { items }, Answer::Order { items: order }) => {
            let line = |(at, text): (usize, String)| format!("{}. {text}", at + 1);
            format!("\n{}", texts(items, order).into_iter().enumerate().map(line).collect::<Vec<_>>().join("\n"))
        }
        _ => return None,
    };
    let words = words.trim_end();
    (!words.is_empty()).then(|| cx.with("quiz-you-answered", &[("answer", words.into())]))
}
