//! Cues by their time. Which of them are shown at a moment stands in a table made once, so that no frame looks through
//! the whole file.

use super::place::Place;
use std::collections::BTreeSet;
use std::ops::Range;

/// The most cues shown at once.
pub const SHOWN_MAX: usize = 4;

/// Words and when they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// First millisecond.
    pub start_ms: u64,
    /// First millisecond after.
    pub end_ms: u64,
    /// One or more lines, parted by `\n`, without marks.
    pub text: String,
    /// The stretches of the text that are not plain, in order; no two share a byte.
    pub runs: Vec<Run>,
    /// Where it stands in the picture.
    pub place: Place,
}

/// A stretch of a cue's text that is not plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// How they look.
    pub style: Style,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// Bold.
    pub is_bold: bool,
    /// Italic.
    pub is_italic: bool,
    /// Underlined.
    pub is_underlined: bool,
}

/// From a time on until the next stretch, these cues are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    from_ms: u64,
    /// The earliest first; only the first `count` are meant.
    shown: [u32; SHOWN_MAX],
    count: usize,
}

impl Stretch {
    /// Of all that are shown, the last to begin.
    fn new(from_ms: u64, all: &BTreeSet<u32>) -> Self {
        let mut shown = [0; SHOWN_MAX];
        let count = all.len().min(SHOWN_MAX);
        for (slot, index) in shown[..count].iter_mut().rev().zip(all.iter().rev()) {
            *slot = *index;
        }
        Self { from_ms, shown, count }
    }
}

/// The cues of a file, by their start.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Captions {
    cues: Vec<Cue>,
    stretches: Vec<Stretch>,
}

impl Captions {
    /// In the order of their start.
    pub(super) fn new(mut cues: Vec<Cue>) -> Self {
        cues.sort_by_key(|cue| (cue.start_ms, cue.end_ms));
        let stretches = stretches(&cues);
        Self { cues, stretches }
    }

    /// All cues, by their start: the transcript.
    #[must_use]
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// The cues shown at a time, the earliest first; at most [`SHOWN_MAX`].
    #[must_use]
    pub fn at(&self, ms: u64) -> Vec<&Cue> {
        let begun = self.stretches.partition_point(|stretch| stretch.from_ms <= ms);
        let Some(stretch) = begun.checked_sub(1).and_then(|last| self.stretches.get(last)) else { return Vec::new() };
        let shown = stretch.shown.iter().take(stretch.count);
        shown.filter_map(|index| self.cues.get(*index as usize)).collect()
    }

    /// The index of the cue a transcript should mark at a time: the last that has begun.
    #[must_use]
    pub fn current(&self, ms: u64) -> Option<usize> {
        self.cues.partition_point(|cue| cue.start_ms <= ms).checked_sub(1)
    }

    /// When words appear or go next after a time.
    #[must_use]
    pub fn next_change_ms(&self, ms: u64) -> Option<u64> {
        let begun = self.stretches.partition_point(|stretch| stretch.from_ms <= ms);
        self.stretches.get(begun).map(|stretch| stretch.from_ms)
    }
}

/// The table of what is shown when. Each cue changes it twice.
fn stretches(cues: &[Cue]) -> Vec<Stretch> {
    let each = cues.iter().zip(0_u32..);
    let mut edges: Vec<_> =
        each.flat_map(|(cue, index)| [(cue.start_ms, true, index), (cue.end_ms, false, index)]).collect();
    edges.sort_unstable(); // at the same time the ends come first
    let mut shown = BTreeSet::new();
    let mut out: Vec<Stretch> = Vec::new();
    for (at_ms, is_start, index) in edges {
        if is_start {
            shown.insert(index);
        } else {
            shown.remove(&index);
        }
        let stretch = Stretch::new(at_ms, &shown);
        match out.last_mut() {
            Some(last) if last.from_ms == at_ms => *last = stretch,
            _ => out.push(stretch),
        }
    }
    out
}
