//! One file for each step of a journey: what the screens and the commands call.

pub mod notice;
pub mod step;
pub mod trust;
