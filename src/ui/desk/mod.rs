//! The staff desk.

#[allow(clippy::module_inception, reason = "the desk is the desk")]
mod desk;

pub use desk::Desk;
