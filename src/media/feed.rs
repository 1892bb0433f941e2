//! One open file as pictures and sound, whatever its form.

use super::mp4::{Fault, Movie};
use super::sound::{Heard, SoundStream};
use super::tune::Tune;
use super::video::{Step, VideoStream};
use crate::media::facts::Why;
use std::io::{self, Read, Seek};

/// What a lesson's file may be read from.
pub trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// A file being played.
pub enum Feed {
    /// An MP4.
    Movie {
        /// Its tables.
        movie: Box<Movie>,
        /// Where its samples are read.
        reader: Box<dyn Source>,
        /// Its pictures.
        video: Option<Box<VideoStream>>,
        /// Its sound.
        sound: Option<SoundStream>,
    },
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
        match Movie::open(&mut reader) {
            Ok(movie) => {
                let video = movie.video.clone().map(VideoStream::open).transpose().map_err(Fault::Unplayable)?;
                let sound = movie.audio.clone().map(SoundStream::open).transpose().map_err(Fault::Unplayable)?;
                if video.is_none() && sound.is_none() {
                    return Err(Fault::Unplayable(Why::NoVideo));
                }
                Ok(Self::Movie { movie: Box::new(movie), reader, video: video.map(Box::new), sound })
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
            Self::Movie { movie, video, sound, .. } => Opened {
                duration_us: movie.duration_us,
                shown_size: video.as_ref().map(|video| shown_size(video)),
                sound_rate: sound.as_ref().map(SoundStream::rate),
            },
            Self::Tune(tune) => {
                Opened { duration_us: tune.duration_us(), shown_size: None, sound_rate: Some(tune.rate()) }
            }
        }
    }

    /// The colours of the pictures.
    pub fn colour(&self) -> Option<super::h264::Colour> {
        match self {
            Self::Movie { video, .. } => video.as_ref().map(|video| video.sps().colour),
            Self::Tune(_) => None,
        }
    }

    /// Goes to a time.
    pub fn seek(&mut self, at_us: i64) -> io::Result<()> {
        match self {
            Self::Movie { movie, reader, video, sound } => {
                if let Some(sound) = sound {
                    sound.seek(at_us);
                }
                video.as_mut().map_or(Ok(()), |video| video.seek(movie, reader, at_us))
            }
            Self::Tune(tune) => tune.seek(at_us),
        }
    }

    /// One step of the pictures.
    pub fn step_video(&mut self) -> io::Result<Step> {
        match self {
            Self::Movie { movie, reader, video: Some(video), .. } => video.step(movie, reader),
            Self::Movie { .. } | Self::Tune(_) => Ok(Step::End),
        }
    }

    /// One step of the sound.
    pub fn step_sound(&mut self) -> io::Result<Heard> {
        match self {
            Self::Movie { movie, reader, sound: Some(sound), .. } => sound.step(movie, reader),
            Self::Movie { .. } => Ok(Heard::End),
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
            Self::Tune(tune) => (i64::MAX, tune.at_us()),
        }
    }

    /// Whether to leave out pictures that no other needs.
    pub fn hurry(&mut self, is_hurrying: bool) {
        if let Self::Movie { video: Some(video), .. } = self {
            video.hurry(is_hurrying);
        }
    }
}

/// The stream's size with its pixels made square; the track's own word if it is near that shape.
fn shown_size(video: &VideoStream) -> (u32, u32) {
    let sps = video.sps();
    let (across, down) = sps.pixel_shape;
    let wide = u64::from(sps.width) * u64::from(across) / u64::from(down.max(1));
    let stretched = u32::try_from(wide).unwrap_or(sps.width).clamp(1, 8 * sps.width);
    match video.track().shown_size {
        (width, height) if width > 0 && height == sps.height && width <= 8 * sps.width => (width, height),
        _ => (stretched, sps.height),
    }
}
