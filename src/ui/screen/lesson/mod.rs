//! The lesson screen: a frame that is the same for every kind, and a body for each kind.

mod arrive;
mod body;
mod book;
mod book_page;
#[cfg(test)]
mod book_tests;
mod document;
mod document_marks;
mod document_pages;
mod document_search;
#[cfg(test)]
mod document_tests;
#[cfg(test)]
mod film_away_tests;
mod film_captions;
mod film_chapters;
pub(in crate::ui) mod film_choice;
mod film_controls;
mod film_full;
mod film_keys;
mod film_next;
#[cfg(test)]
mod film_painted_tests;
#[cfg(test)]
mod film_place_tests;
mod film_preview;
#[cfg(test)]
mod film_screen_tests;
mod film_sound;
#[cfg(test)]
mod film_sound_tests;
mod film_speed;
#[cfg(test)]
mod film_speed_tests;
#[cfg(test)]
mod film_tests;
mod film_trouble;
mod frame;
mod keep;
mod keep_drawer;
mod marker;
mod missing;
mod paper;
mod quiz;
mod reading;
mod report;
mod ruler_choice;
mod slides;
mod term;
mod transcript;
mod transcript_search;
mod video;

pub use arrive::{at, leave_for};
pub use body::{Body, needs_newer};
pub use frame::{LessonScreen, OpenLesson};
pub use missing::missing_words;
pub use report::{Reporter, Seen};
