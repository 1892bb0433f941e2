//! The staff desk.

mod account;
mod call_times;
mod carry_in;
mod carry_out;
mod courses;
mod credentials;
#[allow(clippy::module_inception, reason = "the desk is the desk")]
mod desk;
mod drives;
mod exams;
mod goals;
mod marking;
mod paper;
mod people;
mod person;
mod saving;
mod station;
mod title;
mod today;
mod wish;

pub use desk::Desk;
pub(in crate::ui) use drives::Sticks;
pub(in crate::ui) use paper::recovery_page;
pub(in crate::ui) use saving::Saving;
pub(in crate::ui) use station::passphrases;
pub(in crate::ui) use title::Title;
