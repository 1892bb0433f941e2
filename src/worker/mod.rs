//! The threads behind the window: what the screens ask for, and what comes back.
//!
//! The store thread owns the only connection to the station's database; the file thread does what takes long; the
//! search thread has the library's index, builds it in small steps and answers between them. The screens send a
//! [`Request`] and get a ticket; each ticket ends with exactly one last [`News`], whatever happens, and may bring
//! [`News::Step`] before it. Nothing here knows the window: it is woken through a closure.

mod allowed;
mod answer;
mod carrying;
mod desk;
mod drive_thread;
mod event;
mod file_thread;
mod handle;
mod keeping;
mod learning;
mod line;
pub mod office;
mod opening;
mod papers;
mod people;
mod quizzing;
mod request;
mod room;
mod search_thread;
mod show;
mod store_thread;
#[cfg(test)]
mod tests;
pub mod view;

pub use event::{Event, KeptNews, News};
pub use handle::{Handle, Options};
pub use request::{Credential, Keep, Marking, PeopleChange, Request, Secret, SpanReport, StaffWish, Ticket};
