//! What an answer is worth: every kind of question, in whole points, without floats, and never a panic on any input.
//!
//! A part of the points is always rounded down, so that only the whole answer gets all of them. An answer of another
//! kind than its question's is wrong. Open answers wait for staff and count for nothing until they are marked.

mod number;
#[cfg(test)]
mod tests;
mod words;

use super::answer::Answer;
use super::id::{OptionId, Slug};
use super::question::{Area, AreaShape, Choice, Gap, Question, QuestionContent};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How an answer came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// All points.
    Right,
    /// Some points.
    Partly,
    /// No points.
    Wrong,
    /// Staff mark it.
    Waiting,
}

/// The points of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Given.
    pub points: u32,
    /// Possible; 0 while staff have not marked it.
    pub max: u32,
    /// In a word.
    pub verdict: Verdict,
}

impl Mark {
    /// The mark of an answer as it was recorded.
    #[must_use]
    pub fn recorded(points: u32, max: u32) -> Self {
        let verdict = match points {
            _ if max == 0 => Verdict::Waiting,
            0 => Verdict::Wrong,
            _ if points >= max => Verdict::Right,
            _ => Verdict::Partly,
        };
        Self { points, max, verdict }
    }
}

/// A part of the whole answer: `right` of `of`.
struct Share {
    right: usize,
    of: usize,
}

impl Share {
    fn all_or_nothing(is_right: bool) -> Self {
        Self { right: usize::from(is_right), of: 1 }
    }

    fn whole_unless(self, is_partial: bool) -> Self {
        if is_partial { self } else { Self::all_or_nothing(self.right >= self.of) }
    }
}

/// Scores `answer`.
#[must_use]
pub fn score(question: &Question, answer: &Answer) -> Mark {
    match share(&question.answer, answer) {
        None => Mark { points: 0, max: 0, verdict: Verdict::Waiting },
        Some(share) => {
            let max = question.points;
            let part = u64::from(max) * share.right.min(share.of) as u64;
            let points = part.checked_div(share.of as u64).and_then(|points| u32::try_from(points).ok()).unwrap_or(0);
            let verdict = match share.right {
                right if right >= share.of => Verdict::Right,
                _ if points == 0 => Verdict::Wrong,
                _ => Verdict::Partly,
            };
            Mark { points, max, verdict }
        }
    }
}

/// The score of a question that nobody answered.
#[must_use]
pub fn unanswered(question: &Question) -> Mark {
    let max = if matches!(question.answer, QuestionContent::Unknown(_)) { 0 } else { question.points };
    Mark { points: 0, max, verdict: Verdict::Wrong }
}

/// How much of the answer is right; nothing where no program can tell.
fn share(question: &QuestionContent, answer: &Answer) -> Option<Share> {
    let share = match (question, answer) {
        (QuestionContent::Open { .. } | QuestionContent::Unknown(_), _) => return None,
        (QuestionContent::Single { answer, .. }, Answer::Choice { option }) => Share::all_or_nothing(option == answer),
        (QuestionContent::Multiple { answer, partial, .. }, Answer::Choices { options }) => {
            some_of(answer, options).whole_unless(*partial)
        }
        (QuestionContent::TrueFalse { answer }, Answer::Truth { value }) => Share::all_or_nothing(answer == value),
        (
            QuestionContent::Numeric { value, tolerance, tolerance_is, units, unit_required },
            Answer::Number { text, unit },
        ) => {
            let wanted = number::Wanted {
                value: *value,
                tolerance: *tolerance,
                is: *tolerance_is,
                units,
                needs_unit: *unit_required,
            };
            Share::all_or_nothing(number::fits(&wanted, text, unit.as_deref()))
        }
        (QuestionContent::Short { accept, .. }, Answer::Words { text }) => {
            Share::all_or_nothing(words::is_accepted(accept, text))
        }
        (QuestionContent::Order { items, partial }, Answer::Order { items: given }) => {
            in_order(items, given).whole_unless(*partial)
        }
        (QuestionContent::Match { pairs, partial, .. }, Answer::Pairs { pairs: given }) => {
            pairs_of(pairs, given).whole_unless(*partial)
        }
        (QuestionContent::Gaps { gaps, partial, .. }, Answer::Gaps { gaps: given }) => {
            filled(gaps, given).whole_unless(*partial)
        }
        (QuestionContent::Point { areas, answer, .. }, Answer::Points { at }) => {
            Share::all_or_nothing(pointed(areas, answer, at))
        }
        // Areas can also be chosen by their names.
        (QuestionContent::Point { answer, .. }, Answer::Choices { options }) => {
            some_of(answer, options).whole_unless(false)
        }
        _ => Share::all_or_nothing(false),
    };
    Some(share)
}

/// Right choices less wrong ones, so that choosing everything earns nothing. No right option at all: choose none.
fn some_of(right: &[OptionId], given: &[OptionId]) -> Share {
    let right: BTreeSet<_> = right.iter().collect();
    let given: BTreeSet<_> = given.iter().collect();
    let hits = right.intersection(&given).count();
    let misses = given.len() - hits;
    if right.is_empty() {
        return Share::all_or_nothing(misses == 0);
    }
    Share { right: hits.saturating_sub(misses), of: right.len() }
}

/// How far the longest run of items (not necessarily neighbours) is in the right order: one item out of place costs one
/// step, not all that stand behind it.
fn in_order(right: &[Choice], given: &[OptionId]) -> Share {
    let place = |id: &OptionId| right.iter().position(|item| item.id == *id);
    let mut seen = BTreeSet::new();
    let places: Vec<usize> = given.iter().filter_map(place).filter(|place| seen.insert(*place)).collect();
    let mut tails: Vec<usize> = Vec::new();
    for place in &places {
        let at = tails.partition_point(|tail| tail < place);
        match tails.get_mut(at) {
            Some(tail) => *tail = *place,
            None => tails.push(*place),
        }
    }
    if right.len() < 2 {
        return Share::all_or_nothing(places.len() == right.len());
    }
    Share { right: tails.len().saturating_sub(1), of: right.len() - 1 }
}

/// Right pairs, less those given beyond the number asked for.
fn pairs_of(right: &[(OptionId, OptionId)], given: &[(OptionId, OptionId)]) -> Share {
    let right: BTreeSet<_> = right.iter().collect();
    let given: BTreeSet<_> = given.iter().collect();
    let hits = right.intersection(&given).count();
    let beyond = given.len().saturating_sub(right.len());
    if right.is_empty() {
        return Share::all_or_nothing(given.is_empty());
    }
    Share { right: hits.saturating_sub(beyond), of: right.len() }
}

/// Gaps filled rightly.
fn filled(gaps: &[Gap], given: &BTreeMap<Slug, String>) -> Share {
    let by_id =
        |id: &OptionId| given.iter().find(|(gap, _)| gap.as_str() == id.as_str()).map(|(_, text)| text.as_str());
    let is_right = |gap: &&Gap| by_id(&gap.id).is_some_and(|text| is_filled(gap, text));
    Share { right: gaps.iter().filter(is_right).count(), of: gaps.len().max(1) }
}

/// Whether a gap is filled rightly: with words that count, or with the id of the right option.
#[must_use]
pub fn is_filled(gap: &Gap, given: &str) -> bool {
    match &gap.answer {
        Some(answer) => given == answer.as_str(),
        None => words::is_accepted(&gap.accept, given),
    }
}

/// Every right area pointed at, and nothing outside them.
fn pointed(areas: &[Area], right: &[OptionId], at: &[(u32, u32)]) -> bool {
    let right: Vec<&Area> = areas.iter().filter(|area| right.contains(&area.id)).collect();
    !right.is_empty()
        && at.iter().all(|point| right.iter().any(|area| is_in(area, *point)))
        && right.iter().all(|area| at.iter().any(|point| is_in(area, *point)))
}

/// Whether a point lies in an area, its border included. In ‰ of width and height, so a circle is one in a square picture.
#[must_use]
pub fn is_in(area: &Area, (x, y): (u32, u32)) -> bool {
    let (x, y) = (i128::from(x), i128::from(y));
    let numbers: Vec<i128> = area.xy.iter().copied().map(i128::from).collect();
    match (area.shape, numbers.as_slice()) {
        (AreaShape::Rect, [left, top, width, height]) => {
            (*left..=left + width).contains(&x) && (*top..=top + height).contains(&y)
        }
        (AreaShape::Circle, [cx, cy, radius]) => (x - cx).pow(2) + (y - cy).pow(2) <= radius.pow(2),
        (AreaShape::Polygon, corners) if corners.len() >= 6 && corners.len().is_multiple_of(2) => {
            in_polygon(corners, x, y)
        }
        _ => false,
    }
}

/// Even-odd rule with whole numbers; a point on an edge is inside.
fn in_polygon(corners: &[i128], x: i128, y: i128) -> bool {
    let points: Vec<(i128, i128)> = corners.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    let mut is_inside = false;
    for (i, (ax, ay)) in points.iter().enumerate() {
        let (bx, by) = points[(i + 1) % points.len()];
        let side = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
        let spans = |a: i128, b: i128, p: i128| (a.min(b)..=a.max(b)).contains(&p);
        if side == 0 && spans(*ax, bx, x) && spans(*ay, by, y) {
            return true;
        }
        if (*ay > y) != (by > y) && (side > 0) == (by > *ay) {
            is_inside = !is_inside;
        }
    }
    is_inside
}
