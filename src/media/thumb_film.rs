//! A film opened for its pictures that stand alone, each made small.

use super::player::Source;
use super::thumb::Thumb;
use super::track::Movie;
use super::video::{Step, VideoStream};
use super::yuv::{Colour, Order, Yuv, to_pixels};

/// The widest and highest a small picture is.
const WIDTH_MAX: usize = 160;
/// See [`WIDTH_MAX`].
const HEIGHT_MAX: usize = 120;
/// A picture that stands alone comes after some packets at most.
const STEPS_MAX: usize = 16;

/// See the module.
pub struct Film {
    reader: Box<dyn Source>,
    video: VideoStream,
    colour: Colour,
    size: (usize, usize),
}

impl Film {
    /// Opens a film; nothing if it has no pictures that can be decoded.
    pub fn open(mut reader: Box<dyn Source>) -> Option<Self> {
        let opened = Movie::open(&mut reader).and_then(|movie| {
            let video = movie.video.clone();
            video.map(|track| VideoStream::open(&movie, track, &mut reader)).transpose()
        });
        match opened {
            Ok(video) => {
                let video = video?;
                let (colour, size) = (video.colour(), fitted(video.shown_size()));
                Some(Self { reader, video, colour, size })
            }
            Err(fault) => {
                log::info!("no small pictures of a film: {fault}");
                None
            }
        }
    }

    /// Goes to the picture that stands alone nearest to a time; tells when it is shown.
    pub fn find(&mut self, at_ms: u64) -> Option<u64> {
        let at_us = i64::try_from(at_ms.saturating_mul(1000)).ok()?;
        match self.video.seek_key(&mut self.reader, at_us) {
            Ok(found) => Some(u64::try_from(found?).unwrap_or(0) / 1000),
            Err(fault) => {
                log::info!("no small picture at {at_ms} ms: {fault}");
                None
            }
        }
    }

    /// The picture gone to, which is shown at that time.
    pub fn picture(&mut self, at_ms: u64) -> Option<Thumb> {
        for _ in 0..STEPS_MAX {
            match self.video.step(&mut self.reader) {
                Ok(Step::Picture(decoded)) => return self.small(at_ms, &decoded.frame),
                Ok(Step::More) => {}
                Ok(Step::Undecodable { .. } | Step::End) => return None,
                Err(fault) => {
                    log::info!("no small picture at {at_ms} ms: {fault}");
                    return None;
                }
            }
        }
        None
    }

    fn small(&self, at_ms: u64, frame: &Yuv) -> Option<Thumb> {
        let (width, height) = self.size;
        let coarse = Yuv::chroma(frame.width, frame.height);
        let small_coarse = Yuv::chroma(width, height);
        let small = Yuv {
            width,
            height,
            y: averaged(&frame.y, (frame.width, frame.height), self.size),
            u: averaged(&frame.u, coarse, small_coarse),
            v: averaged(&frame.v, coarse, small_coarse),
        };
        let mut rgba = vec![0; width * height * 4];
        let colour = self.colour.of_height(frame.height);
        to_pixels(&small, colour, Order::Rgba, &mut rgba).ok()?;
        Some(Thumb { at_ms, width, height, rgba })
    }
}

/// The largest size of that shape within the limits.
fn fitted((width, height): (u32, u32)) -> (usize, usize) {
    let (width, height) = (u64::from(width.max(1)), u64::from(height.max(1)));
    let (most_wide, most_high) = (WIDTH_MAX as u64, HEIGHT_MAX as u64);
    let (width, height) = if width * most_high > height * most_wide {
        (most_wide, height * most_wide / width)
    } else {
        (width * most_high / height, most_high)
    };
    (width.max(2) as usize, height.max(2) as usize)
}

/// A plane at another size: each sample the mean of those it stands for.
fn averaged(plane: &[u8], (width, height): (usize, usize), size: (usize, usize)) -> Vec<u8> {
    let part = |at: usize, of: usize, whole: usize| {
        let from = at * whole / of;
        from..((at + 1) * whole / of).max(from + 1).min(whole)
    };
    let mut out = Vec::with_capacity(size.0 * size.1);
    for y in 0..size.1 {
        let rows = part(y, size.1, height);
        for x in 0..size.0 {
            let columns = part(x, size.0, width);
            let count = (rows.len() * columns.len()).max(1) as u32;
            let row = |y: usize| plane.get(y * width + columns.start..y * width + columns.end).unwrap_or_default();
            let sum: u32 = rows.clone().flat_map(row).map(|sample| u32::from(*sample)).sum();
            out.push((sum / count) as u8);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_picture_keeps_the_shape_of_the_film() {
        for (shown, size) in [
            ((1280, 720), (160, 90)),
            ((1440, 1080), (160, 120)),
            ((720, 1280), (67, 120)),
            ((4000, 10), (160, 2)),
            ((1, 1), (120, 120)),
        ] {
            assert_eq!(fitted(shown), size, "{shown:?}");
        }
    }

    #[test]
    fn samples_are_the_mean_of_those_they_stand_for() {
        assert_eq!(averaged(&[10, 20, 30, 40], (2, 2), (1, 1)), [25]);
        assert_eq!(averaged(&[10, 20, 30, 40], (4, 1), (2, 1)), [15, 35]);
        assert_eq!(averaged(&[10, 20], (2, 1), (4, 2)), [10, 10, 20, 20, 10, 10, 20, 20], "made larger");
        assert_eq!(averaged(&[], (2, 2), (1, 1)), [0], "a plane that is too short");
    }
}
