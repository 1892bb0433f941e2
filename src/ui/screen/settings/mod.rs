//! What a learner sets for themselves: how it looks, what is heard, how they sign in.

mod change;
mod look;
mod page;
mod sound;

pub use page::SettingsScreen;
