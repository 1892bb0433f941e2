//! The lesson screen: a frame that is the same for every kind, and a body for each kind.

mod body;
mod frame;
mod quiz;
mod reading;
mod report;
mod slides;
mod video;

pub use body::{Body, needs_newer};
pub use frame::{LessonScreen, OpenLesson, missing_words};
pub use report::{Reporter, Seen};
