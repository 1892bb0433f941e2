//! One open file as pictures and sound, whatever its form.

use super::ogg::{OggTune, is_ogg};
use super::sound::{Heard, SoundStream};
use super::track::{Fault, Movie};
use super::tune::Tune;
use super::video::{Step, VideoStream};
use super::yuv::Colour;
use crate::media::facts::Why;
use std::io::{self, Read, Seek};

/// What a lesson's file may be read from.
pub trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// A file being played.
pub enum Feed {
    /// An MP4 or a WebM.
    Movie {
        /// Its length in microseconds.
        duration_us: i64,
        /// Where its samples are read.
        reader: Box<dyn Source>,
        /// Its pictures.
        video: Option<Box<VideoStream>>,
        /// Its sound.
        sound: Option<SoundStream>,
    },
    /// Sound in Ogg.
    Ogg(Box<OggTune<Box<dyn Source>>>),
    /// Sound of another form.
    Tune(Tune<'static>),
}

/// What is known once a file is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opened {
    /// Length in microseconds; 0 if the file does not tell.
    pub duration_us: i64,
    /// Width and height as shown, pixels not square made so; nothing for sound alone.
    pub shown_size: Option<(u32, u32)>,
    /// Samples a second, if there is sound.
    pub sound_rate: Option<u32>,
}

impl Feed {
    /// Opens a file by its bytes.
    pub fn open(mut reader: Box<dyn Source>) -> Result<Self, Fault> {
        if is_ogg(&mut reader)? {
            return Ok(Self::Ogg(Box::new(OggTune::open(reader)?)));
        }
        match Movie::open(&mut reader) {
            Ok(movie) => {
                let video =
                    movie.video.clone().map(|track| VideoStream::open(&movie, track, &mut reader)).transpose()?;
                let sound = movie.audio.clone().map(|track| SoundStream::open(&movie, track)).transpose();
                let sound = sound.map_err(Fault::Unplayable)?;
                if video.is_none() && sound.is_none() {
                    return Err(Fault::Unplayable(Why::NoVideo));
                }
                let duration_us = movie.duration_us;
                Ok(Self::Movie { duration_us, reader, video: video.map(Box::new), sound })
            }
            Err(Fault::Unplayable(Why::NotThisKind { .. })) => {
                Tune::open(reader).map(Self::Tune).map_err(Fault::Unplayable)
            }
            Err(fault) => Err(fault),
        }
    }

    /// Length, size and sound.
    pub fn opened(&self) -> Opened {
        match self {
            Self::Movie { duration_us, video, sound, .. } => Opened {
                duration_us: *duration_us,
                shown_size: video.as_ref().map(|video| video.shown_size()),
                sound_rate: sound.as_ref().map(SoundStream::rate),
            },
            Self::Ogg(tune) => {
                Opened { duration_us: tune.duration_us(), shown_size: None, sound_rate: Some(tune.rate()) }
            }
            Self::Tune(tune) => {
                Opened { duration_us: tune.duration_us(), shown_size: None, sound_rate: Some(tune.rate()) }
            }
        }
    }

    /// The colours of the pictures.
    pub fn colour(&self) -> Option<Colour> {
        match self {
            Self::Movie { video, .. } => video.as_ref().map(|video| video.colour()),
            Self::Ogg(_) | Self::Tune(_) => None,
        }
    }

    /// Goes to a time.
    pub fn seek(&mut self, at_us: i64) -> io::Result<()> {
        match self {
            Self::Movie { reader, video, sound, .. } => {
                if let Some(sound) = sound {
                    sound.seek(reader, at_us)?;
                }
                video.as_mut().map_or(Ok(()), |video| video.seek(reader, at_us))
            }
            Self::Ogg(tune) => tune.seek(at_us),
            Self::Tune(tune) => tune.seek(at_us),
        }
    }

    /// One step of the pictures.
    pub fn step_video(&mut self) -> io::Result<Step> {
        match self {
            Self::Movie { reader, video: Some(video), .. } => video.step(reader),
            Self::Movie { .. } | Self::Ogg(_) | Self::Tune(_) => Ok(Step::End),
        }
    }

    /// One step of the sound.
    pub fn step_sound(&mut self) -> io::Result<Heard> {
        match self {
            Self::Movie { reader, sound: Some(sound), .. } => sound.step(reader),
            Self::Movie { .. } => Ok(Heard::End),
            Self::Ogg(tune) => tune.hear(),
            Self::Tune(tune) => tune.hear(),
        }
    }

    /// When the pictures read next are shown, and the sound read next is heard.
    pub fn at_us(&self) -> (i64, i64) {
        match self {
            Self::Movie { video, sound, .. } => (
                video.as_ref().map_or(i64::MAX, |video| video.at_us()),
                sound.as_ref().map_or(i64::MAX, SoundStream::at_us),
            ),
            Self::Ogg(tune) => (i64::MAX, tune.at_us()),
            Self::Tune(tune) => (i64::MAX, tune.at_us()),
        }
    }

    /// Whether to leave out pictures that no other needs.
    pub fn hurry(&mut self, is_hurrying: bool) {
        if let Self::Movie { video: Some(video), .. } = self {
            video.hurry(is_hurrying);
        }
    }

    /// For tests: what is done after each picture.
    #[cfg(test)]
    pub fn after_each_picture(&mut self, done: Box<dyn FnMut() + Send>) {
        match self {
            Self::Movie { video: Some(video), .. } => video.after_each_picture(done),
            Self::Movie { .. } | Self::Ogg(_) | Self::Tune(_) => panic!("no pictures"),
        }
    }

    /// For tests: from now on the pictures go wrong.
    #[cfg(test)]
    pub fn spoil(&mut self, bad: super::plain::Bad) {
        match self {
            Self::Movie { video: Some(video), .. } => video.spoil(bad),
            Self::Movie { .. } | Self::Ogg(_) | Self::Tune(_) => panic!("no pictures to spoil"),
        }
    }
}
