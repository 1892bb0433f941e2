//! Formulas: TeX between dollar signs to signs and lines with places (by the `ratex` crates, which set as KaTeX does), and these
//! to pixels of any size. Owns what a formula may hold and how large it may be; knows no reading, no colour and no screen.
//!
//! A formula takes the colour of the text round it, leads nowhere and loads nothing: TeX that asks for a colour, a link, a
//! picture or markup is a [`MathFault`]. Nothing panics and nothing runs long, whatever the text: its length, nesting,
//! parts and size are bounded, and the crates run behind `catch_unwind`.

mod face;
mod formula;
mod path;
mod picture;
mod spoken;

pub use formula::{Formula, MathFault, SOURCE_BYTES_MAX};
pub use picture::{MathPicture, PIXELS_MAX};

#[cfg(test)]
mod tests;
