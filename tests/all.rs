//! All integration tests in one program: one file for each part.
#![allow(clippy::unwrap_used)] // a test that cannot go on says so by ending; helpers of tests are tests

mod course_folder;
mod course_schema;
mod cut;
mod drafting;
mod kill;
mod layers;
#[path = "../benches/made_up.rs"]
mod made_up;
mod mending;
mod office;
mod pack_command;
mod papers;
mod place;
#[cfg(feature = "gui")]
mod screens;
mod sources;
mod spoiled;
mod starter_course;
mod tidy;
