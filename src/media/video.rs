//! H.264 pictures in the order they are shown, from any millisecond on.
//!
//! The decoder gives pictures in decoding order; here they wait until no picture still to come is shown earlier,
//! which the sample table tells exactly. A panic inside the decoder is caught and counts as a damaged picture.

use super::facts::Why;
use super::h264::{self, Colour, Sps, Unit};
use super::mp4::{Movie, Sample, Track, VideoCoding};
use rusty_h264_common::YuvFrame;
use rusty_h264_decoder::Decoder;
use std::collections::BTreeMap;
use std::io::{self, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// A decoded picture with its time.
pub struct Decoded {
    /// When it is shown, in microseconds on the movie's time.
    pub at_us: i64,
    /// For how long the file says it is shown.
    pub lasts_us: i64,
    /// Planar 4:2:0.
    pub frame: YuvFrame,
}

/// What one step brought.
pub enum Step {
    /// The next picture to show.
    Picture(Decoded),
    /// Nothing yet: step again.
    More,
    /// A picture that cannot be decoded; decoding goes on at the next one that stands alone.
    Undecodable {
        /// When it would have been shown.
        at_us: i64,
        /// The decoder's words.
        detail: String,
    },
    /// All pictures are out.
    End,
}

/// The video track of an open movie.
pub struct VideoStream {
    track: Track<VideoCoding>,
    length_size: usize,
    sps: Sps,
    decoder: Decoder,
    /// For each sample, the earliest time shown among those decoded after it.
    earliest_later: Vec<i64>,
    next: usize,
    ready: BTreeMap<(i64, usize), YuvFrame>,
    /// Pictures shown before this tick are decoded and not given out.
    from: i64,
    is_waiting_for_idr: bool,
    is_hurrying: bool,
    sample: Vec<u8>,
    annex_b: Vec<u8>,
}

impl VideoStream {
    /// Prepares to decode from the first picture.
    ///
    /// # Errors
    ///
    /// What this player does not decode.
    pub fn open(track: Track<VideoCoding>) -> Result<Self, Why> {
        let (length_size, sets) = match &track.coding {
            VideoCoding::H264 { length_size, parameter_sets } => (*length_size, parameter_sets),
            VideoCoding::Other(found) => return Err(Why::VideoCoding { found: found.clone() }),
        };
        let sps = sets.iter().find(|unit| h264::is_sps(unit)).and_then(|unit| Sps::parse(unit));
        let sps = sps.ok_or(Why::Damaged { at_ms: 0, detail: "no readable sequence parameter set".to_owned() })?;
        if let Some(why) = sps.refusal() {
            return Err(why);
        }
        let mut earliest = i64::MAX;
        let mut earliest_later = vec![0; track.samples.len()];
        for (slot, sample) in earliest_later.iter_mut().zip(&track.samples).rev() {
            *slot = earliest;
            earliest = earliest.min(sample.shown);
        }
        let from = track.first_tick.max(earliest);
        let mut out = Self {
            track,
            length_size,
            sps,
            decoder: Decoder::new(),
            earliest_later,
            next: 0,
            ready: BTreeMap::new(),
            from,
            is_waiting_for_idr: true,
            is_hurrying: false,
            sample: Vec::new(),
            annex_b: Vec::new(),
        };
        out.from = out.shown_at(out.track.delay_us);
        match out.restart() {
            Ok(()) => Ok(out),
            Err(_) if !sps.is_frames_only => Err(Why::Interlaced),
            Err(found) => Err(Why::Tool { found }),
        }
    }

    /// The parameter set that all pictures share.
    pub fn sps(&self) -> Sps {
        self.sps
    }

    /// The track.
    pub fn track(&self) -> &Track<VideoCoding> {
        &self.track
    }

    /// Whether pictures that no other needs may be left out to catch up.
    pub fn hurry(&mut self, is_hurrying: bool) {
        self.is_hurrying = is_hurrying;
    }

    /// Makes the picture that is on show at `at_us` the next one given out.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn seek(&mut self, movie: &Movie, reader: &mut (impl Read + Seek), at_us: i64) -> io::Result<()> {
        self.from = self.shown_at(at_us);
        let wanted = self.track.samples.iter().position(|sample| sample.shown == self.from).unwrap_or(0);
        let mut start = wanted;
        while start > 0 {
            let sample = self.track.samples[start];
            if sample.is_sync && sample.shown <= self.from && self.unit(movie, reader, &sample)?.is_idr {
                break;
            }
            start -= 1;
        }
        self.next = start;
        self.ready.clear();
        if let Err(detail) = self.restart() {
            log::warn!("the decoder does not start again: {detail}");
        }
        Ok(())
    }

    /// The tick of the picture on show at a time: the last one not later, or else the first.
    fn shown_at(&self, at_us: i64) -> i64 {
        let track = &self.track;
        let visible = || track.samples.iter().map(|sample| sample.shown).filter(|&tick| tick >= track.first_tick);
        let last = visible().filter(|&tick| track.at_us(tick) <= at_us).max();
        last.or_else(|| visible().min()).unwrap_or(track.first_tick)
    }

    fn unit(&mut self, movie: &Movie, reader: &mut (impl Read + Seek), sample: &Sample) -> io::Result<Unit> {
        movie.read(reader, sample, &mut self.sample)?;
        let units = h264::units(&self.sample, self.length_size).unwrap_or_default();
        Ok(h264::describe(&units))
    }

    /// A fresh decoder that knows the parameter sets and waits for a picture that stands alone.
    fn restart(&mut self) -> Result<(), String> {
        self.decoder = Decoder::new();
        self.is_waiting_for_idr = true;
        let VideoCoding::H264 { parameter_sets, .. } = &self.track.coding else { return Ok(()) };
        let mut head = Vec::new();
        h264::annex_b(parameter_sets.iter().map(Vec::as_slice), &mut head);
        guarded(&mut self.decoder, &head).map(drop)
    }

    /// Decodes one sample, or gives out one waiting picture.
    ///
    /// # Errors
    ///
    /// The reader's; [`Self::at_us`] tells where.
    pub fn step(&mut self, movie: &Movie, reader: &mut (impl Read + Seek)) -> io::Result<Step> {
        if let Some(decoded) = self.due() {
            return Ok(Step::Picture(decoded));
        }
        let Some(sample) = self.track.samples.get(self.next).copied() else { return Ok(Step::End) };
        movie.read(reader, &sample, &mut self.sample)?;
        let index = self.next;
        self.next += 1;
        Ok(match self.decode(sample, index) {
            Ok(()) => Step::More,
            Err(detail) => {
                if let Err(detail) = self.restart() {
                    log::warn!("the decoder does not start again: {detail}");
                }
                Step::Undecodable { at_us: self.track.at_us(sample.shown), detail }
            }
        })
    }

    /// When the sample to be read next is shown.
    pub fn at_us(&self) -> i64 {
        self.track.samples.get(self.next).map_or(self.track.end_us, |sample| self.track.at_us(sample.shown))
    }

    fn due(&mut self) -> Option<Decoded> {
        let limit = match self.next.checked_sub(1) {
            Some(last) => *self.earliest_later.get(last)?,
            None => return None,
        };
        let (&(tick, index), _) = self.ready.first_key_value()?;
        if tick >= limit {
            return None;
        }
        let frame = self.ready.remove(&(tick, index))?;
        let lasts = self.track.samples.get(index).map_or(0, |sample| i64::from(sample.lasts));
        let at_us = self.track.at_us(tick);
        Some(Decoded { at_us, lasts_us: self.track.at_us(tick.saturating_add(lasts)).saturating_sub(at_us), frame })
    }

    fn decode(&mut self, sample: Sample, index: usize) -> Result<(), String> {
        let units = h264::units(&self.sample, self.length_size)?;
        let unit = h264::describe(&units);
        if unit.is_idr {
            self.is_waiting_for_idr = false;
        }
        let is_shown = sample.shown >= self.from && self.track.at_us(sample.shown) < self.track.end_us;
        let is_spare = !unit.is_reference && (!is_shown || self.is_hurrying);
        if self.is_waiting_for_idr || !unit.has_picture || is_spare {
            return Ok(());
        }
        for set in units.iter().filter(|unit| h264::is_sps(unit)) {
            let other = Sps::parse(set).ok_or("an unreadable parameter set inside the stream")?;
            if (other.width, other.height, other.coded_pixels)
                != (self.sps.width, self.sps.height, self.sps.coded_pixels)
                || other.refusal().is_some()
            {
                return Err("pictures change their size or kind midway".to_owned());
            }
        }
        h264::annex_b(units, &mut self.annex_b);
        let frame = guarded(&mut self.decoder, &self.annex_b)?.ok_or("a sample without a whole picture")?;
        if (frame.width, frame.height) != (self.sps.width as usize, self.sps.height as usize) {
            return Err("a picture of another size than promised".to_owned());
        }
        if is_shown {
            self.ready.insert((sample.shown, index), frame);
        }
        Ok(())
    }
}

fn guarded(decoder: &mut Decoder, annex_b: &[u8]) -> Result<Option<YuvFrame>, String> {
    match catch_unwind(AssertUnwindSafe(|| decoder.decode(annex_b))) {
        Ok(Ok(frame)) => Ok(frame),
        Ok(Err(fault)) => Err(fault.to_string()),
        Err(_) => Err("the decoder gave up".to_owned()),
    }
}

/// Turns a decoded picture into RGBA, four bytes a pixel; `out` must hold exactly width × height × 4 bytes.
///
/// # Errors
///
/// Planes shorter than the picture.
pub fn to_rgba(frame: &YuvFrame, colour: Colour, out: &mut [u8]) -> Result<(), yuv::YuvError> {
    let (width, height) = (frame.width as u32, frame.height as u32);
    let image = yuv::YuvPlanarImage {
        y_plane: &frame.y,
        y_stride: width,
        u_plane: &frame.u,
        u_stride: width.div_ceil(2),
        v_plane: &frame.v,
        v_stride: width.div_ceil(2),
        width,
        height,
    };
    let range = if colour.is_full_range { yuv::YuvRange::Full } else { yuv::YuvRange::Limited };
    let matrix = match colour.matrix {
        1 => yuv::YuvStandardMatrix::Bt709,
        4 => yuv::YuvStandardMatrix::Fcc,
        5 | 6 => yuv::YuvStandardMatrix::Bt601,
        7 => yuv::YuvStandardMatrix::Smpte240,
        9 => yuv::YuvStandardMatrix::Bt2020,
        _ if height >= 720 => yuv::YuvStandardMatrix::Bt709,
        _ => yuv::YuvStandardMatrix::Bt601,
    };
    yuv::yuv420_to_rgba(&image, out, width * 4, range, matrix)
}
