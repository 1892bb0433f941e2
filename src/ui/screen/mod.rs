//! The screens of learners and of the first start. Each holds only its drafts (what is typed and not yet sent), sees
//! everything else read-only, and returns an action.

pub mod certificate;
pub mod course;
mod course_card;
mod course_terms;
pub mod due;
mod duty;
pub mod glossary;
mod goals;
pub mod help;
pub mod home;
pub mod journal;
pub mod kept;
mod kept_row;
mod layout;
pub mod lesson;
pub mod library;
pub mod lock;
pub mod packet;
pub mod programme;
pub mod record;
mod screens;
pub mod secret_entry;
pub mod settings;
pub mod setup;
mod sheet;
pub mod sign_in;
pub mod staff_word;
pub(in crate::ui) mod standing;
pub mod welcome;
mod written;

pub use layout::{grid, page, split};
pub use screens::Screens;
