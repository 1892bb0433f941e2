//! One question on the page: its words, large cards to choose from or a field to type in, and plain feedback.

use super::{Running, Texts, dots, restudy_ui};
use crate::model::score::Verdict;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::choice::{self, Mark};
use crate::ui::widget::field::{Field, submitted};
use crate::ui::widget::{Button, Icon, Notice, Tone, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::Request;
use crate::worker::view::{Ask, OptionView, PictureView, QuestionView, ToldView};
use egui::{Image, Key, Role, Sense, Ui, WidgetInfo, vec2};

/// Letters before options.
const LETTERS: [&str; 8] = ["A", "B", "C", "D", "E", "F", "G", "H"];
/// The keys of these letters.
const KEYS: [Key; 8] = [Key::A, Key::B, Key::C, Key::D, Key::E, Key::F, Key::G, Key::H];
/// A picture beside a question is no higher than this.
const PICTURE_HEIGHT_MAX: f32 = 320.0;

/// Draws the question that is on, or the page to hand in from.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>, running: &mut Running, texts: &mut Texts) -> Option<Action> {
    running.tick(cx);
    dots(ui, cx, running);
    ui.add_space(space::S);
    let Some(question) = running.attempt.questions.get(running.at).cloned() else {
        return hand_in(ui, cx, running);
    };
    let count = running.attempt.questions.len() as u32;
    let number = (running.at as u32 + 1).into();
    say::small(ui, &cx.with("quiz-place", &[("number", number), ("of", count.into())]));
    texts.show(ui, &question.prompt);
    if let Some(picture) = &question.picture {
        picture_ui(ui, cx, picture);
    }
    ui.add_space(space::S);
    let is_enter = ask_ui(ui, cx, running, &question);
    hints_ui(ui, cx, running, &question, texts);
    match &question.told {
        Some(told) => told_ui(ui, cx, running, told, texts),
        None => check_ui(ui, cx, running, &question, is_enter),
    }
}

/// Draws what is asked; true when the Enter key ended the field.
fn ask_ui(ui: &mut Ui, cx: &ViewCtx<'_>, running: &mut Running, question: &QuestionView) -> bool {
    let told = question.told.as_ref();
    match &question.ask {
        Ask::Single { options } => options_ui(ui, cx, running, options, true, told),
        Ask::Multiple { options } => {
            say::small(ui, &cx.say("quiz-choose-all"));
            options_ui(ui, cx, running, options, false, told);
        }
        Ask::TrueFalse => truth_ui(ui, cx, running, told.is_some()),
        Ask::Numeric { units, .. } => return number_ui(ui, cx, running, units, told.is_some()),
        Ask::Short { max_chars } => return words_ui(ui, cx, running, *max_chars, 1, told.is_some()),
        Ask::Open { max_chars } => {
            words_ui(ui, cx, running, *max_chars, 6, told.is_some());
        }
        Ask::Order { .. } | Ask::Match { .. } | Ask::Gaps { .. } | Ask::Point { .. } | Ask::NeedsNewer => {
            super::super::body::needs_newer(ui, cx);
        }
    }
    false
}

fn options_ui(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    running: &mut Running,
    options: &[OptionView],
    is_one_only: bool,
    told: Option<&ToldView>,
) {
    let nobody_types = ui.memory(|memory| memory.focused().is_none());
    for (at, option) in options.iter().enumerate() {
        let is_on = running.draft.options.contains(&option.id);
        let mark = match LETTERS.get(at) {
            Some(letter) if is_one_only => Mark::Letter(letter),
            _ if is_one_only => Mark::Radio,
            _ => Mark::Check,
        };
        if let Some(picture) = &option.picture {
            picture_ui(ui, cx, picture);
        }
        let response = choice::row(ui, mark, &option.text, is_on);
        let key = KEYS.get(at).is_some_and(|key| nobody_types && ui.input(|input| input.key_pressed(*key)));
        if told.is_none() && (response.clicked() || key) {
            running.draft.choose(&option.id, is_one_only);
        }
        if let Some(told) = told {
            mark_ui(ui, cx, told.right_options.contains(&option.id), is_on);
        }
    }
}

/// A word under an option once it may be told: right, or chosen though wrong.
fn mark_ui(ui: &mut Ui, cx: &ViewCtx<'_>, is_right: bool, is_chosen: bool) {
    let p = Tokens::of(ui).palette;
    if is_right {
        say::labelled(ui, Icon::Check, &cx.say("quiz-right-answer"), p.ok);
    } else if is_chosen {
        say::labelled(ui, Icon::Close, &cx.say("quiz-your-choice"), p.bad);
    }
}

fn truth_ui(ui: &mut Ui, cx: &ViewCtx<'_>, running: &mut Running, is_told: bool) {
    for (value, key, letter) in [(true, "quiz-true", "A"), (false, "quiz-false", "B")] {
        let response = choice::row(ui, Mark::Letter(letter), &cx.say(key), running.draft.truth == Some(value));
        if !is_told && response.clicked() {
            running.draft.truth = Some(value);
        }
    }
}

fn number_ui(ui: &mut Ui, cx: &ViewCtx<'_>, running: &mut Running, units: &[String], is_told: bool) -> bool {
    let is_enter = words_field(ui, cx, running, "quiz-your-number", 40, 1, is_told);
    if !units.is_empty() {
        ui.horizontal_wrapped(|ui| {
            for unit in units {
                let is_on = running.draft.unit.as_deref() == Some(unit);
                if choice::chip(ui, unit, is_on).clicked() && !is_told {
                    running.draft.unit = Some(unit.clone());
                }
            }
        });
    }
    is_enter
}

fn words_ui(ui: &mut Ui, cx: &ViewCtx<'_>, running: &mut Running, max_chars: u32, rows: usize, is_told: bool) -> bool {
    words_field(ui, cx, running, "quiz-your-words", max_chars as usize, rows, is_told)
}

fn words_field(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    running: &mut Running,
    label: &str,
    chars_max: usize,
    rows: usize,
    is_told: bool,
) -> bool {
    if is_told {
        let words = cx.with("quiz-you-wrote", &[("text", running.draft.text.as_str().into())]);
        say::body(ui, &words);
        return false;
    }
    let label = cx.say(label);
    let field = Field::new(&label).chars_max(chars_max).rows(rows).width(480.0);
    let response = field.show(ui, &mut running.draft.text);
    rows == 1 && submitted(ui, &response)
}

fn hints_ui(ui: &mut Ui, cx: &ViewCtx<'_>, running: &mut Running, question: &QuestionView, texts: &mut Texts) {
    for hint in question.hints.iter().take(running.hints) {
        ui.add_space(space::XS);
        texts.show(ui, hint);
    }
    if question.told.is_none() && running.hints < question.hints.len() {
        let label = cx.say(if running.hints == 0 { "quiz-hint" } else { "quiz-hint-more" });
        if ui.add(Button::quiet(&label).icon(Icon::Idea)).clicked() {
            running.hints += 1;
        }
    }
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
    let mut is_given = false;
    ui.horizontal(|ui| {
        if running.attempt.may_change && running.at > 0 {
            let back = cx.say("quiz-previous");
            if ui.add(Button::secondary(&back).icon(Icon::Left)).clicked() {
                running.turn(running.at - 1);
                return;
            }
        }
        let label = cx.say(if running.attempt.may_change { "quiz-save-answer" } else { "quiz-check" });
        let is_ready = answer.is_some() && !running.is_sent;
        is_given = ui.add(Button::primary(&label).enabled(is_ready)).clicked() || (is_enter && is_ready);
        if answer.is_none() {
            say::small(ui, &cx.say("quiz-choose-first"));
        }
    });
    let answer = answer.filter(|_| is_given)?;
    running.is_sent = true;
    Some(Action::Ask(Request::Answer {
        attempt: running.attempt.attempt,
        question: question.question.clone(),
        answer,
        hints: running.hints as u32,
        active_ms: std::mem::take(&mut running.active_ms),
    }))
}

fn told_ui(ui: &mut Ui, cx: &ViewCtx<'_>, running: &mut Running, told: &ToldView, texts: &mut Texts) -> Option<Action> {
    ui.add_space(space::M);
    feedback_ui(ui, cx, told, texts);
    let mut action = None;
    if let (Some(restudy), Screen::Lesson(course, _)) = (&told.restudy, &cx.state.screen)
        && told.verdict != Verdict::Right
    {
        action = restudy_ui(ui, cx, course, restudy);
    }
    ui.add_space(space::M);
    let is_last = running.at + 1 >= running.attempt.questions.len();
    let label = cx.say(if is_last { "quiz-finish" } else { "quiz-next" });
    let next = ui.add(Button::primary(&label).icon_last(Icon::Next).enabled(!running.is_sent));
    if next.gained_focus() || !ui.memory(|memory| memory.focused().is_some()) {
        next.request_focus(); // Enter goes on
    }
    if next.clicked() && is_last {
        running.is_sent = true;
        return Some(Action::Ask(Request::FinishAttempt { attempt: running.attempt.attempt }));
    }
    if next.clicked() {
        running.turn(running.at + 1);
    }
    action
}

/// Right, partly or not, with the reason.
pub fn feedback_ui(ui: &mut Ui, cx: &ViewCtx<'_>, told: &ToldView, texts: &mut Texts) {
    let (tone, key) = match told.verdict {
        Verdict::Right => (Tone::Ok, "quiz-verdict-right"),
        Verdict::Partly => (Tone::Info, "quiz-verdict-partly"),
        Verdict::Wrong => (Tone::Warn, "quiz-verdict-wrong"),
        Verdict::Waiting => (Tone::Info, "quiz-verdict-waiting"),
    };
    let words = cx.say(key);
    let right = told.right_words.as_ref().filter(|_| told.verdict != Verdict::Right);
    let right = right.map(|right| cx.with("quiz-right-is", &[("answer", right.as_str().into())]));
    let notice = Notice::new(tone, &words);
    match &right {
        Some(right) => notice.mend(right).show(ui),
        None => notice.show(ui),
    };
    for remark in &told.remarks {
        say::body(ui, remark);
    }
    if let Some(explain) = &told.explain {
        texts.show(ui, explain);
    }
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
    ui.horizontal(|ui| {
        if running.attempt.may_change && ui.add(Button::secondary(&cx.say("quiz-look-over"))).clicked() {
            let first_open = running.attempt.questions.iter().position(|question| question.given.is_none());
            running.turn(first_open.unwrap_or(0));
            return;
        }
        let label = cx.say("quiz-hand-in");
        if ui.add(Button::primary(&label).enabled(!running.is_sent)).clicked() {
            running.is_sent = true;
            action = Some(Action::Ask(Request::FinishAttempt { attempt: running.attempt.attempt }));
        }
    });
    action
}

fn picture_ui(ui: &mut Ui, cx: &ViewCtx<'_>, picture: &PictureView) {
    let Some(texture) = cx.pictures.texture(picture) else {
        say::muted(ui, &picture.alt);
        return;
    };
    let scale = (ui.available_width() / texture.size.x).min(PICTURE_HEIGHT_MAX / texture.size.y).min(1.0);
    let (rect, response) = ui.allocate_exact_size(vec2(texture.size.x * scale, texture.size.y * scale), Sense::hover());
    Image::from_texture(texture).corner_radius(space::CORNER_SMALL).paint_at(ui, rect);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &picture.alt));
}
