//! Sound alone in Ogg (RFC 3533): Vorbis or Opus (RFC 7845), placed to the sample by the pages' own counts.
//!
//! A page tells how many samples end with it, so what is decoded from it is put before that count; only on the last
//! page is it put after the one before, and what passes its count is padding. Of the file only one page is held, and
//! the packet that goes on from the page before, within a limit.
//!
//! A packet that cannot be decoded is as much silence, and what follows it keeps its time; a page that does not match
//! its checksum is left out as a whole.

mod page;
mod place;

use super::facts::Why;
use super::opus;
use super::sound::{Heard, Stereo, stereo};
use super::track::{AudioCoding, Fault};
use super::voice::{Voice, lace};
use page::{Page, next_page, page_at};
use std::io::{self, Read, Seek, SeekFrom};

/// The longest packet: the second header may hold a picture.
const PACKET_SIZE_MAX: usize = 16 << 20;
/// Pages looked at for the beginnings of streams.
const STREAMS_MAX: usize = 32;
/// Samples of the longest packet, of Vorbis.
const PACKET_SAMPLES_MAX: usize = 8192;

/// An open file of sound in Ogg.
pub struct OggTune<R> {
    reader: R,
    size: u64,
    serial: u32,
    voice: Voice,
    /// Samples to leave out at the start.
    skip: i64,
    /// Samples counted by the last page, as far as it is known.
    total: i64,
    /// The first page with sound.
    first: u64,
    next: u64,
    partial: Vec<u8>,
    /// Where the sample after the last one decoded stands; nothing after a seek.
    position: Option<i64>,
    from: i64,
    /// Whether a page was left out since the last one that was placed.
    is_torn: bool,
    /// Samples of the packet decoded last.
    usual: usize,
    /// What is given out next, after word of what is missing in it.
    held: Option<Heard>,
}

/// Whether a file begins as Ogg does.
pub fn is_ogg(reader: &mut (impl Read + Seek)) -> io::Result<bool> {
    reader.rewind()?;
    let mut start = Vec::new();
    reader.by_ref().take(4).read_to_end(&mut start)?;
    Ok(start == b"OggS")
}

impl<R: Read + Seek> OggTune<R> {
    /// Finds the first stream of sound.
    ///
    /// # Errors
    ///
    /// The reader's, a file without sound, or of a coding that is not played.
    pub fn open(mut reader: R) -> Result<Self, Fault> {
        let size = reader.seek(SeekFrom::End(0))?;
        let (serial, ident) = stream(&mut reader)?;
        let (mut headers, first) = headers(&mut reader, serial, &ident)?;
        let (coding, skip) = match opus::head(&ident) {
            Some((channels, skip, gain)) => (AudioCoding::Opus { channels, gain }, i64::from(skip)),
            None => {
                let setup = headers.pop().unwrap_or_default();
                let comment = headers.pop().unwrap_or_default();
                (AudioCoding::Vorbis { headers: lace(&ident, &comment, &setup) }, 0)
            }
        };
        let voice = Voice::open(&coding).map_err(Fault::Unplayable)?;
        let total = place::last_count(&mut reader, serial, size).unwrap_or(0);
        Ok(Self {
            reader,
            size,
            serial,
            voice,
            skip,
            total,
            first,
            next: first,
            partial: Vec::new(),
            position: None,
            from: skip,
            is_torn: false,
            usual: 0,
            held: None,
        })
    }

    /// Samples a second.
    pub fn rate(&self) -> u32 {
        self.voice.rate()
    }

    /// Length in microseconds.
    pub fn duration_us(&self) -> i64 {
        self.us(self.total)
    }

    /// When the sound read next is heard.
    pub fn at_us(&self) -> i64 {
        self.us(self.position.unwrap_or(self.from))
    }

    fn us(&self, sample: i64) -> i64 {
        let us = i128::from(sample.saturating_sub(self.skip)) * 1_000_000 / i128::from(self.rate().max(1));
        us.clamp(0, i128::from(i64::MAX / 4)) as i64
    }

    /// Makes the sample heard at a time the next one given out.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn seek(&mut self, at_us: i64) -> io::Result<()> {
        let rate = i64::from(self.rate());
        let samples = |us: i64| us.max(0).saturating_mul(rate) / 1_000_000;
        self.voice.reset();
        self.partial.clear();
        self.position = None;
        self.is_torn = false;
        self.held = None;
        self.from = samples(at_us).saturating_add(self.skip);
        let wanted = self.from.saturating_sub(samples(self.voice.warm_up_us()));
        self.next = place::before(&mut self.reader, self.serial, (self.first, self.size), wanted);
        Ok(())
    }

    /// Decodes one page.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn hear(&mut self) -> io::Result<Heard> {
        if let Some(heard) = self.held.take() {
            return Ok(heard);
        }
        let at_us = self.at_us();
        let before = self.position.or_else(|| (self.next == self.first).then_some(0));
        let Some(page) = self.page()? else { return Ok(Heard::End) };
        if !page.is_whole {
            self.leave_out(&page, before);
            let detail = "a page does not match its checksum".to_owned();
            return Ok(Heard::Undecodable { at_us, detail });
        }
        let (mut samples, mut gaps, mut fault) = (Vec::new(), Vec::new(), None);
        // What goes on from a page that was left out is missing, and the first packet of all of Vorbis gives nothing.
        let mut silent = usize::from(page.is_continued && self.partial.is_empty());
        for packet in page.packets(&mut self.partial) {
            match self.voice.decode(&packet) {
                Ok((&[], _)) => silent += 1,
                Ok((interleaved, channels)) => {
                    self.usual = interleaved.len() / channels.max(1);
                    samples.extend(stereo(interleaved, channels));
                }
                Err(detail) => {
                    gaps.push(samples.len());
                    fault = Some(detail);
                }
            }
        }
        if self.partial.len() > PACKET_SIZE_MAX {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a packet of more than 16 MiB"));
        }
        self.fill(&page, before, &mut samples, &gaps);
        let missing = if self.is_torn { silent * self.usual } else { 0 };
        let heard = self.placed(&page, samples, before, missing);
        let Some(detail) = fault else { return Ok(heard) };
        self.held = Some(heard);
        Ok(Heard::Undecodable { at_us, detail })
    }

    /// What follows begins where a page ends that is left out, if its count can be right.
    fn leave_out(&mut self, page: &Page, before: Option<i64>) {
        self.partial.clear();
        self.is_torn = true;
        let possible = before.unwrap_or(0)..=self.total;
        self.position = page.count.filter(|count| possible.contains(count));
    }

    /// Silence for the packets that could not be decoded, before the samples of these numbers: as much as the page's
    /// count wants, or as the packets decoded before them had.
    fn fill(&self, page: &Page, before: Option<i64>, samples: &mut Vec<Stereo>, gaps: &[usize]) {
        let missing = match (page.count, before) {
            (Some(count), Some(before)) if !page.is_last => {
                usize::try_from(count.saturating_sub(before)).unwrap_or(0).saturating_sub(samples.len())
            }
            _ => gaps.len() * self.usual,
        };
        let each = missing.checked_div(gaps.len()).unwrap_or(0).min(PACKET_SAMPLES_MAX);
        for &at in gaps.iter().rev() {
            samples.splice(at..at, std::iter::repeat_n([0.0; 2], each));
        }
    }

    /// The next page of this stream.
    fn page(&mut self) -> io::Result<Option<Page>> {
        loop {
            let Some(page) = page_at(&mut self.reader, self.next)? else { return Ok(None) };
            self.next = page.end;
            if page.serial == self.serial {
                return Ok(Some(page));
            }
        }
    }

    /// Puts a page's samples, of which so many are missing at the start, where they are heard and leaves out what is
    /// not.
    fn placed(&mut self, page: &Page, mut samples: Vec<Stereo>, before: Option<i64>, missing: usize) -> Heard {
        let length = i64::try_from(samples.len()).unwrap_or(i64::MAX);
        let start = match (page.count, before) {
            (None, before) => before.unwrap_or(0),
            (Some(_), Some(before)) if page.is_last => before.saturating_add(i64::try_from(missing).unwrap_or(0)),
            (Some(count), _) => count.saturating_sub(length),
        };
        if let (Some(count), true) = (page.count, page.is_last) {
            samples.truncate(usize::try_from(count.saturating_sub(start)).unwrap_or(0));
        }
        let start = joined(start, before, &mut samples);
        self.is_torn = false;
        let length = i64::try_from(samples.len()).unwrap_or(i64::MAX);
        self.position = Some(start.saturating_add(length));
        let early = usize::try_from(self.from.saturating_sub(start)).unwrap_or(0);
        if early >= samples.len() {
            return Heard::More;
        }
        samples.drain(..early);
        Heard::Block { at_us: self.us(start.max(self.from)), samples }
    }
}

/// A damaged packet may be decoded to more or fewer samples than it had: the first of them are left out, or silence is
/// put before them, so that they follow what came before.
fn joined(start: i64, before: Option<i64>, samples: &mut Vec<Stereo>) -> i64 {
    let Some(before) = before else { return start };
    let off = usize::try_from(before.abs_diff(start)).unwrap_or(usize::MAX);
    if off > PACKET_SAMPLES_MAX {
        return start; // no matter of one packet: the file means it
    }
    if start < before {
        samples.drain(..off.min(samples.len()));
    } else {
        samples.splice(..0, std::iter::repeat_n([0.0; 2], off));
    }
    before
}

/// The number and first packet of the first stream of sound that is played.
fn stream(reader: &mut (impl Read + Seek)) -> Result<(u32, Vec<u8>), Fault> {
    let mut at = 0;
    let mut found = None;
    for _ in 0..STREAMS_MAX {
        let Some(page) = page_at(reader, at)? else { break };
        if !page.is_start {
            break;
        }
        at = page.end;
        let ident = page.packets(&mut Vec::new()).into_iter().next().unwrap_or_default();
        if ident.starts_with(b"\x01vorbis") || ident.starts_with(b"OpusHead") {
            return Ok((page.serial, ident));
        }
        found = found.or(name(&ident));
    }
    Err(Fault::Unplayable(found.map_or(Why::NoAudio, |found| Why::AudioCoding { found: found.to_owned() })))
}

fn name(ident: &[u8]) -> Option<&'static str> {
    if ident.starts_with(b"\x7fFLAC") {
        Some("FLAC in Ogg")
    } else if ident.starts_with(b"Speex") {
        Some("Speex")
    } else {
        None
    }
}

/// The header packets after the first, and where sound begins.
fn headers(reader: &mut (impl Read + Seek), serial: u32, ident: &[u8]) -> Result<(Vec<Vec<u8>>, u64), Fault> {
    let wanted = if ident.starts_with(b"OpusHead") { 1 } else { 2 };
    let mut out: Vec<Vec<u8>> = Vec::new();
    let mut partial = Vec::new();
    let mut at = 0;
    while out.len() < wanted {
        let Some(page) = page_at(reader, at)? else { return Err(Fault::damaged("the file ends in its headers")) };
        at = page.end;
        if page.serial == serial && !page.is_start {
            out.extend(page.packets(&mut partial));
        }
        if partial.len() > PACKET_SIZE_MAX {
            return Err(Fault::too_large("a header of 16 MiB"));
        }
    }
    let first = next_page(reader, at)?.unwrap_or(at);
    Ok((out, first))
}
