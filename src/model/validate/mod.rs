//! Every rule of course documents and programmes: their shape, and what their types cannot say. All mistakes at once,
//! each with a JSON pointer, what is wrong, and how to mend it.

mod course;
mod fault;
mod form;
mod lesson;
mod programme;
mod question;
mod quiz;
mod reach;
mod report;
mod rules;
pub mod schema;
mod shape;
#[cfg(test)]
mod tests;
mod words;

pub use course::{check_course, check_directory_document};
pub use fault::{Fault, Trail, escape, nearest};
pub use programme::check_programme;
pub use report::{Report, course, programme, report};
pub use shape::{Shape, check_shape};
