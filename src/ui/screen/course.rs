//! One course: what it is, what you will be able to do, its lessons, and how far the certificate is.

use super::course_card::{level_name, picture};
use super::course_terms;
use super::lesson::missing_words;
use crate::model::progress::LessonState;
use crate::text::Language;
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::{Button, Card, Icon, card, progress, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{CertificateRow, CertificateState, CourseView, LessonKind, LessonRow, ModuleView, Opening};
use egui::{CornerRadius, Role, Sense, Ui, WidgetInfo, vec2};

/// Draws it.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    super::page(ui, "course", |ui| cx.loaded(ui, &cx.state.course, |ui, course| content(ui, cx, course)))
}

/// The icon of a kind of lesson.
#[must_use]
pub fn kind_icon(kind: LessonKind) -> Icon {
    match kind {
        LessonKind::Reading => Icon::Reading,
        LessonKind::Slides => Icon::Slides,
        LessonKind::Video => Icon::Video,
        LessonKind::Audio => Icon::Audio,
        LessonKind::Document => Icon::File,
        LessonKind::Quiz => Icon::Quiz,
        LessonKind::Assignment => Icon::Assignment,
        LessonKind::Form => Icon::Form,
        LessonKind::Directory => Icon::Directory,
        LessonKind::Code => Icon::Code,
        LessonKind::Unknown => Icon::Help,
    }
}

/// The text key of a kind of lesson.
#[must_use]
pub fn kind_key(kind: LessonKind) -> &'static str {
    match kind {
        LessonKind::Reading => "kind-reading",
        LessonKind::Slides => "kind-slides",
        LessonKind::Video => "kind-video",
        LessonKind::Audio => "kind-audio",
        LessonKind::Document => "kind-document",
        LessonKind::Quiz => "kind-quiz",
        LessonKind::Assignment => "kind-assignment",
        LessonKind::Form => "kind-form",
        LessonKind::Directory => "kind-directory",
        LessonKind::Code => "kind-code",
        LessonKind::Unknown => "kind-unknown",
    }
}

/// How far a lesson is, in a word.
#[must_use]
pub fn state_mark(cx: &ViewCtx<'_>, state: LessonState) -> String {
    cx.say(match state {
        LessonState::Locked => "state-locked",
        LessonState::New => "state-new",
        LessonState::Begun => "state-begun",
        LessonState::Done => "state-done",
    })
}

fn content(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseView) -> Option<Action> {
    let head = head(ui, cx, course);
    ui.add_space(space::L);
    let ways = course_terms::show(ui, cx, course);
    let body = super::split(ui, 0.64, |ui| modules(ui, cx, course), |ui| side(ui, cx, course));
    head.or(ways).or(body)
}

fn head(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseView) -> Option<Action> {
    Card::new()
        .show(ui, |ui| {
            if ui.available_width() < Tokens::of(ui).scaled(620.0) {
                return head_words(ui, cx, course);
            }
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::XL;
                let (rect, _) = ui.allocate_exact_size(vec2(300.0, 220.0), Sense::hover());
                let corner = CornerRadius::same(space::CORNER_SMALL);
                picture(ui, cx, rect, corner, course.picture.as_ref(), &course.course, course.subjects.first());
                ui.vertical(|ui| head_words(ui, cx, course)).inner
            })
            .inner
        })
        .inner
}

fn head_words(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseView) -> Option<Action> {
    say::title(ui, &course.title);
    say::body(ui, &course.summary);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::L;
        say::fact(ui, Icon::Clock, &cx.words.minutes(course.minutes.into()));
        say::fact(ui, Icon::Stack, &level_name(cx, course.level.as_str()));
    });
    course_terms::facts(ui, cx, course);
    ui.add_space(space::M);
    ui.horizontal_wrapped(|ui| {
        let start = start(ui, cx, course);
        start.or(languages(ui, course))
    })
    .inner
}

fn start(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseView) -> Option<Action> {
    let next = course.next.as_ref().filter(|_| course_terms::is_open(course));
    let Some(next) = next else {
        if course.is_done {
            let p = Tokens::of(ui).palette;
            Icon::Done.show(ui, 24.0, p.ok);
            say::coloured(ui, &cx.say("course-done"), Size::Lead, p.ok);
        }
        return None;
    };
    let label = cx.say(if course.is_begun { "action-continue" } else { "action-start" });
    let clicked = ui.add(Button::primary(&label).icon(Icon::Play).size(Size::Lead)).clicked();
    clicked.then(|| Action::Go(Screen::Lesson(course.course.clone(), next.clone())))
}

/// A course in several languages: the learner's language changes for everything, and progress stays.
fn languages(ui: &mut Ui, course: &CourseView) -> Option<Action> {
    if course.languages.len() < 2 {
        return None;
    }
    let mut action = None;
    for lang in &course.languages {
        let is_on = *lang == course.lang;
        let language = Language::from_tag(lang.as_str());
        let label = if language.tag() == lang.as_str() { language.own_name() } else { lang.as_str() };
        if ui.add(Button::quiet(label).selected(is_on)).clicked() && !is_on {
            action = Some(Action::SetLanguage(language));
        }
    }
    action
}

fn modules(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseView) -> Option<Action> {
    let mut action = None;
    for (at, module) in course.modules.iter().enumerate() {
        if at > 0 {
            ui.add_space(space::L);
        }
        action = action.or(one_module(ui, cx, course, module));
    }
    action
}

fn one_module(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseView, module: &ModuleView) -> Option<Action> {
    let p = Tokens::of(ui).palette;
    ui.horizontal_wrapped(|ui| {
        say::heading(ui, &module.title);
        if module.is_done {
            let done = cx.say("state-done");
            let mark = Icon::Done.show(ui, 24.0, p.ok).on_hover_text(&done);
            mark.widget_info(|| WidgetInfo::labeled(Role::Label, true, &done));
        }
    });
    if let Some(summary) = &module.summary {
        say::muted(ui, summary);
    }
    for missing in &module.locked {
        say::fact(ui, Icon::Lock, &course_terms::wanted(cx, course, missing));
    }
    let mut action = None;
    for row in &module.lessons {
        // What holds for the whole module stands above it once.
        let own = row.locked.iter().filter(|missing| !module.locked.contains(missing));
        let wants: Vec<String> = own.map(|missing| course_terms::wanted(cx, course, missing)).collect();
        action = action.or(lesson_row(ui, cx, course, (row, &wants)));
    }
    action
}

fn lesson_row(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    course: &CourseView,
    (row, wants): (&LessonRow, &[String]),
) -> Option<Action> {
    let state = state_mark(cx, row.state);
    let name = format!("{}: {}, {}", cx.say(kind_key(row.kind)), row.title, state);
    let draw = |ui: &mut Ui| {
        let p = Tokens::of(ui).palette;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let ink = if row.state == LessonState::Locked { p.muted } else { p.primary };
            kind_icon(row.kind).show(ui, 26.0, ink);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                mark(ui, cx, row);
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    if row.is_next {
                        say::strong(ui, &row.title)
                    } else {
                        say::body(ui, &row.title)
                    };
                    say::small(ui, &lesson_facts(cx, row));
                    for want in wants {
                        say::small(ui, want);
                    }
                });
            });
        });
    };
    let card = Card::new().padding(space::M).lifted(row.is_next);
    if row.state == LessonState::Locked || course.terms.opening != Opening::Free {
        card.show(ui, draw);
        return None;
    }
    let clicked = card.pressable(ui, &name, draw).clicked();
    clicked.then(|| Action::Go(Screen::Lesson(course.course.clone(), row.lesson.clone())))
}

fn lesson_facts(cx: &ViewCtx<'_>, row: &LessonRow) -> String {
    let mut facts = vec![cx.say(kind_key(row.kind)), cx.words.minutes(row.minutes.into())];
    if !row.is_required {
        facts.push(cx.say("lesson-optional"));
    }
    if row.state == LessonState::Locked {
        facts.push(state_mark(cx, row.state)); // the lock beside it says nothing to who cannot see it
    }
    if let Some(score) = row.score_permille {
        facts.push(cx.with("score-of-lesson", &[("percent", (score / 10).into())]));
    }
    facts.join(" · ")
}

fn mark(ui: &mut Ui, cx: &ViewCtx<'_>, row: &LessonRow) {
    let p = Tokens::of(ui).palette;
    match row.state {
        LessonState::Done => {
            Icon::Done.show(ui, 26.0, p.ok);
        }
        LessonState::Locked => {
            Icon::Lock.show(ui, 24.0, p.muted);
        }
        LessonState::Begun => {
            say::small(ui, &state_mark(cx, row.state));
        }
        LessonState::New => {
            if row.is_next {
                Icon::Right.show(ui, 22.0, p.primary);
            }
        }
    }
}

fn side(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseView) -> Option<Action> {
    let mut action = None;
    card(ui, |ui| {
        say::subheading(ui, &cx.say("how-far-i-am"));
        let words = cx.with("lessons-done", &[("done", course.lessons_done.into()), ("all", course.lessons.into())]);
        let time = cx.with("time-spent", &[("time", cx.words.minutes(course.active_ms / 60_000).into())]);
        progress::ring_row(ui, course.done_permille.min(1000) as u16, 72.0, &words, &time);
        for row in &course.certificates {
            ui.add_space(space::M);
            action = action.take().or(certificate(ui, cx, row));
        }
    });
    ui.add_space(space::L);
    if course.words_explained > 0 {
        let words = cx.with("course-words", &[("count", course.words_explained.into())]);
        if ui.add(Button::secondary(&words).icon(Icon::Book)).clicked() {
            action = Some(Action::Go(Screen::Glossary(course.course.clone())));
        }
        ui.add_space(space::L);
    }
    if !course.outcomes.is_empty() {
        card(ui, |ui| outcomes(ui, cx, course));
        ui.add_space(space::L);
    }
    if !course.sources.is_empty() || !course.authors.is_empty() {
        card(ui, |ui| sources(ui, cx, course));
    }
    action
}

fn outcomes(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseView) {
    let p = Tokens::of(ui).palette;
    say::subheading(ui, &cx.say("what-you-will-do"));
    for outcome in &course.outcomes {
        ui.horizontal_top(|ui| {
            Icon::Check.show(ui, 20.0, p.ok);
            say::body(ui, outcome);
        });
    }
}

fn sources(ui: &mut Ui, cx: &ViewCtx<'_>, course: &CourseView) {
    if !course.authors.is_empty() {
        say::small(ui, &cx.with("made-by", &[("names", course.authors.join(", ").into())]));
    }
    for (title, place, day) in &course.sources {
        let day = cx.words.day_text(day);
        let values = [("title", title.as_str().into()), ("place", place.as_str().into()), ("day", day.into())];
        say::small(ui, &cx.with("source-line", &values));
    }
}

/// A certificate and how far it is; press it when it is earned.
pub fn certificate(ui: &mut Ui, cx: &ViewCtx<'_>, row: &CertificateRow) -> Option<Action> {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let (key, is_earned) = match &row.state {
        CertificateState::Open { .. } => ("certificate-open", false),
        CertificateState::Provisional { .. } => ("certificate-is-provisional", true),
        CertificateState::Official { .. } => ("certificate-is-official", true),
        CertificateState::Revoked => ("certificate-is-revoked", false),
    };
    ui.horizontal(|ui| {
        Icon::Certificate.show(ui, 26.0, p.earned);
        say::coloured(ui, &row.title, Size::Body, p.earned);
    });
    say::small(ui, &cx.say(key));
    if let CertificateState::Open { done_permille, missing } = &row.state {
        let name = cx.with("percent-done", &[("percent", (done_permille / 10).into())]);
        progress::bar(ui, (*done_permille).min(1000) as u16, &name);
        if let Some(missing) = missing.first() {
            say::small(ui, &missing_words(cx, missing));
        }
    }
    if !is_earned {
        return None;
    }
    let clicked = ui.add(Button::secondary(&cx.say("see-certificate")).icon(Icon::Certificate)).clicked();
    clicked.then(|| Action::Go(Screen::Certificate(row.course.clone(), row.certificate.clone())))
}
