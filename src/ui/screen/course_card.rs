//! A course as a card: its picture, its name, two lines, how long and how far.

use crate::ui::tokens::{Size, Tokens, space};
use crate::ui::widget::{Icon, focus, pattern, progress, say, tile};
use crate::ui::{Action, Screen, ViewCtx};
use crate::worker::view::{CourseCard, Opening, PictureView};
use egui::{CornerRadius, Frame, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};

/// How high the picture is, and no lower than this part of its width: a card over the whole page shows it too.
const PICTURE_HEIGHT: f32 = 132.0;
const PICTURE_SHAPE_MIN: f32 = 0.3;

/// Draws the card, `width` wide; the same height for every card of a row.
pub fn course_card(ui: &mut Ui, cx: &ViewCtx<'_>, card: &CourseCard, width: f32) -> Option<Action> {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    let scope = ui.scope_builder(UiBuilder::new().sense(Sense::click()), |ui| {
        let is_lit = ui.response().hovered();
        let edge =
            Stroke::new(if tokens.is_high_contrast() { 2.0 } else { 1.0 }, if is_lit { p.primary } else { p.line });
        let frame = Frame::new().fill(p.surface).stroke(edge).corner_radius(space::CORNER);
        frame.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let height = PICTURE_HEIGHT.max((width * PICTURE_SHAPE_MIN).round());
            let (rect, _) = ui.allocate_exact_size(vec2(width - 2.0, height), Sense::hover());
            let corner = CornerRadius { nw: space::CORNER, ne: space::CORNER, sw: 0, se: 0 };
            picture(ui, cx, rect, corner, card.picture.as_ref(), &card.course, card.subjects.first());
            Frame::new().inner_margin(space::L).show(ui, |ui| words(ui, cx, card, width - 2.0 - 2.0 * space::L));
        });
    });
    let response = scope.response;
    if response.hovered() {
        let stroke = Stroke::new(2.0, p.primary);
        ui.painter().rect_stroke(response.rect, space::CORNER, stroke, StrokeKind::Inside);
    }
    focus::ring(ui, &response, response.rect, space::CORNER);
    focus::follow(&response);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &card.title));
    response.clicked().then(|| Action::Go(Screen::Course(card.course.clone())))
}

/// The picture of a course, or the pattern that stands for it.
pub fn picture(
    ui: &mut Ui,
    cx: &ViewCtx<'_>,
    rect: Rect,
    corner: CornerRadius,
    picture: Option<&PictureView>,
    course: &crate::model::id::CourseId,
    subject: Option<&crate::model::id::Slug>,
) {
    if !ui.is_rect_visible(rect) {
        return; // made or decoded once it is scrolled to
    }
    let is_drawn = picture.is_some_and(|picture| cx.pictures.cover(ui, rect, corner, picture));
    if !is_drawn {
        let icon = pattern::subject_icon(subject.map_or("", |subject| subject.as_str()));
        pattern::paint(ui, rect, corner, tile::seed(course.as_str()), icon);
    }
}

fn words(ui: &mut Ui, cx: &ViewCtx<'_>, card: &CourseCard, width: f32) {
    let tokens = Tokens::of(ui);
    let p = &tokens.palette;
    say::lines(ui, &card.title, tokens.bold(Size::Lead), p.ink, width, 2);
    ui.add_space(space::XS);
    say::lines(ui, &card.summary, tokens.font(Size::Body), p.muted, width, 2);
    ui.add_space(space::M);
    let mut facts = vec![cx.words.minutes(card.minutes.into()), level_name(cx, card.level.as_str())];
    if card.has_certificate {
        facts.push(cx.say("with-certificate"));
    }
    say::lines(ui, &facts.join(" · "), tokens.font(Size::Small), p.muted, width, 1);
    ui.add_space(space::M);
    let height = tokens.points(Size::Small) * 1.6;
    let place = Rect::from_min_size(ui.cursor().min, vec2(width, height));
    ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
        ui.set_min_height(height);
        if card.opening != Opening::Free {
            say::fact(ui, Icon::Lock, &cx.say("course-ask-staff"));
        } else if card.is_done {
            say::fact(ui, Icon::Done, &cx.say("course-done"));
        } else if let Some(done) = card.done_permille {
            let name = cx.with("percent-done", &[("percent", (done / 10).into())]);
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = space::XS;
            progress::bar(ui, done.min(1000) as u16, &name);
        } else {
            say::small(ui, &cx.say("not-begun"));
        }
    });
}

/// A level's name in words, or as the course gives it.
#[must_use]
pub fn level_name(cx: &ViewCtx<'_>, level: &str) -> String {
    named(cx, "level", level)
}

/// A subject's name in words, or as the course gives it.
#[must_use]
pub fn subject_name(cx: &ViewCtx<'_>, subject: &str) -> String {
    named(cx, "subject", subject)
}

fn named(cx: &ViewCtx<'_>, group: &str, id: &str) -> String {
    let key = format!("{group}-{id}");
    if cx.words.has(&key) {
        return cx.say(&key);
    }
    let mut letters = id.replace('-', " ").chars().collect::<Vec<_>>();
    if let Some(first) = letters.first_mut() {
        *first = first.to_ascii_uppercase();
    }
    letters.into_iter().collect()
}
