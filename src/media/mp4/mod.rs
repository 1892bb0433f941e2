//! MP4 (ISO/IEC 14496-12 and -14), the part of it that lessons use: whole files with one H.264 and one AAC track.
//!
//! Only the `moov` box is held in memory, within a limit; samples are read one by one through the reader. Every
//! number of the file is checked before it is used: nothing here indexes, allocates or adds on the file's word.

mod boxes;
mod codec;
mod movie;
mod table;

pub use codec::{AudioCoding, VideoCoding};
pub use movie::{Fault, Movie, Track};
pub use table::Sample;
