//! What a record holds beside hours, certificates and courses: the way to the next certificates, credit, and what was
//! earned elsewhere.

use super::lesson::missing_words;
use crate::model::event::{CreditKind, OutsideKind};
use crate::ui::tokens::{Tokens, space};
use crate::ui::widget::{Button, Icon, card, progress, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{CertificateRow, CertificateState, CreditRow, OutsideRow, StandingView};
use egui::Ui;

/// Certificates ahead that are shown; those of the courses last open come first.
const AHEAD_MAX: usize = 6;

/// Draws what is ahead.
pub fn ahead(ui: &mut Ui, cx: &ViewCtx<'_>, standing: &StandingView) -> Option<Action> {
    if standing.ahead.is_empty() {
        return None;
    }
    say::heading(ui, &cx.say("record-next"));
    ui.add_space(space::S);
    let least = Tokens::of(ui).scaled(320.0);
    let shown = &standing.ahead[..standing.ahead.len().min(AHEAD_MAX)];
    let asked = super::grid(ui, shown.len(), least, |ui, at, _| one_ahead(ui, cx, &shown[at]));
    if shown.len() < standing.ahead.len() {
        let values = [("shown", shown.len().into()), ("all", standing.ahead.len().into())];
        say::small(ui, &cx.with("record-next-shown", &values));
    }
    ui.add_space(space::L);
    asked
}

fn one_ahead(ui: &mut Ui, cx: &ViewCtx<'_>, row: &CertificateRow) -> Option<Action> {
    let CertificateState::Open { done_permille, missing } = &row.state else { return None };
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        say::labelled(ui, Icon::Certificate, &row.title, Tokens::of(ui).palette.earned);
        let done = cx.with("percent-done", &[("percent", (done_permille / 10).into())]);
        progress::bar(ui, (*done_permille).min(1000) as u16, &done);
        say::small(ui, &done);
        if !missing.is_empty() {
            say::strong(ui, &cx.say("record-next-missing"));
        }
        let ink = Tokens::of(ui).palette.ink;
        for one in missing {
            say::labelled(ui, Icon::Circle, &missing_words(cx, one), ink);
        }
        let name = cx.with("record-go-on", &[("course", row.course_title.as_str().into())]);
        let label = cx.say("action-continue");
        let go = Button::secondary(&label).icon(Icon::Play).named(&name);
        ui.add(go).clicked().then(|| Action::Go(Screen::Course(row.course.clone())))
    })
    .inner
}

/// Draws credit, what was given and what is recommended told apart.
pub fn credits(ui: &mut Ui, cx: &ViewCtx<'_>, standing: &StandingView) {
    if standing.credits.is_empty() {
        return;
    }
    say::heading(ui, &cx.say("record-credit"));
    ui.add_space(space::S);
    let (given, advised): (Vec<_>, Vec<_>) = standing.credits.iter().partition(|row| row.given.is_some());
    card(ui, |ui| {
        if !given.is_empty() {
            say::subheading(ui, &cx.say("record-credit-given"));
            given.iter().for_each(|row| credit_ui(ui, cx, row));
        }
        if !given.is_empty() && !advised.is_empty() {
            ui.add_space(space::L);
        }
        if !advised.is_empty() {
            say::subheading(ui, &cx.say("record-credit-advised"));
            advised.iter().for_each(|row| credit_ui(ui, cx, row));
            ui.add_space(space::S);
            say::small(ui, &cx.say("record-credit-advised-why"));
        }
    });
    ui.add_space(space::L);
}

fn credit_ui(ui: &mut Ui, cx: &ViewCtx<'_>, row: &CreditRow) {
    ui.add_space(space::S);
    say::labelled(ui, Icon::Cap, &credit_words(cx, row), Tokens::of(ui).palette.ink);
    let day = row.given.map(|(_, wall_ms)| cx.words.date(wall_ms, cx.tz));
    let words: Vec<&str> = [row.basis.as_str(), row.body.as_str(), day.as_deref().unwrap_or_default()]
        .into_iter()
        .filter(|words| !words.is_empty())
        .collect();
    say::small(ui, &words.join(" · "));
}

/// Credit in words: "3 school or college credits".
#[must_use]
pub fn credit_words(cx: &ViewCtx<'_>, row: &CreditRow) -> String {
    let key = match row.kind {
        Some(CreditKind::SeatHours) => "record-credit-seat-hours",
        Some(CreditKind::Academic) => "record-credit-academic",
        Some(CreditKind::Ceu) => "record-credit-ceu",
        Some(CreditKind::EarnedTime) => "record-credit-earned-time",
        Some(CreditKind::Outside) => "record-credit-outside",
        None => "record-credit-other",
    };
    cx.with(key, &[("amount", row.amount.as_str().into())])
}

/// Draws what was earned elsewhere, and what instructors vouch for.
pub fn outside(ui: &mut Ui, cx: &ViewCtx<'_>, standing: &StandingView) {
    for (kind, heading) in [(OutsideKind::Credential, "record-outside"), (OutsideKind::Instructor, "record-vouched")] {
        let rows: Vec<&OutsideRow> = standing.outside.iter().filter(|row| row.kind == kind).collect();
        if rows.is_empty() {
            continue;
        }
        say::heading(ui, &cx.say(heading));
        ui.add_space(space::S);
        let least = Tokens::of(ui).scaled(320.0);
        super::grid(ui, rows.len(), least, |ui, at, _| {
            card(ui, |ui| outside_ui(ui, cx, rows[at]));
            None::<Action>
        });
        ui.add_space(space::L);
    }
}

/// Who gave it, or on whose word it stands, and when.
#[must_use]
pub fn outside_words(cx: &ViewCtx<'_>, row: &OutsideRow) -> String {
    let key = match row.kind {
        OutsideKind::Credential => "record-outside-line",
        OutsideKind::Instructor => "record-outside-word",
    };
    let day = cx.words.day_text(&row.day);
    cx.with(key, &[("issuer", row.issuer.as_str().into()), ("day", day.into())])
}

fn outside_ui(ui: &mut Ui, cx: &ViewCtx<'_>, row: &OutsideRow) {
    ui.spacing_mut().item_spacing.y = space::XS;
    say::labelled(ui, Icon::Medal, &row.name, Tokens::of(ui).palette.earned);
    say::body(ui, &outside_words(cx, row));
    let key = match row.kind {
        OutsideKind::Credential => "record-outside-seen",
        OutsideKind::Instructor => "record-outside-known",
    };
    say::small(ui, &cx.with(key, &[("evidence", row.evidence.as_str().into())]));
}
