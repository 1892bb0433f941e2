//! Captions over a picture: words on a dark plate that keeps them legible on any picture, at the places their file names,
//! never over one another.

use super::super::tokens::{BOLD, BOLD_ITALIC, FILM_GROUND, FILM_PLATE, FILM_WORDS, ITALIC, Tokens, space};
use crate::media::caption::{Cue, Line, Place, Side, Style};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align, CornerRadius, FontFamily, FontId, Galley, Rect, Stroke, Ui, Vec2, pos2, vec2};
use std::sync::Arc;

/// Letters are this part of the picture's height at a size of 1 and a text size of 100 %.
const HEIGHT_PART: f32 = 0.048;
/// Larger ones would hide the picture.
const HEIGHT_PART_MAX: f32 = 0.115;
/// Smaller ones cannot be read, however small the picture is.
const POINTS_MIN: f32 = 15.0;
/// Where there is no room for all, letters are made smaller by this, as often as it takes.
const SMALLER: f32 = 0.85;
/// What stays free at the picture's edges.
const EDGE_PART: f32 = 0.03;
/// A box that its file makes narrower than this part of the picture is made wider.
const WIDTH_PART_MIN: f32 = 0.3;

/// Draws the cues of a moment, the earliest first, into the part of a picture that is free; `size` is the person's
/// choice, 1 the usual.
pub fn draw(ui: &Ui, picture: Rect, free: Rect, cues: &[&Cue], size: f32) {
    if cues.is_empty() {
        return;
    }
    let tokens = Tokens::of(ui);
    let free = free.shrink2(picture.size() * EDGE_PART);
    let mut points = points(picture.height(), tokens.scaled(1.0), size);
    let (mut laid, mut places) = laid_out(ui, free, cues, points);
    while points > POINTS_MIN && (0..places.len()).any(|at| places[..at].iter().any(|it| it.intersects(places[at]))) {
        points = (points * SMALLER).floor().max(POINTS_MIN); // all of it must be read: smaller rather than over one another
        (laid, places) = laid_out(ui, free, cues, points);
    }
    let pad = pad(points);
    let plate = if tokens.is_high_contrast() { FILM_GROUND } else { FILM_PLATE };
    for ((rect, cue), galley) in places.into_iter().zip(cues).zip(laid) {
        ui.painter().rect_filled(rect, CornerRadius::same(space::CORNER_SMALL - 2), plate);
        let x = match cue.place.align {
            Side::Start => rect.left() + pad.x,
            Side::Centre => rect.center().x,
            Side::End => rect.right() - pad.x,
        };
        ui.painter().galley(pos2(x, rect.top() + pad.y), galley, FILM_WORDS);
    }
}

/// The words of letters that high, and their plates.
fn laid_out(ui: &Ui, free: Rect, cues: &[&Cue], points: f32) -> (Vec<Arc<Galley>>, Vec<Rect>) {
    let pad = pad(points);
    let laid: Vec<Arc<Galley>> = cues.iter().map(|cue| galley(ui, cue, points, free.width(), pad)).collect();
    let wanted: Vec<_> = cues.iter().zip(&laid).map(|(cue, galley)| (*cue, galley.size() + 2.0 * pad)).collect();
    let places = boxes(free, &wanted, points * 1.3);
    (laid, places)
}

/// What a plate leaves round its words.
fn pad(points: f32) -> Vec2 {
    vec2(points * 0.55, points * 0.16).round()
}

/// How high the letters are.
fn points(height: f32, text: f32, size: f32) -> f32 {
    let most = (height * HEIGHT_PART_MAX).max(POINTS_MIN);
    ((height * HEIGHT_PART).max(POINTS_MIN) * text * size).min(most).max(POINTS_MIN * 0.8).round()
}

/// How wide the box of a cue may be.
fn width_of(place: &Place, whole: f32) -> f32 {
    let across = f32::from(place.across_permille) / 1000.0;
    let room = match place.anchor {
        Side::Start => 1.0 - across,
        Side::Centre => 2.0 * across.min(1.0 - across),
        Side::End => across,
    };
    (f32::from(place.width_permille) / 1000.0).min(room).max(WIDTH_PART_MIN) * whole
}

fn galley(ui: &Ui, cue: &Cue, points: f32, whole: f32, pad: Vec2) -> Arc<Galley> {
    let width = (width_of(&cue.place, whole) - 2.0 * pad.x).max(points);
    let galley = ui.painter().layout_job(job(cue, &cue.text, points, width));
    if galley.rows.len() <= cue.text.lines().count() {
        return galley;
    }
    // Too large for the file's own lines: let the words flow. A space is as long as a line's end: the runs still fit.
    ui.painter().layout_job(job(cue, &cue.text.replace('\n', " "), points, width))
}

fn job(cue: &Cue, text: &str, points: f32, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    let mut from = 0;
    for run in &cue.runs {
        job.append(text.get(from..run.range.start).unwrap_or_default(), 0.0, format(Style::default(), points));
        job.append(text.get(run.range.clone()).unwrap_or_default(), 0.0, format(run.style, points));
        from = run.range.end;
    }
    job.append(text.get(from..).unwrap_or_default(), 0.0, format(Style::default(), points));
    job.wrap.max_width = width;
    job.halign = match cue.place.align {
        Side::Start => Align::Min,
        Side::Centre => Align::Center,
        Side::End => Align::Max,
    };
    job
}

fn format(style: Style, points: f32) -> TextFormat {
    let named = |name: &str| FontFamily::Name(name.into());
    let family = match (style.is_bold, style.is_italic) {
        (false, false) => FontFamily::Proportional,
        (true, false) => named(BOLD),
        (false, true) => named(ITALIC),
        (true, true) => named(BOLD_ITALIC),
    };
    let underline = if style.is_underlined { Stroke::new(points / 14.0, FILM_WORDS) } else { Stroke::NONE };
    TextFormat { underline, ..TextFormat::simple(FontId::new(points, family), FILM_WORDS) }
}

/// Where the plates stand, in the order of the cues. Those that began earlier keep their place; of those that begin
/// together the first stands on top.
fn boxes(free: Rect, cues: &[(&Cue, Vec2)], line: f32) -> Vec<Rect> {
    let mut order: Vec<usize> = (0..cues.len()).collect();
    order.sort_by_key(|index| (cues[*index].0.start_ms, std::cmp::Reverse(*index)));
    let mut out = vec![Rect::NOTHING; cues.len()];
    let mut taken: Vec<Rect> = Vec::new();
    for index in order {
        let (cue, size) = cues[index];
        let rect = clear(wanted(free, &cue.place, size, line), free, &taken);
        taken.push(rect);
        out[index] = rect;
    }
    out
}

fn wanted(free: Rect, place: &Place, size: Vec2, line: f32) -> Rect {
    let (across, width) = (f32::from(place.across_permille) / 1000.0, width_of(place, free.width()));
    let at = free.left() + free.width() * across;
    let left = match place.anchor {
        Side::Start => at,
        Side::Centre => at - width / 2.0,
        Side::End => at - width,
    };
    let part = match place.align {
        Side::Start => 0.0,
        Side::Centre => 0.5,
        Side::End => 1.0,
    };
    let top = match place.line {
        Line::Auto => free.bottom() - size.y,
        Line::FromTop(lines) => free.top() + f32::from(lines) * line,
        Line::FromBottom(lines) => free.bottom() - f32::from(lines) * line - size.y,
        Line::At(permille, side) => {
            let at = free.top() + free.height() * f32::from(permille) / 1000.0;
            match side {
                Side::Start => at,
                Side::Centre => at - size.y / 2.0,
                Side::End => at - size.y,
            }
        }
    };
    let held = |at: f32, from: f32, to: f32, length: f32| at.min(to - length).max(from);
    let left = held(left + (width - size.x) * part, free.left(), free.right(), size.x);
    Rect::from_min_size(pos2(left, held(top, free.top(), free.bottom(), size.y)), size)
}

/// Moved up, or down in the upper half, until it hides none of those that stand; where there is no room it stays.
fn clear(rect: Rect, free: Rect, taken: &[Rect]) -> Rect {
    let is_low = rect.center().y >= free.center().y;
    for goes_up in [is_low, !is_low] {
        let mut moved = rect;
        while let Some(other) = taken.iter().find(|other| other.intersects(moved)) {
            let top = if goes_up { other.top() - space::XS - moved.height() } else { other.bottom() + space::XS };
            moved = Rect::from_min_size(pos2(moved.left(), top), moved.size());
        }
        if moved.top() >= free.top() - 0.5 && moved.bottom() <= free.bottom() + 0.5 {
            return moved;
        }
    }
    rect
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::caption::Captions;

    const FREE: Rect = Rect::from_min_max(pos2(100.0, 100.0), pos2(900.0, 600.0));

    fn placed(file: &str) -> Vec<Rect> {
        let (captions, _) = Captions::parse(file.as_bytes());
        let cues: Vec<(&Cue, Vec2)> = captions.cues().iter().map(|cue| (cue, vec2(200.0, 40.0))).collect();
        boxes(FREE, &cues, 40.0)
    }

    #[test]
    fn words_stand_where_their_file_says() {
        let cases = [
            ("1 --> 2\na", (400.0, 560.0)),
            ("1 --> 2 line:0\na", (400.0, 100.0)),
            ("1 --> 2 line:-2\na", (400.0, 520.0)),
            ("1 --> 2 line:50%,center\na", (400.0, 330.0)),
            ("1 --> 2 line:100%\na", (400.0, 560.0)),
            ("1 --> 2 align:start\na", (100.0, 560.0)),
            ("1 --> 2 align:end\na", (700.0, 560.0)),
            ("1 --> 2 position:25% size:50%\na", (200.0, 560.0)),
            ("1 --> 2 position:90%,line-left\na", (700.0, 560.0)),
            ("1 --> 2\n{\\an7}a", (100.0, 100.0)),
            ("1 --> 2\n{\\an5}a", (400.0, 330.0)),
        ];
        for (file, (left, top)) in cases {
            let rect = placed(file)[0];
            assert_eq!((rect.left().round(), rect.top().round()), (left, top), "{file}");
        }
    }

    #[test]
    fn none_hides_another_and_what_stands_stays() {
        let later = placed("1 --> 9\na\n\n2 --> 9\nb");
        assert_eq!((later[0].top(), later[1].top()), (560.0, 516.0), "the earlier one keeps its place");
        let together = placed("1 --> 9\na\n\n1 --> 9\nb");
        assert!(together[0].top() < together[1].top(), "read from the top");
        let high = placed("1 --> 9 line:0\na\n\n2 --> 9 line:0\nb\n\n3 --> 9 line:-1\nc");
        assert_eq!((high[1].top(), high[2].top()), (144.0, 560.0));
        let sides = placed("1 --> 9 align:start\na\n\n1 --> 9 align:end\nb");
        assert_eq!(sides[0].top(), sides[1].top(), "side by side there is room");
    }

    #[test]
    fn letters_grow_with_the_picture_the_text_size_and_the_choice() {
        assert_eq!(points(423.0, 1.0, 1.0), 20.0);
        assert!(points(768.0, 1.0, 1.0) > points(423.0, 1.0, 1.0));
        assert!(points(423.0, 2.0, 1.0) >= 40.0);
        assert!(points(423.0, 1.0, 1.3) > 24.0 && points(423.0, 1.0, 0.8) < 18.0);
        assert!(points(423.0, 2.0, 2.0) <= 423.0 * HEIGHT_PART_MAX + 0.5);
        assert!(points(90.0, 1.0, 0.8) >= 12.0);
    }
}
