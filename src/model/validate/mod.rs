//! Every rule of course documents and programmes that their types cannot say, checked all at once. Each mistake has a
//! JSON pointer, what is wrong, and how to mend it.

mod fault;
pub mod schema;
mod shape;

pub use fault::{Fault, Trail, escape, nearest};
pub use shape::{Shape, check_shape};
