//! All integration tests in one program: one file for each part.

mod layers;
mod office;
#[cfg(feature = "gui")]
mod screens;
mod sources;
mod starter_course;
mod tidy;
