//! Captions: WebVTT (W3C) and SubRip, read with tolerance. What cannot be understood is left out and named by its line;
//! the rest is shown. Kept of a cue: its words, which of them are bold, italic or underlined, and its place in the
//! picture. Colours, fonts and vertical lines are not: the player has one legible look.

mod cue;
mod encoding;
mod file;
mod place;
mod styled;
#[cfg(test)]
mod tests;

pub use cue::{Captions, Cue, Run, SHOWN_MAX, Style};
pub use file::{CUE_CHARS_MAX, CUES_MAX, CaptionFault, CaptionFaultKind, FILE_SIZE_MAX};
pub use place::{Line, Place, Side};

pub(in crate::media) use file::read;
