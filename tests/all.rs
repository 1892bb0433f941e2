//! All integration tests in one program: one file for each part.

mod layers;
mod office;
#[cfg(feature = "gui")]
mod screens;
mod sources;
mod course_folder;
mod course_schema;
mod pack_command;
mod starter_course;
mod tidy;
