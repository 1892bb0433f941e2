//! The station's files: installed packs and what is about to become one. No database here, no trust decisions: those
//! are the store's and the jobs'.

pub mod home;
pub mod read_at;
pub mod reader;
