//! H.264 pictures in the order they are shown, from any millisecond on.
//!
//! The decoder gives pictures in decoding order; here they wait until no picture still to come is shown earlier,
//! which the sample table tells exactly. A panic inside the decoder is caught and counts as a damaged picture.

use super::facts::Why;
use super::h264::{self, Sps, Unit};
use super::track::{Sample, Table, read_packet};
use super::video::{Decoded, Step};
use super::yuv::Yuv;
use rusty_h264_common::YuvFrame;
use rusty_h264_decoder::Decoder;
use std::collections::BTreeMap;
use std::io::{self, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Marked pictures looked at to find one that stands alone: in some films only the first does.
const KEYS_TRIED_MAX: usize = 8;

/// A table of H.264 samples being decoded.
pub struct AvcStream {
    table: Table,
    end_us: i64,
    file_size: u64,
    parameter_sets: Vec<Vec<u8>>,
    length_size: usize,
    sps: Sps,
    decoder: Decoder,
    /// For each sample, the earliest time shown among those decoded after it.
    earliest_later: Vec<i64>,
    next: usize,
    ready: BTreeMap<(i64, usize), Yuv>,
    /// Pictures shown before this tick are decoded and not given out.
    from: i64,
    is_waiting_for_idr: bool,
    is_hurrying: bool,
    sample: Vec<u8>,
    annex_b: Vec<u8>,
}

impl AvcStream {
    /// Prepares to decode from the first picture.
    ///
    /// # Errors
    ///
    /// What this player does not decode.
    pub fn open(
        table: Table,
        (end_us, file_size): (i64, u64),
        (length_size, parameter_sets): (usize, Vec<Vec<u8>>),
    ) -> Result<Self, Why> {
        let sps = parameter_sets.iter().find(|unit| h264::is_sps(unit)).and_then(|unit| Sps::parse(unit));
        let sps = sps.ok_or(Why::Damaged { at_ms: 0, detail: "no readable sequence parameter set".to_owned() })?;
        if let Some(why) = sps.refusal() {
            return Err(why);
        }
        let mut earliest = i64::MAX;
        let mut earliest_later = vec![0; table.samples.len()];
        for (slot, sample) in earliest_later.iter_mut().zip(table.samples.iter()).rev() {
            *slot = earliest;
            earliest = earliest.min(sample.shown);
        }
        let from = table.first_tick.max(earliest);
        let mut out = Self {
            table,
            end_us,
            file_size,
            parameter_sets,
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
        out.from = out.shown_at(out.table.delay_us);
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

    /// When the track ends.
    pub fn end_us(&self) -> i64 {
        self.end_us
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
    pub fn seek(&mut self, reader: &mut (impl Read + Seek), at_us: i64) -> io::Result<()> {
        self.from = self.shown_at(at_us);
        let wanted = self.table.samples.iter().position(|sample| sample.shown == self.from).unwrap_or(0);
        let mut start = wanted;
        while start > 0 {
            let sample = self.table.samples[start];
            if sample.is_sync && sample.shown <= self.from && self.unit(reader, &sample)?.is_idr {
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

    /// Makes the picture that stands alone nearest to `at_us` the next one given out, and tells when it is shown; nothing
    /// where none is near by the file's own marks.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn seek_key(&mut self, reader: &mut (impl Read + Seek), at_us: i64) -> io::Result<Option<i64>> {
        let table = self.table.clone();
        let marked = |(_, sample): &(usize, &Sample)| sample.is_sync && sample.shown >= table.first_tick;
        let far = |(_, sample): &(usize, &Sample)| table.at_us(sample.shown).abs_diff(at_us);
        let Some((nearest, _)) = table.samples.iter().enumerate().filter(marked).min_by_key(far) else {
            return Ok(None);
        };
        let until_there = table.samples.iter().enumerate().take(nearest + 1);
        for (index, sample) in until_there.filter(marked).rev().take(KEYS_TRIED_MAX) {
            if self.unit(reader, sample)?.is_idr {
                (self.next, self.from) = (index, sample.shown);
                self.ready.clear();
                self.restart().map_err(io::Error::other)?;
                return Ok(Some(table.at_us(sample.shown)));
            }
        }
        Ok(None)
    }

    /// The tick of the picture on show at a time: the last one not later, or else the first.
    fn shown_at(&self, at_us: i64) -> i64 {
        let table = &self.table;
        let visible = || table.samples.iter().map(|sample| sample.shown).filter(|&tick| tick >= table.first_tick);
        let last = visible().filter(|&tick| table.at_us(tick) <= at_us).max();
        last.or_else(|| visible().min()).unwrap_or(table.first_tick)
    }

    /// The longest way between pictures that can be sought to, by their units rather than by the file's word.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn keyframe_gap_us(&mut self, reader: &mut (impl Read + Seek)) -> io::Result<i64> {
        let table = self.table.clone();
        let (mut gap, mut last) = (0, 0);
        for sample in table.samples.iter().filter(|sample| sample.is_sync) {
            if self.unit(reader, sample)?.is_idr {
                let at_us = table.at_us(sample.shown);
                gap = gap.max(at_us.saturating_sub(last));
                last = at_us;
            }
        }
        Ok(gap.max(self.end_us.saturating_sub(last)))
    }

    fn unit(&mut self, reader: &mut (impl Read + Seek), sample: &Sample) -> io::Result<Unit> {
        read_packet(reader, self.file_size, (sample.offset, sample.size), &mut self.sample)?;
        let units = h264::units(&self.sample, self.length_size).unwrap_or_default();
        Ok(h264::describe(&units))
    }

    /// A fresh decoder that knows the parameter sets and waits for a picture that stands alone.
    fn restart(&mut self) -> Result<(), String> {
        self.decoder = Decoder::new();
        self.is_waiting_for_idr = true;
        let mut head = Vec::new();
        h264::annex_b(self.parameter_sets.iter().map(Vec::as_slice), &mut head);
        guarded(&mut self.decoder, &head).map(drop)
    }

    /// Decodes one sample, or gives out one waiting picture.
    ///
    /// # Errors
    ///
    /// The reader's; [`Self::at_us`] tells where.
    pub fn step(&mut self, reader: &mut (impl Read + Seek)) -> io::Result<Step> {
        if let Some(decoded) = self.due() {
            return Ok(Step::Picture(decoded));
        }
        let Some(sample) = self.table.samples.get(self.next).copied() else { return Ok(Step::End) };
        read_packet(reader, self.file_size, (sample.offset, sample.size), &mut self.sample)?;
        let index = self.next;
        self.next += 1;
        Ok(match self.decode(sample, index) {
            Ok(()) => Step::More,
            Err(detail) => {
                if let Err(detail) = self.restart() {
                    log::warn!("the decoder does not start again: {detail}");
                }
                Step::Undecodable { at_us: self.table.at_us(sample.shown), detail }
            }
        })
    }

    /// When the sample to be read next is shown.
    pub fn at_us(&self) -> i64 {
        self.table.samples.get(self.next).map_or(self.end_us, |sample| self.table.at_us(sample.shown))
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
        let lasts = self.table.samples.get(index).map_or(0, |sample| i64::from(sample.lasts));
        let at_us = self.table.at_us(tick);
        Some(Decoded { at_us, lasts_us: self.table.at_us(tick.saturating_add(lasts)).saturating_sub(at_us), frame })
    }

    fn decode(&mut self, sample: Sample, index: usize) -> Result<(), String> {
        let units = h264::units(&self.sample, self.length_size)?;
        let unit = h264::describe(&units);
        if unit.is_idr {
            self.is_waiting_for_idr = false;
        }
        let is_shown = sample.shown >= self.from && self.table.at_us(sample.shown) < self.end_us;
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
        let frame = Yuv::from(frame);
        if !frame.is_whole() {
            return Err("planes are missing".to_owned());
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
