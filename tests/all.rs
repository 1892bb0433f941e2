//! All integration tests in one program: one file for each part.

mod starter_course;
