//! The window: screens drawn from state, which ask for things by returning an [`Action`]. It touches no file and
//! no SQL, holds no rule of learning, and decides nothing about trust; whatever takes time goes to the workers.

pub mod action;
pub mod app;

pub mod context;
pub mod countdown;
pub mod desk;
pub mod faces;
mod forget;
mod life;
pub mod loaded;
pub mod office;
pub mod pictures;
pub mod screen;
pub mod shell;
pub mod shown;
pub mod soft;
pub mod speech;
pub mod stage;
pub mod state;
pub mod theme;
pub mod tokens;
pub mod widget;

pub use action::{Action, Screen};
pub use context::ViewCtx;
