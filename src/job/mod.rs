//! The steps of a journey, one file each: what a person asks for, done with the database, the library and the files,
//! or a [`crate::model::problem::Problem`]. No thread and no window here.

mod arrival;
pub mod assign;
pub mod backup;
pub mod courses;
pub mod credentials;
pub mod damage;
pub mod drives;
mod earning;
pub mod editions;
pub mod exams;
pub mod export_account;
pub mod export_progress;
mod export_withheld;
pub mod export_write;
pub mod follow;
pub mod groups;
pub mod import_pack;
pub mod import_receipt;
pub mod marking;
pub mod notice;
pub mod pack_head;
pub mod papers;
pub mod past;
pub mod people;
pub mod pins;
pub mod revocations;
pub mod room_to_save;
pub mod roster;
pub mod search;
pub mod search_feed;
pub mod setup;
pub mod sign_in;
pub mod slip;
pub mod speed;
pub mod spoken;
pub mod staff;
pub mod start;
pub mod station_keys;
pub mod status;
pub mod study;
pub mod sweep_library;
pub mod take_record;
pub mod take_roster;
pub mod trust;
pub mod try_out;
pub mod watch;

pub use crate::library::fault::NoFaults;
pub use crate::library::home::Home;
pub use crate::store::{Learner, Snapshot, Staff};

#[cfg(test)]
mod station_tests;
#[cfg(test)]
pub(crate) mod tests_pack;
