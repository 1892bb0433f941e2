//! VP9 and AV1 pictures: shown in the order in which they are stored, one a packet at most.

use super::av1;
use super::facts::Why;
use super::h264::PIXELS_MAX;
use super::packets::{Cursor, Entry};
use super::track::Fault;
use super::video::{Decoded, Step};
use super::vp9;
use super::yuv::{Colour, Yuv};
use std::io::{self, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Packets looked at to find the first picture.
const FIRST_PACKETS_MAX: usize = 16;

/// Which of the two codings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// VP9.
    Vp9,
    /// AV1.
    Av1,
}

enum Decoder {
    Vp9(Box<vp9::Decoder>),
    Av1(Box<av1::Decoder>),
    /// For tests.
    #[cfg(test)]
    Bad(Bad),
}

/// What a bad decoder does from some packet on.
#[cfg(test)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bad {
    Panics,
    Hangs,
    Falls,
}

impl Decoder {
    /// Forgets what came before.
    fn reset(&mut self, size: (u32, u32)) {
        match self {
            Self::Vp9(decoder) => **decoder = vp9::Decoder::new(size),
            Self::Av1(decoder) => decoder.reset(),
            #[cfg(test)]
            Self::Bad(_) => {}
        }
    }

    /// Whether it decodes no more, whatever it is given.
    fn has_fallen(&self) -> bool {
        match self {
            Self::Vp9(_) => false,
            Self::Av1(decoder) => decoder.has_fallen(),
            #[cfg(test)]
            Self::Bad(bad) => *bad == Bad::Falls,
        }
    }

    /// A panic inside is caught and counts as a damaged picture.
    fn decode(&mut self, packet: &[u8]) -> Result<Option<Yuv>, String> {
        let outcome = catch_unwind(AssertUnwindSafe(|| match self {
            Self::Vp9(decoder) => decoder.decode(packet),
            Self::Av1(decoder) => decoder.decode(packet),
            #[cfg(test)]
            Self::Bad(Bad::Panics) => panic!("a bad decoder"),
            #[cfg(test)]
            Self::Bad(Bad::Falls) => Err("the decoder gave up".to_owned()),
            #[cfg(test)]
            Self::Bad(Bad::Hangs) => loop {
                std::thread::sleep(std::time::Duration::from_millis(1));
            },
        }));
        let frame = outcome.unwrap_or_else(|_| Err("the decoder gave up".to_owned()))?;
        match frame {
            Some(frame) if !frame.is_whole() => Err("planes are missing".to_owned()),
            other => Ok(other),
        }
    }
}

/// A track of VP9 or AV1 being decoded.
pub struct PlainStream {
    cursor: Cursor,
    decoder: Decoder,
    size: (u32, u32),
    colour: Colour,
    end_us: i64,
    from_us: i64,
    /// Whether decoding has not yet met a picture that stands alone.
    is_waiting: bool,
    packet: Vec<u8>,
}

impl PlainStream {
    /// Prepares to decode from the first picture, which tells size and colours.
    ///
    /// # Errors
    ///
    /// The reader's, or what this player does not decode.
    pub fn open(
        mut cursor: Cursor,
        reader: &mut (impl Read + Seek),
        (coding, config): (Coding, &[u8]),
        end_us: i64,
    ) -> Result<Self, Fault> {
        let mut packet = Vec::new();
        let found = match coding {
            Coding::Vp9 => first_vp9(&mut cursor, reader, &mut packet),
            Coding::Av1 => first_av1(&mut cursor, reader, &mut packet, config),
        };
        let (mut decoder, size, colour) = found?;
        cursor.seek(reader, i64::MIN / 4)?;
        decoder.reset(size);
        Ok(Self { cursor, decoder, size, colour, end_us, from_us: 0, is_waiting: true, packet })
    }

    /// Width and height of all pictures.
    pub fn size(&self) -> (u32, u32) {
        self.size
    }

    /// Colour description.
    pub fn colour(&self) -> Colour {
        self.colour
    }

    /// When the track ends.
    pub fn end_us(&self) -> i64 {
        self.end_us
    }

    /// When the packet to be read next is shown.
    pub fn at_us(&self) -> i64 {
        self.cursor.at_us()
    }

    /// Makes the picture that is on show at `at_us` the next one given out.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn seek(&mut self, reader: &mut (impl Read + Seek), at_us: i64) -> io::Result<()> {
        self.from_us = at_us;
        self.restart();
        self.cursor.seek(reader, at_us)
    }

    /// Makes the last picture that stands alone before `at_us` the next one given out, and tells when it is shown.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn seek_key(&mut self, reader: &mut (impl Read + Seek), at_us: i64) -> io::Result<Option<i64>> {
        self.seek(reader, at_us)?;
        self.from_us = i64::MIN / 4;
        Ok(self.cursor.peek(reader)?.map(|entry| entry.at_us))
    }

    /// For tests: from now on decoding goes wrong.
    #[cfg(test)]
    pub fn spoil(&mut self, bad: Bad) {
        self.decoder = Decoder::Bad(bad);
    }

    fn restart(&mut self) {
        self.is_waiting = true;
        self.decoder.reset(self.size);
    }

    /// Decodes one packet.
    ///
    /// # Errors
    ///
    /// The reader's; [`Self::at_us`] tells where.
    pub fn step(&mut self, reader: &mut (impl Read + Seek)) -> io::Result<Step> {
        let Some(entry) = self.cursor.read(reader, &mut self.packet)? else { return Ok(Step::End) };
        if self.is_waiting && !entry.is_sync {
            return Ok(Step::More);
        }
        self.is_waiting = false;
        let frame = match self.decoder.decode(&self.packet) {
            Ok(Some(frame)) => frame,
            Ok(None) => return Ok(Step::More),
            Err(detail) if self.decoder.has_fallen() => return Err(io::Error::other(detail)),
            Err(detail) => {
                self.restart();
                return Ok(Step::Undecodable { at_us: entry.at_us, detail });
            }
        };
        let until_us = self.until(reader, &entry);
        let is_passed = until_us.is_some_and(|until| until <= self.from_us);
        if entry.is_early || is_passed || entry.at_us >= self.end_us.max(1) && self.cursor.is_exact() {
            return Ok(Step::More);
        }
        let lasts_us = until_us.unwrap_or(self.end_us).saturating_sub(entry.at_us).max(0);
        Ok(Step::Picture(Decoded { at_us: entry.at_us, lasts_us, frame }))
    }

    /// When the next picture takes this one's place; nothing if there is none, or if it cannot be read.
    fn until(&mut self, reader: &mut (impl Read + Seek), entry: &Entry) -> Option<i64> {
        match self.cursor.peek(reader) {
            Ok(Some(next)) => Some(next.at_us),
            Ok(None) => None,
            Err(_) => entry.until_us, // told when it is read
        }
    }

    /// The longest way between pictures that can be sought to, by the file's word. Leaves the place at the start.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn keyframe_gap_us(&mut self, reader: &mut (impl Read + Seek)) -> io::Result<i64> {
        let (mut gap, mut last) = (0, 0);
        while let Some(entry) = self.cursor.read(reader, &mut self.packet)? {
            if entry.is_sync {
                gap = gap.max(entry.at_us.saturating_sub(last));
                last = entry.at_us;
            }
        }
        self.cursor.seek(reader, i64::MIN / 4)?;
        Ok(gap.max(self.end_us.saturating_sub(last)))
    }
}

type Found = Result<(Decoder, (u32, u32), Colour), Fault>;

fn first_vp9(cursor: &mut Cursor, reader: &mut (impl Read + Seek), packet: &mut Vec<u8>) -> Found {
    for _ in 0..FIRST_PACKETS_MAX {
        if cursor.read(reader, packet)?.is_none() {
            break;
        }
        if let Some(found) = vp9::promise(packet) {
            let found = found.map_err(Fault::Unplayable)?;
            let size = sized((found.width, found.height))?;
            return Ok((Decoder::Vp9(Box::new(vp9::Decoder::new(size))), size, found.colour));
        }
    }
    Err(Fault::damaged("no picture that stands alone"))
}

fn first_av1(cursor: &mut Cursor, reader: &mut (impl Read + Seek), packet: &mut Vec<u8>, config: &[u8]) -> Found {
    if let Some(why) = av1::refusal(config) {
        return Err(Fault::Unplayable(why));
    }
    let mut decoder = av1::Decoder::new().map_err(|found| Fault::Unplayable(Why::Tool { found }))?;
    for _ in 0..FIRST_PACKETS_MAX {
        if cursor.read(reader, packet)?.is_none() {
            break;
        }
        let outcome = catch_unwind(AssertUnwindSafe(|| decoder.decode(packet)));
        let frame = outcome.unwrap_or_else(|_| Err("the decoder gave up".to_owned()));
        if let Some(frame) = frame.map_err(Fault::damaged)? {
            let size = sized((frame.width as u32, frame.height as u32))?;
            let colour = decoder.colour();
            return Ok((Decoder::Av1(Box::new(decoder)), size, colour));
        }
    }
    Err(Fault::damaged("no picture that stands alone"))
}

fn sized((width, height): (u32, u32)) -> Result<(u32, u32), Fault> {
    if u64::from(width) * u64::from(height) > PIXELS_MAX || width == 0 || height == 0 {
        return Err(Fault::too_large("1920 × 1080 pixels"));
    }
    Ok((width, height))
}
