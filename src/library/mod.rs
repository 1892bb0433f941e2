//! The station's files: installed packs and what is about to become one. No database here, no trust decisions: those
//! are the store's and the jobs'.

pub mod document;
pub mod fault;
pub mod home;
pub mod install;
pub mod opened;
pub mod read_at;
pub mod reader;
pub mod search;
pub mod shelf;
pub mod source;
pub mod staging;
pub mod starter;
pub mod sweep;
