//! The window of the records office: screens drawn from state, which ask for things by returning an [`Action`]. It
//! touches no file and no SQL; whatever takes time goes to the office's thread.

mod action;
mod alike;
pub mod app;
mod back;
mod certificates;
mod choose;
mod context;
mod desk;
mod facts;
mod files;
mod idle;
mod keys;
mod leaving;
mod list;
mod look;
mod merged;
mod pages;
mod paper;
mod part;
mod people;
mod person;
mod pick;
mod plan;
mod reason;
mod report_asking;
mod report_chart;
mod reports;
mod rules;
mod saving;
mod stage;
mod start;
mod state;
mod station;
mod stations;
mod sticks;
mod unlock;
mod work;

pub use action::{Action, Place, Purpose};
pub use context::Cx;
pub use stage::Stage;
pub use state::State;
