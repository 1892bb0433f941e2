//! Decoding and the playback clock: video, sound, captions and pictures; frames and samples out.
//!
//! Works on any `Read + Seek + Send` and knows no pack, lesson or screen. Whatever the bytes, nothing here panics:
//! every number of a file is checked before use, and the decoders of others run behind `catch_unwind`.

pub mod check;
pub mod facts;
pub mod picture;

mod h264;
mod mp4;
mod sound;
mod tune;
mod video;
mod whole;

#[cfg(test)]
mod tests;
