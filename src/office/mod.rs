//! The records office: its keys, the documents it signs, the registry of every event, and what follows from it.
//!
//! An office is a folder, [`home::OfficeHome`]. Nothing here prints or asks; the program and the office's window do.

pub mod aliases;
pub mod approve;
pub mod backup;
pub mod check_page;
pub mod credentials;
pub mod documents;
pub mod dossier;
mod due;
mod each_person;
pub mod facilities;
pub mod forgotten;
pub mod home;
mod in_parallel;
pub mod init;
pub mod issue;
pub mod keys;
pub mod kit;
mod known;
pub mod learner_record;
pub mod letterhead;
pub mod look;
pub mod merge;
pub mod notice_copy;
pub mod open;
pub mod outside;
pub mod packet;
pub mod paper_words;
mod parting;
pub mod people;
pub mod person;
pub mod policy;
pub mod receipts;
pub mod registry;
pub mod report;
pub mod report_files;
pub mod reports;
mod reprint;
pub mod revocations;
pub mod rosters;
pub mod standing;
pub mod stations;
pub mod summaries;
pub mod transcript;
pub mod transfer;
pub mod xapi;
