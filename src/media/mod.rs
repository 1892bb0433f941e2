//! Decoding and the playback clock: video, sound, captions and pictures; frames and samples out.
//!
//! Works on any `Read + Seek + Send` and knows no pack, lesson or screen. Whatever the bytes, nothing here panics:
//! every number of a file is checked before use, and the decoders of others run behind `catch_unwind`, or (AV1, which
//! is entered through C) in a thread of their own that sleeps for good once it panics. One that does not come back is
//! left alone by a watchdog.

pub mod caption;
pub mod chapters;
pub mod check;
pub mod code;
pub mod epub;
pub mod facts;
pub mod math;
pub mod pdf;
pub mod picture;
pub mod player;
pub mod span;
pub mod through;
pub mod thumb;
pub mod tone;

pub mod apart;
mod av1;
mod avc;
mod bits;
mod deck;
mod engine;
mod feed;
mod h264;
mod mp4;
mod ogg;
mod opus;
mod output;
mod packets;
mod plain;
mod resample;
mod sound;
mod state;
mod stretch;
mod thumb_film;
mod track;
mod tune;
mod video;
mod voice;
mod vp9;
mod watch;
mod webm;
mod whole;
mod yuv;

#[cfg(test)]
pub mod bad_disk;
#[cfg(test)]
mod bad_tests;
#[cfg(test)]
mod bounds_tests;
#[cfg(test)]
mod clock_tests;
#[cfg(test)]
#[allow(dead_code)] // tests/mutants and tests/spoiled.rs use all of it
mod damage;
#[cfg(test)]
mod damaged_sound_tests;
#[cfg(test)]
mod player_tests;
#[cfg(test)]
mod slow_decoder_tests;
#[cfg(test)]
pub mod slow_disk;
#[cfg(test)]
mod slow_disk_tests;
#[cfg(test)]
mod spoiled_sound_tests;
#[cfg(test)]
mod stretch_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod thumb_tests;
