//! Whether a file plays on every station: asked once, when a pack is built, by decoding every picture and sample.

pub use super::facts::{MediaFacts, Unplayable, Why};
use std::io::{Read, Seek};

/// Checks a video lesson's file: MP4 with H.264 and, if there is sound, AAC-LC.
///
/// # Errors
///
/// [`Unplayable`] with the first reason found and the command that mends it.
pub fn check_video(reader: impl Read + Seek + Send) -> Result<MediaFacts, Unplayable> {
    super::whole::video(reader)
}

/// Checks sound alone: M4A (AAC-LC), MP3, FLAC or WAV.
///
/// # Errors
///
/// [`Unplayable`] with the first reason found and the command that mends it.
pub fn check_audio(reader: impl Read + Seek + Send) -> Result<MediaFacts, Unplayable> {
    super::whole::audio(reader)
}

/// Checks a picture: PNG, JPEG or WebP within the limits of [`super::picture`].
///
/// # Errors
///
/// [`Unplayable`] with the first reason found and the command that mends it.
pub fn check_image(reader: impl Read + Seek) -> Result<MediaFacts, Unplayable> {
    super::whole::image(reader)
}
