//! PDF documents: pages to pixels, their words with places, the outline. Drawn by `hayro`, which has no unsafe code.
//!
//! A document is opened and drawn in a thread of its own ([`reader`]): a page that panics is contained there, one that
//! never ends is abandoned with its thread. Before a page is drawn its contents are walked once ([`words`]) and counted
//! against limits, so that a page made to exhaust a station is refused instead.

pub mod check;
pub mod document;
pub mod outline;
pub mod reader;
pub mod words;

#[cfg(test)]
pub mod made;
#[cfg(test)]
mod tests;
