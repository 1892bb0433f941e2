//! The thread behind the office's window, which alone reaches [`crate::office`]: its registry, its keys, its files.
//!
//! The screens send an [`Ask`] and get a ticket; each ticket ends with exactly one last [`Told`], whatever happens, and
//! may bring [`Told::Step`] before it. A panic ends its ticket with a problem, never the program. A second thread looks
//! for sticks while a page waits for one. Nothing here knows the window: it is woken through a closure.

mod answer;
mod ask;
mod certificates;
mod handle;
mod keep;
mod keys;
mod leaving;
mod merging;
mod people;
mod places;
mod post;
mod reading;
mod reports;
mod room;
mod start;
mod stations;
mod sticks;
mod told;
pub mod view;

pub use ask::{Ask, NewOfficeForm};
pub use handle::{OfficeHandle, OfficeOptions};
pub use told::{OfficeEvent, Told};
