//! What the learner has done: hours by week, certificates as small papers, courses with scores.

use super::home::away;
use super::standing;
use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::bars::{Bar, bars};
use crate::ui::widget::{Button, Card, Icon, card, progress, say};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{CertificateRow, CertificateState, RecordRow, RecordView};
use egui::Ui;

/// Weeks shown, so that the bars stay wide enough to read.
const WEEKS_MAX: usize = 12;

/// Draws it.
pub fn show(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    super::page(ui, "record", |ui| cx.loaded(ui, &cx.state.record, |ui, record| content(ui, cx, record)))
}

fn content(ui: &mut Ui, cx: &ViewCtx<'_>, record: &RecordView) -> Option<Action> {
    say::title(ui, &cx.say("place-record"));
    let own = own_pages(ui, cx);
    ui.add_space(space::M);
    let away_count = record.courses_away + record.certificates_away;
    if record.courses.is_empty() && record.certificates.is_empty() && away_count == 0 {
        card(ui, |ui| {
            say::heading(ui, &cx.say("record-is-empty"));
            say::body(ui, &cx.say("record-is-empty-mend"));
        });
        ui.add_space(space::L);
        standing::credits(ui, cx, &record.standing);
        standing::outside(ui, cx, &record.standing);
        return own;
    }
    hours(ui, cx, record);
    ui.add_space(space::XL);
    let mut action = own;
    if !record.certificates.is_empty() || record.certificates_away > 0 {
        say::heading(ui, &cx.say("my-certificates"));
        ui.add_space(space::S);
        let least = Tokens::of(ui).scaled(320.0);
        let papers = &record.certificates;
        let asked = super::grid(ui, papers.len(), least, |ui, at, _| small_paper(ui, cx, &papers[at]));
        action = action.or(asked);
        if record.certificates_away > 0 {
            let count = record.certificates_away;
            say::fact(ui, Icon::Info, &cx.with("certificates-away", &[("count", count.into())]));
        }
        ui.add_space(space::L);
    }
    if !record.programmes.is_empty() {
        say::heading(ui, &cx.say("my-programmes"));
        ui.add_space(space::S);
        for card in &record.programmes {
            action = action.or(super::goals::programme_card(ui, cx, card));
            ui.add_space(space::S);
        }
        ui.add_space(space::L);
    }
    let ahead = standing::ahead(ui, cx, &record.standing);
    action = action.or(ahead);
    standing::credits(ui, cx, &record.standing);
    standing::outside(ui, cx, &record.standing);
    say::heading(ui, &cx.say("my-courses"));
    ui.add_space(space::S);
    for row in &record.courses {
        action = action.or(course_row(ui, cx, row));
    }
    away(ui, cx, record.courses_away);
    action
}

/// The pages that are the learner's alone.
fn own_pages(ui: &mut Ui, cx: &ViewCtx<'_>) -> Option<Action> {
    ui.horizontal_wrapped(|ui| {
        let journal = ui.add(Button::secondary(&cx.say("place-journal")).icon(Icon::Journal)).clicked();
        let kept = ui.add(Button::secondary(&cx.say("place-kept")).icon(Icon::Bookmark)).clicked();
        let packet = ui.add(Button::secondary(&cx.say("place-packet")).icon(Icon::Pack)).clicked();
        let ways = [(journal, Screen::Journal), (kept, Screen::Kept), (packet, Screen::Packet)];
        ways.into_iter().find(|(is_pressed, _)| *is_pressed).map(|(_, screen)| Action::Go(screen))
    })
    .inner
}

fn hours(ui: &mut Ui, cx: &ViewCtx<'_>, record: &RecordView) {
    card(ui, |ui| {
        say::subheading(ui, &cx.say("time-by-week"));
        let words = cx.with("time-in-all", &[("time", cx.words.minutes(record.active_ms / 60_000).into())]);
        say::muted(ui, &words);
        let from = record.weeks.len().saturating_sub(WEEKS_MAX);
        let shown = &record.weeks[from..];
        if shown.iter().all(|(_, ms)| ms / 60_000 == 0) {
            return; // no bars to look at
        }
        let last = shown.len().saturating_sub(1);
        let weeks: Vec<Bar> = shown
            .iter()
            .enumerate()
            .map(|(at, (monday, ms))| Bar {
                label: short_day(cx, monday),
                value: ms / 60_000,
                text: crate::text::decimal(ms / 360_000),
                is_now: at == last,
            })
            .collect();
        bars(ui, &weeks, 110.0, &weeks_said(cx, shown, words));
    });
}

/// The bars in words: all in all, then each week.
fn weeks_said(cx: &ViewCtx<'_>, shown: &[(String, u64)], in_all: String) -> String {
    let week = |(monday, ms): &(String, u64)| {
        let time = match ms / 60_000 {
            0 => cx.say("record-no-time"),
            minutes => cx.words.minutes(minutes),
        };
        cx.with("record-week", &[("day", cx.words.day_text(monday).into()), ("time", time.into())])
    };
    std::iter::once(in_all).chain(shown.iter().map(week)).collect::<Vec<_>>().join("; ")
}

/// "Nov 16" of `2026-11-16`; anything else as it is.
fn short_day(cx: &ViewCtx<'_>, iso: &str) -> String {
    let mut parts = iso.split('-').skip(1).filter_map(|part| part.parse::<u8>().ok());
    match (parts.next(), parts.next()) {
        (Some(month), Some(day)) => {
            let month: String = cx.say(&format!("month-{month}")).chars().take(3).collect();
            cx.with("date-short", &[("month", month.into()), ("day", day.into())])
        }
        _ => iso.to_owned(),
    }
}

fn small_paper(ui: &mut Ui, cx: &ViewCtx<'_>, row: &CertificateRow) -> Option<Action> {
    let (icon, key, at) = match &row.state {
        CertificateState::Official { wall_ms, .. } => (Icon::Seal, "certificate-is-official", Some(*wall_ms)),
        CertificateState::Provisional { wall_ms } => (Icon::Certificate, "certificate-is-provisional", Some(*wall_ms)),
        CertificateState::Revoked => (Icon::Warning, "certificate-is-revoked", None),
        CertificateState::Open { .. } => (Icon::Certificate, "certificate-open", None),
    };
    let response = Card::new().padding(space::L).pressable(ui, &row.title, |ui| {
        let p = Tokens::of(ui).palette;
        let colour = if matches!(row.state, CertificateState::Revoked) { p.muted } else { p.earned };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            icon.show(ui, 40.0, colour);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XS;
                say::coloured(ui, &row.title, Size::Body, colour);
                say::small(ui, &cx.say(key));
                if let Some(at) = at {
                    say::small(ui, &cx.words.date(at, cx.tz));
                }
            });
        });
    });
    response.clicked().then(|| Action::Go(Screen::Certificate(row.course.clone(), row.certificate.clone())))
}

fn course_row(ui: &mut Ui, cx: &ViewCtx<'_>, row: &RecordRow) -> Option<Action> {
    let mut facts = vec![
        cx.with("time-spent", &[("time", cx.words.minutes(row.active_ms / 60_000).into())]),
        cx.with("last-open", &[("day", cx.words.date(row.last_wall_ms, cx.tz).into())]),
    ];
    if let Some(score) = row.score_permille {
        facts.insert(0, cx.with("score-of-lesson", &[("percent", (score / 10).into())]));
    }
    if !row.is_here {
        facts.push(cx.say("course-not-here"));
    }
    let done = row.done_permille.min(1000) as u16;
    let ring = |ui: &mut Ui| progress::ring_row(ui, done, 52.0, &row.title, &facts.join(" · "));
    if !row.is_here {
        Card::new().padding(space::M).show(ui, ring); // there is nothing to open
        return None;
    }
    let response = Card::new().padding(space::M).pressable(ui, &row.title, ring);
    response.clicked().then(|| Action::Go(Screen::Course(row.course.clone())))
}
