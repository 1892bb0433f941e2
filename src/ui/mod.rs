//! The window: screens drawn from state, which ask for things by returning an `Action`. It touches no file and
//! no SQL, holds no rule of learning, and decides nothing about trust; whatever takes time goes to the workers.

pub mod theme;
pub mod tokens;
pub mod widget;
