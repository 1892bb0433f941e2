//! MP4 (ISO/IEC 14496-12 and -14), the part of it that lessons use: one track of pictures and one of sound, in one
//! piece or in fragments.
//!
//! Only the `moov` and `moof` boxes are held in memory, within limits; samples are read one by one through the reader.
//! Every number of the file is checked before it is used: nothing here indexes, allocates or adds on the file's word.

mod boxes;
mod codec;
mod fragment;
mod movie;
mod table;

pub use movie::open;
