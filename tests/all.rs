//! All integration tests in one program: one file for each part.

mod course_folder;
mod course_schema;
mod layers;
mod office;
mod pack_command;
#[cfg(feature = "gui")]
mod screens;
mod sources;
mod starter_course;
mod tidy;
