//! The parts that screens are made of. Each is drawn from tokens, at least 44 points high where it is pressed, shows a
//! ring when the keyboard is on it, and has an accessible name. None knows what it is used for.

pub mod bars;
pub mod button;
pub mod caption;
pub mod card;
pub mod choice;
pub mod code;
pub mod dialog;
pub mod field;
pub mod film;
pub mod focus;
pub mod icon;
pub mod math;
pub mod notice;
pub mod pattern;
pub mod pen;
pub mod pictures;
pub mod pin;
pub mod progress;
pub mod reading;
pub mod ruler;
pub mod runs;
pub mod say;
pub mod scroll_keys;
pub mod sideways;
pub mod steps;
pub mod table;
pub mod tile;
pub mod track;
pub mod writing;

pub use button::Button;
pub use card::{Card, card};
pub use icon::Icon;
pub use notice::{Notice, Tone};
