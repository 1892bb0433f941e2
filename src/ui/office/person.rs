//! One person: names and numbers now and once, courses with hours and scores, certificates, and what was decided.

use super::action::Action;
use super::context::Cx;
use super::facts;
use super::leaving::Leaving;
use super::people::{Deciding, status};
use crate::text::decimal;
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, card, progress, say};
use crate::worker::office::Ask;
use crate::worker::office::view::{CourseAccount, DecisionRow, PersonView};
use egui::Ui;

/// Draws it; a decision to be taken back goes into `deciding`.
pub(super) fn show(
    ui: &mut Ui,
    cx: &Cx<'_>,
    person: &PersonView,
    deciding: &mut Option<Deciding>,
    leaving: &mut Leaving,
) -> Option<Action> {
    card(ui, |ui| {
        say::heading(ui, &person.row.name);
        let since = person.since.as_deref().map(|day| cx.words.day_text(day)).unwrap_or_default();
        let other = |all: &[String], now: &str| {
            all.iter().filter(|one| one.as_str() != now).cloned().collect::<Vec<_>>().join(", ")
        };
        let facts = [
            (cx.say("column-number"), person.row.number.clone()),
            (cx.say("office-numbers-before"), other(&person.numbers, &person.row.number)),
            (cx.say("office-names-before"), other(&person.names, &person.row.name)),
            (cx.say("office-column-facility"), person.row.facility.clone()),
            (cx.say("office-column-status"), status(cx, person.row.status)),
            (cx.say("office-since"), since),
            (cx.say("office-birth-year"), person.row.birth_year.map(|year| year.to_string()).unwrap_or_default()),
            (cx.say("office-last-entry"), person.last_ms.map(|at| cx.day(at)).unwrap_or_default()),
        ];
        facts::show(ui, &facts);
        if person.row.ids > 1 {
            say::small(ui, &cx.count("office-person-ids", person.row.ids));
        }
        let mut action = leaving.buttons(ui, cx);
        section(ui, &cx.say("office-courses"));
        if person.courses.is_empty() {
            say::muted(ui, &cx.say("office-courses-none"));
        }
        for course in &person.courses {
            course_row(ui, cx, course);
        }
        if !person.courses.is_empty()
            && ui.add(Button::quiet(&cx.say("office-person-hours")).icon(Icon::Clock)).clicked()
        {
            let name = [person.row.name.as_str(), &person.row.number].join(" · ");
            action = Some(Action::Hours(person.row.learner, name));
        }
        section(ui, &cx.say("office-certificates"));
        let certificate = certificates(ui, cx, person);
        action = action.or(certificate);
        if !person.decisions.is_empty() {
            section(ui, &cx.say("office-decisions"));
            for decision in &person.decisions {
                decision_row(ui, cx, decision, deciding);
            }
        }
        action
    })
    .inner
}

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(space::M);
    say::subheading(ui, title);
}

/// Hours with one decimal.
pub(super) fn hours(ms: u64) -> String {
    decimal(ms / 360_000)
}

fn course_row(ui: &mut Ui, cx: &Cx<'_>, course: &CourseAccount) {
    say::strong(ui, &course.title);
    let mut parts = Vec::new();
    if let Some((done, all)) = course.lessons {
        let lessons = cx.with("office-lessons", &[("done", u64::from(done).into()), ("all", u64::from(all).into())]);
        let permille = (u64::from(done) * 1000).checked_div(u64::from(all)).unwrap_or(0);
        progress::bar(ui, u16::try_from(permille).unwrap_or(1000), &lessons);
        parts.push(lessons);
    } else {
        parts.push(cx.say("office-course-unknown"));
    }
    parts.push(cx.with("office-hours", &[("hours", hours(course.credited_ms).into())]));
    if course.held_ms > 0 {
        parts.push(cx.with("office-hours-held", &[("hours", hours(course.held_ms).into())]));
    }
    if let Some(score) = course.score_permille {
        parts.push(cx.with("office-score", &[("percent", u64::from(score / 10).into())]));
    }
    if course.is_done {
        parts.push(cx.say("office-course-done"));
    }
    say::small(ui, &parts.join(" · "));
}

fn certificates(ui: &mut Ui, cx: &Cx<'_>, person: &PersonView) -> Option<Action> {
    let mut action = None;
    if person.certificates.is_empty() {
        say::muted(ui, &cx.say("office-certificates-none-yet"));
    }
    for certificate in &person.certificates {
        let day = cx.day(certificate.dated_ms);
        let mut label = format!("{} · {day}", certificate.title);
        if certificate.is_revoked {
            label = cx.with("office-revoked-of", &[("title", label.into())]);
        }
        if ui.add(Button::quiet(&label).icon(Icon::Certificate).row().one_line()).clicked() {
            action = Some(Action::Ask(Ask::Certificate { id: certificate.id.clone() }));
        }
    }
    action
}

fn decision_row(ui: &mut Ui, cx: &Cx<'_>, decision: &DecisionRow, deciding: &mut Option<Deciding>) {
    let names = [
        ("one", decision.one.1.as_str().into()),
        ("other", decision.other.1.as_str().into()),
        ("day", cx.day(decision.wall_ms).into()),
    ];
    let key = if decision.is_one { "office-decided-one" } else { "office-decided-two" };
    say::body(ui, &cx.with(key, &names));
    say::small(ui, &decision.reason);
    if decision.stands && decision.is_one {
        let p = Tokens::of(ui).palette.muted;
        say::labelled(ui, Icon::Info, &cx.say("office-undo-why"), p);
        if ui.add(Button::secondary(&cx.say("office-undo")).icon(Icon::Sync)).clicked() {
            *deciding = Some(Deciding {
                one: decision.one.clone(),
                other: decision.other.clone(),
                is_one: false,
                reason: String::new(),
            });
        }
    }
}
