//! Whether a file plays on every station: asked once, when a pack is built, by decoding every picture and sample.

pub use super::facts::{MediaFacts, Unplayable, Why};
use std::io::{Read, Seek};

/// Checks a video lesson's file: MP4 or WebM with H.264, VP9 or AV1 and, if there is sound, AAC-LC, Opus or Vorbis.
///
/// # Errors
///
/// [`Unplayable`] with the first reason found and the command that mends it.
pub fn check_video(reader: impl Read + Seek + Send) -> Result<MediaFacts, Unplayable> {
    super::whole::video(reader)
}

/// Checks sound alone: M4A (AAC-LC), MP3, Ogg Vorbis, Opus, FLAC or WAV.
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

/// How long a film or a recording is by its own account, in ms, without decoding it; none if it does not tell.
pub fn length_ms(reader: impl Read + Seek + Send + 'static) -> Option<u64> {
    let length_us = super::feed::Feed::open(Box::new(reader)).ok()?.opened().duration_us;
    u64::try_from(length_us / 1000).ok().filter(|ms| *ms > 0)
}

/// The command that makes a film again so that going to a place in it is quick.
#[must_use]
pub fn keyframes_every_two_seconds(input: &str, output_stem: &str) -> String {
    super::whole::close_keyframes().ffmpeg_for(input, output_stem)
}
