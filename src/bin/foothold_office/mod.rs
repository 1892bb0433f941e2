//! The commands, one file for each group of them.

mod certificates;
mod commands;
mod credentials;
mod desk;
#[path = "../ending.rs"]
mod ending;
mod keep;
mod letterhead;
mod merges;
mod new;
mod opening;
mod packs;
mod people;
mod policy;
mod report;
mod standing;
mod station;
mod transcript;
mod verify;
#[cfg(feature = "gui")]
mod window;
mod xapi;

pub use commands::{Command, run};
pub use desk::Desk;
