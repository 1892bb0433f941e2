//! The commands, one file for each group of them.

mod certificates;
mod commands;
mod desk;
#[path = "../ending.rs"]
mod ending;
mod keep;
mod merges;
mod new;
mod opening;
mod packs;
mod people;
mod policy;
mod report;
mod standing;
mod station;
mod verify;
#[cfg(feature = "gui")]
mod window;

pub use commands::{Command, run};
pub use desk::Desk;
