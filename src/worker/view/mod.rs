//! What the screens show, as plain data: names and texts already in the person's language, states already derived.
//! Sentences, dates and counts are put into words by the screens.

mod course;
mod home;
mod kept;
mod lesson;
mod library;
mod marking;
mod packet;
mod people;
mod programme;
mod quiz;
mod roll;
mod station;

pub use course::*;
pub use home::*;
pub use kept::*;
pub use lesson::*;
pub use library::*;
pub use marking::*;
pub use packet::*;
pub use people::*;
pub use programme::*;
pub use quiz::*;
pub use roll::*;
pub use station::*;
