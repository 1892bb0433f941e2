//! Questions: options that exist, answers that can be given.

use super::fault::Trail;
use super::rules::suggest;
use super::words::Words;
use crate::model::course::Course;
use crate::model::decimal::Dec;
use crate::model::id::OptionId;
use crate::model::lesson::{Criterion, LessonContent};
use crate::model::question::{
    Accept, Area, AreaShape, Choice, Gap, Picture, Question, QuestionContent as Q, Restudy, Unit,
};
use crate::model::text::Text;

/// Options as cards have letters.
const CHOICES_MAX: usize = 26;
/// Longest typed answer, in characters.
const SHORT_CHARS_MAX: u64 = 1000;
/// Longest text handed in, in characters.
pub(super) const WORK_CHARS_MAX: u64 = 100_000;

/// Checks one question.
pub(super) fn check_question<'a>(trail: &mut Trail, words: &mut Words<'a>, question: &'a Question, course: &'a Course) {
    trail.range("rev", u64::from(question.rev), 1, 100_000);
    trail.range("points", u64::from(question.points), 1, 1000);
    words.text(trail, "prompt", &question.prompt);
    check_picture(trail, words, question.picture.as_ref());
    words.texts(trail, "hints", &question.hints);
    words.maybe(trail, "explain", question.explain.as_ref());
    trail.unique("tags", &question.tags, |tag| tag);
    if let Some(restudy) = &question.restudy {
        trail.within("restudy", |trail| check_restudy(trail, restudy, course));
    }
    check_answer(trail, words, question);
}

/// Checks a picture and its words.
pub(super) fn check_picture<'a>(trail: &mut Trail, words: &mut Words<'a>, picture: Option<&'a Picture>) {
    if let Some(picture) = picture {
        trail.within("picture", |trail| {
            words.file(trail, "file", &picture.file);
            words.text(trail, "alt", &picture.alt);
        });
    }
}

fn check_restudy(trail: &mut Trail, restudy: &Restudy, course: &Course) {
    let Some(lesson) = course.lesson(&restudy.lesson) else {
        let mend = suggest(restudy.lesson.as_str(), course.lessons().map(|lesson| lesson.id.as_str()));
        return trail
            .within("lesson", |t| t.fault(format!("there is no lesson `{}` in this course", restudy.lesson), mend));
    };
    if let Some(at) = restudy.at_ms {
        match lesson.content.timed() {
            None => trail
                .within("at_ms", |t| t.fault(format!("the lesson `{}` has no time", lesson.id), "leave `at_ms` out")),
            Some(timed) => {
                let what = format!("`at_ms` lies after the end of `{}`", lesson.id);
                trail.check_key("at_ms", at < timed.duration_ms, what, format!("give less than {}", timed.duration_ms));
            }
        }
    }
    if let (Some(anchor), LessonContent::Slides { slides }) = (&restudy.anchor, &lesson.content) {
        let is_there = slides.iter().any(|slide| slide.id.as_str() == anchor);
        let mend = suggest(anchor, slides.iter().map(|slide| slide.id.as_str()));
        trail.check_key("anchor", is_there, format!("`{}` has no slide `{anchor}`", lesson.id), mend);
    }
}

fn check_answer<'a>(trail: &mut Trail, words: &mut Words<'a>, question: &'a Question) {
    match &question.answer {
        Q::Single { options, answer } => {
            check_choices(trail, words, "options", options, 2);
            trail.within("answer", |trail| is_choice(trail, answer, options));
        }
        Q::Multiple { options, answer, .. } => {
            check_choices(trail, words, "options", options, 2);
            check_answers(trail, answer, options.iter().map(|option| &option.id).collect());
        }
        Q::TrueFalse { .. } | Q::Unknown(_) => {}
        Q::Numeric { tolerance, units, unit_required, .. } => check_units(trail, *tolerance, units, *unit_required),
        Q::Short { accept, max_chars } => {
            trail.range("max_chars", u64::from(*max_chars), 1, SHORT_CHARS_MAX);
            check_accept(trail, words, accept, Some(*max_chars));
        }
        Q::Order { items, .. } => check_choices(trail, words, "items", items, 2),
        Q::Match { left, right, pairs, .. } => {
            check_choices(trail, words, "left", left, 2);
            check_choices(trail, words, "right", right, 2);
            check_pairs(trail, left, right, pairs);
        }
        Q::Gaps { text, gaps, .. } => {
            words.text(trail, "text", text);
            check_gaps(trail, words, text, gaps);
        }
        Q::Point { image, alt, areas, answer } => {
            words.file(trail, "image", image);
            words.text(trail, "alt", alt);
            check_areas(trail, words, areas);
            check_answers(trail, answer, areas.iter().map(|area| &area.id).collect());
        }
        Q::Open { max_chars, rubric } => {
            trail.range("max_chars", u64::from(*max_chars), 1, WORK_CHARS_MAX);
            check_rubric(trail, words, rubric, question.points);
        }
    }
}

/// Checks things to choose from.
pub(super) fn check_choices<'a>(
    trail: &mut Trail,
    words: &mut Words<'a>,
    key: &str,
    choices: &'a [Choice],
    least: usize,
) {
    let count = choices.len();
    let mend = format!("give {least} to {CHOICES_MAX}");
    trail.check_key(key, (least..=CHOICES_MAX).contains(&count), format!("there are {count} of `{key}`"), mend);
    trail.unique(key, choices, |choice| &choice.id);
    trail.each(key, choices, |trail, choice| {
        words.text(trail, "text", &choice.text);
        check_picture(trail, words, choice.picture.as_ref());
        words.maybe(trail, "feedback", choice.feedback.as_ref());
        let twin =
            choices.iter().take_while(|other| !std::ptr::eq(*other, choice)).find(|other| other.text == choice.text);
        if let (Some(twin), None) = (twin, &choice.picture) {
            let what = format!("`{}` says the same as `{}`", choice.id, twin.id);
            trail.within("text", |trail| trail.fault(what, "let each say something else"));
        }
    });
}

fn is_choice(trail: &mut Trail, answer: &OptionId, options: &[Choice]) {
    let mend = suggest(answer.as_str(), options.iter().map(|option| option.id.as_str()));
    let is_there = options.iter().any(|option| option.id == *answer);
    trail.check(is_there, format!("the answer `{answer}` is not one of the options"), mend);
}

fn check_answers(trail: &mut Trail, answer: &[OptionId], known: Vec<&OptionId>) {
    trail.check_key("answer", !answer.is_empty(), "no answer is right", "name at least one");
    trail.unique("answer", answer, |id| id);
    trail.each("answer", answer, |trail, id| {
        let mend = suggest(id.as_str(), known.iter().map(|id| id.as_str()));
        trail.check(known.contains(&id), format!("the answer `{id}` is not one of the options"), mend);
    });
}

fn check_units(trail: &mut Trail, tolerance: Dec, units: &[Unit], is_required: bool) {
    trail.check_key("tolerance", !tolerance.is_negative(), "the tolerance is below zero", "give zero or more");
    let what = "an answer must have a unit, but there is none";
    trail.check_key("unit_required", !is_required || !units.is_empty(), what, "add `units`");
    trail.unique("units", units, |unit| unit.unit.trim().to_lowercase());
    trail.each("units", units, |trail, unit| {
        trail.check_key("unit", !unit.unit.trim().is_empty(), "the unit is empty", "write it as people do, like kg");
        trail.check_key(
            "factor",
            unit.factor > Dec::whole(0),
            "the factor is not above zero",
            "give what one of it is worth",
        );
    });
}

fn check_accept<'a>(trail: &mut Trail, words: &mut Words<'a>, accept: &'a [Accept], chars_max: Option<u32>) {
    trail.check_key("accept", !accept.is_empty(), "no answer is right", "name at least one text");
    trail.each("accept", accept, |trail, accept| {
        words.text(trail, "text", &accept.text);
        let fits = |text: &str| chars_max.is_none_or(|max| text.chars().count() <= max as usize);
        trail.check_key(
            "text",
            each(&accept.text).all(fits),
            "the right answer is longer than `max_chars`",
            "raise `max_chars`",
        );
    });
}

fn each(text: &Text) -> Box<dyn Iterator<Item = &str> + '_> {
    match text {
        Text::One(text) => Box::new(std::iter::once(text.as_str())),
        Text::By(map) => Box::new(map.values().map(String::as_str)),
    }
}

fn check_pairs(trail: &mut Trail, left: &[Choice], right: &[Choice], pairs: &[(OptionId, OptionId)]) {
    trail.each("pairs", pairs, |trail, (a, b)| {
        trail.within(0, |trail| is_choice(trail, a, left));
        trail.within(1, |trail| is_choice(trail, b, right));
    });
    for choice in left {
        let count = pairs.iter().filter(|(a, _)| *a == choice.id).count();
        let what = format!("`{}` stands in {count} pairs", choice.id);
        trail.check_key("pairs", count == 1, what, "give each of `left` exactly one pair");
    }
}

fn check_gaps<'a>(trail: &mut Trail, words: &mut Words<'a>, text: &Text, gaps: &'a [Gap]) {
    trail.check_key("gaps", !gaps.is_empty(), "there is no gap", "add one, and `{{its-id}}` in the text");
    trail.unique("gaps", gaps, |gap| &gap.id);
    trail.each("gaps", gaps, |trail, gap| {
        let mark = format!("{{{{{}}}}}", gap.id);
        let is_once = each(text).all(|text| text.matches(&mark).count() == 1);
        trail.check(
            is_once,
            format!("`{mark}` does not stand exactly once in the text"),
            "write it once, in each language",
        );
        match (&gap.answer, gap.accept.is_empty(), gap.options.is_empty()) {
            (Some(answer), true, false) => {
                check_choices(trail, words, "options", &gap.options, 2);
                trail.within("answer", |trail| is_choice(trail, answer, &gap.options));
            }
            (None, false, true) => check_accept(trail, words, &gap.accept, None),
            _ => trail.fault("the gap is neither typed nor chosen", "give either `accept`, or `options` and `answer`"),
        }
    });
    for text in each(text) {
        for mark in text.split("{{").skip(1).filter_map(|rest| rest.split_once("}}")) {
            let is_known = gaps.iter().any(|gap| gap.id.as_str() == mark.0);
            trail.check_key(
                "text",
                is_known,
                format!("the text has a gap `{}` that is not in `gaps`", mark.0),
                "add it there",
            );
        }
    }
}

fn check_areas<'a>(trail: &mut Trail, words: &mut Words<'a>, areas: &'a [Area]) {
    trail.check_key("areas", areas.len() <= 50, "more than 50 places", "use fewer");
    trail.unique("areas", areas, |area| &area.id);
    trail.each("areas", areas, |trail, area| {
        words.title(trail, "name", &area.name);
        let (is_right, wanted) = match (area.shape, area.xy.as_slice()) {
            (AreaShape::Rect, [x, y, w, h]) => {
                (*w > 0 && *h > 0 && fits(*x, *w) && fits(*y, *h), "[x, y, width, height]")
            }
            (AreaShape::Rect, _) => (false, "[x, y, width, height]"),
            (AreaShape::Circle, [x, y, r]) => (*x <= 1000 && *y <= 1000 && (1..=1000).contains(r), "[x, y, radius]"),
            (AreaShape::Circle, _) => (false, "[x, y, radius]"),
            (AreaShape::Polygon, xy) => (
                (6..=200).contains(&xy.len()) && xy.len() % 2 == 0 && xy.iter().all(|n| *n <= 1000),
                "[x, y, …] of 3 or more corners",
            ),
        };
        trail.check_key(
            "xy",
            is_right,
            "the place does not lie in the picture",
            format!("give {wanted}, each 0 to 1000 (‰)"),
        );
    });
}

fn fits(at: u32, size: u32) -> bool {
    at.checked_add(size).is_some_and(|end| end <= 1000)
}

/// Checks what points are given for.
pub(super) fn check_rubric<'a>(trail: &mut Trail, words: &mut Words<'a>, rubric: &'a [Criterion], points: u32) {
    trail.unique("rubric", rubric, |criterion| &criterion.id);
    trail.each("rubric", rubric, |trail, criterion| {
        words.text(trail, "text", &criterion.text);
        trail.range("points", u64::from(criterion.points), 1, 1000);
    });
    let sum: u64 = rubric.iter().map(|criterion| u64::from(criterion.points)).sum();
    if !rubric.is_empty() && sum != u64::from(points) {
        let what = format!("its points make {sum}, but `points` is {points}");
        trail.within("rubric", |trail| trail.fault(what, "make both the same"));
    }
}
