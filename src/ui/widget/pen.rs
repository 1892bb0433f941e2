//! A marker pen for readings: which words are marked, and what a hand or the keyboard does to them. Places are characters
//! of the reading's text; the reading keeps them, this only draws and listens.

use std::cell::{Cell, RefCell};
use std::ops::Range;

/// The words of a reading that are marked, and the pen if it is in the hand.
#[derive(Debug)]
pub struct Marks<'a> {
    /// Ranges of the reading's text.
    pub marked: &'a [[u64; 2]],
    /// The pen, while words can be marked.
    pub pen: Option<&'a Pen>,
}

/// What was done with the pen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stroke {
    /// It was drawn over these words.
    Drawn([u64; 2]),
    /// A paragraph was pressed: its words, and where in it, unless it was the keyboard.
    Pressed([u64; 2], Option<u64>),
}

/// The pen in the hand: where a stroke began and where it now is.
#[derive(Debug, Default)]
pub struct Pen {
    from: Cell<Option<u64>>,
    to: Cell<u64>,
    done: RefCell<Option<Stroke>>,
}

impl Pen {
    /// A stroke begins.
    pub(in crate::ui) fn begin(&self, at: u64) {
        self.from.set(Some(at));
        self.to.set(at);
    }

    /// It is here now.
    pub(in crate::ui) fn draw_to(&self, at: u64) {
        self.to.set(at);
    }

    /// Whether a stroke is under way.
    #[must_use]
    pub fn is_down(&self) -> bool {
        self.from.get().is_some()
    }

    /// The stroke ends.
    pub(in crate::ui) fn lift(&self) {
        let drawn = self.drawn().filter(|drawn| drawn.start < drawn.end);
        if let Some(drawn) = drawn {
            self.done.replace(Some(Stroke::Drawn([drawn.start, drawn.end])));
        }
        self.from.set(None);
    }

    /// A paragraph was pressed.
    pub(in crate::ui) fn press(&self, words: [u64; 2], at: Option<u64>) {
        self.done.replace(Some(Stroke::Pressed(words, at)));
    }

    /// What is being drawn over.
    #[must_use]
    pub fn drawn(&self) -> Option<Range<u64>> {
        self.from.get().map(|from| from.min(self.to.get())..from.max(self.to.get()))
    }

    /// What was done since this was last asked.
    #[must_use]
    pub fn take(&self) -> Option<Stroke> {
        self.done.take()
    }
}

/// What a stroke changes: each range with whether it is marked or no longer. `text` is the reading's.
#[must_use]
pub fn changes(stroke: &Stroke, marked: &[[u64; 2]], text: &[char]) -> Vec<([u64; 2], bool)> {
    match stroke {
        Stroke::Drawn(range) => {
            whole_words(*range, text).map_or_else(Vec::new, |range| crate::model::kept::mark(marked, range))
        }
        Stroke::Pressed(words, at) => {
            let is_hit = |mark: &&[u64; 2]| at.is_none_or(|at| mark[0] <= at && at < mark[1]);
            let touches = |mark: &&[u64; 2]| mark[0] < words[1] && words[0] < mark[1];
            let hit: Vec<_> = marked.iter().filter(touches).filter(is_hit).map(|mark| (*mark, false)).collect();
            if hit.is_empty() { crate::model::kept::mark(marked, *words) } else { hit }
        }
    }
}

/// A range made to begin and end with whole words; none if there is no word in it.
fn whole_words([from, to]: [u64; 2], text: &[char]) -> Option<[u64; 2]> {
    let (mut from, mut to) = (usize::try_from(from).ok()?, usize::try_from(to).ok()?.min(text.len()));
    let is_gap = |at: usize| text.get(at).is_none_or(|c| c.is_whitespace());
    while from > 0 && from < text.len() && !is_gap(from) && !is_gap(from - 1) {
        from -= 1;
    }
    while to > 0 && to < text.len() && !is_gap(to - 1) && !is_gap(to) {
        to += 1;
    }
    while from < to && is_gap(from) {
        from += 1;
    }
    while from < to && is_gap(to - 1) {
        to -= 1;
    }
    (from < to).then_some([from as u64, to as u64])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stroke: &Stroke, marked: &[[u64; 2]], expected: &[([u64; 2], bool)]) {
        let text: Vec<char> = "Tell the truth.\nAsk for it.\n".chars().collect();
        assert_eq!(changes(stroke, marked, &text), expected, "{stroke:?} {marked:?}");
    }

    #[test]
    fn a_stroke_marks_whole_words_and_joins_what_it_touches() {
        check(&Stroke::Drawn([6, 11]), &[], &[([5, 15], true)]);
        check(&Stroke::Drawn([8, 9]), &[], &[]);
        check(&Stroke::Drawn([10, 17]), &[], &[([9, 19], true)]);
        check(&Stroke::Drawn([6, 7]), &[[9, 15]], &[([5, 8], true)]);
        check(&Stroke::Drawn([6, 11]), &[[9, 15]], &[([9, 15], false), ([5, 15], true)]);
        check(&Stroke::Drawn([20, 900]), &[], &[([20, 27], true)]);
    }

    #[test]
    fn a_press_marks_a_paragraph_or_takes_the_mark_under_it_away() {
        check(&Stroke::Pressed([0, 15], None), &[], &[([0, 15], true)]);
        check(&Stroke::Pressed([0, 15], None), &[[5, 8]], &[([5, 8], false)]);
        check(&Stroke::Pressed([0, 15], Some(6)), &[[5, 8]], &[([5, 8], false)]);
        check(&Stroke::Pressed([0, 15], Some(12)), &[[5, 8]], &[([5, 8], false), ([0, 15], true)]);
        check(&Stroke::Pressed([16, 27], None), &[[0, 15]], &[([16, 27], true)]);
    }
}
