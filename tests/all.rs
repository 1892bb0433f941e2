//! All integration tests in one program: one file for each part.

mod office;
mod starter_course;
