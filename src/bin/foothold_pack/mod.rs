//! The commands of `foothold-pack`.

mod bar;
mod build;
mod check;
mod draft;
#[path = "../ending.rs"]
mod ending;
mod keygen;
mod look;
mod outcome;

pub use outcome::{Command, run};
