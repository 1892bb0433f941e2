//! Sound alone in Ogg (RFC 3533): Vorbis or Opus (RFC 7845), placed to the sample by the pages' own counts.
//!
//! A page tells how many samples end with it, so what is decoded from it is put before that count; only on the last
//! page is it put after the one before, and what passes its count is padding. Of the file only one page is held, and
//! the packet that goes on from the page before, within a limit.

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
        let total = place::last_count(&mut reader, serial, size)?.unwrap_or(0);
        let mut out = Self {
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
            from: 0,
        };
        out.from = skip;
        Ok(out)
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
        self.from = samples(at_us).saturating_add(self.skip);
        let wanted = self.from.saturating_sub(samples(self.voice.warm_up_us()));
        self.next = place::before(&mut self.reader, self.serial, (self.first, self.size), wanted)?;
        Ok(())
    }

    /// Decodes one page.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn hear(&mut self) -> io::Result<Heard> {
        let is_first = self.next == self.first;
        let Some(page) = self.page()? else { return Ok(Heard::End) };
        if !page.is_whole {
            self.partial.clear();
            self.voice.reset();
            let detail = "a page does not match its checksum".to_owned();
            return Ok(Heard::Undecodable { at_us: self.at_us(), detail });
        }
        let mut samples = Vec::new();
        let mut fault = None;
        let at_us = self.at_us();
        for packet in page.packets(&mut self.partial) {
            match self.voice.decode(&packet) {
                Ok((interleaved, channels)) => samples.extend(stereo(interleaved, channels)),
                Err(detail) => fault = Some(detail),
            }
        }
        if let Some(detail) = fault {
            self.voice.reset();
            return Ok(Heard::Undecodable { at_us, detail });
        }
        if self.partial.len() > PACKET_SIZE_MAX {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a packet of more than 16 MiB"));
        }
        Ok(self.placed(&page, samples, is_first))
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

    /// Puts a page's samples where they are heard and leaves out what is not.
    fn placed(&mut self, page: &Page, mut samples: Vec<Stereo>, is_first: bool) -> Heard {
        let length = i64::try_from(samples.len()).unwrap_or(i64::MAX);
        let known = self.position.or_else(|| is_first.then_some(0));
        let start = match (page.count, known) {
            (None, known) => known.unwrap_or(0),
            (Some(_), Some(known)) if page.is_last => known,
            (Some(count), _) => count.saturating_sub(length),
        };
        if let (Some(count), true) = (page.count, page.is_last) {
            samples.truncate(usize::try_from(count.saturating_sub(start)).unwrap_or(0));
        }
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
