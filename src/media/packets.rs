//! The packets of one track one after another, from any time on, whatever the container.
//!
//! For tracks whose packets are shown in the order in which they are stored: sound, VP9 and AV1.

use super::track::{Packets, read_packet};
use super::webm::{Block, Window};
use std::collections::VecDeque;
use std::io::{self, Read, Seek};

/// Where one packet stands and when it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Where it starts in the file.
    offset: u64,
    /// Its length in bytes.
    size: u32,
    /// When it is shown, in microseconds.
    pub at_us: i64,
    /// When the next one is shown, if that is known without looking.
    pub until_us: Option<i64>,
    /// Whether decoding may start here, by the file's word.
    pub is_sync: bool,
    /// Whether it lies before the place where the track begins: decoded, but not shown.
    pub is_early: bool,
    /// Sound at its end that is not to be heard, in nanoseconds.
    pub discard_ns: i64,
}

/// A place in a track.
pub struct Cursor {
    packets: Packets,
    file_size: u64,
    /// Index into the table.
    next: usize,
    /// Blocks of clusters already looked at.
    queue: VecDeque<Block>,
    /// Where the next cluster is looked for; nothing at the end.
    place: Option<u64>,
    /// Blocks given out of a cluster there that could not be read to its end.
    given: usize,
    window: Window,
    last_us: i64,
}

impl Cursor {
    /// At the first packet.
    pub fn new(packets: Packets, file_size: u64) -> Self {
        let place = match &packets {
            Packets::Table(_) => None,
            Packets::Clusters(clusters) => Some(clusters.first),
        };
        Self {
            packets,
            file_size,
            next: 0,
            queue: VecDeque::new(),
            place,
            given: 0,
            window: Window::default(),
            last_us: 0,
        }
    }

    /// Whether times are exact to the tick of a table, rather than rounded to milliseconds.
    pub fn is_exact(&self) -> bool {
        matches!(self.packets, Packets::Table(_))
    }

    /// When the packet read next is shown, as far as is known without reading.
    pub fn at_us(&self) -> i64 {
        match &self.packets {
            Packets::Table(table) => table.samples.get(self.next).map_or(i64::MAX, |sample| table.at_us(sample.shown)),
            Packets::Clusters(_) => self.queue.front().map_or(self.last_us, |block| block.at_us),
        }
    }

    /// The next packet, left where it is.
    ///
    /// # Errors
    ///
    /// The reader's, or a cluster that contradicts itself.
    pub fn peek(&mut self, reader: &mut (impl Read + Seek)) -> io::Result<Option<Entry>> {
        match &self.packets {
            Packets::Table(table) => Ok(table.samples.get(self.next).map(|sample| Entry {
                offset: sample.offset,
                size: sample.size,
                at_us: table.at_us(sample.shown),
                until_us: Some(table.at_us(sample.shown.saturating_add(i64::from(sample.lasts)))),
                is_sync: sample.is_sync,
                is_early: sample.shown < table.first_tick,
                discard_ns: 0,
            })),
            Packets::Clusters(clusters) => {
                while let (true, Some(place)) = (self.queue.is_empty(), self.place) {
                    let outcome = clusters.load(reader, &mut self.window, place, &mut self.queue);
                    self.queue.drain(..self.given.min(self.queue.len()));
                    match outcome {
                        Ok(next) => (self.place, self.given) = (next, 0),
                        Err(fault) if self.queue.is_empty() => return Err(fault),
                        Err(_) => self.given += self.queue.len(), // told once these are read
                    }
                }
                Ok(self.queue.front().map(|block| Entry {
                    offset: block.offset,
                    size: block.size,
                    at_us: block.at_us,
                    until_us: None,
                    is_sync: block.is_sync,
                    is_early: false,
                    discard_ns: block.discard_ns,
                }))
            }
        }
    }

    /// Reads the next packet into `out` and goes past it.
    ///
    /// # Errors
    ///
    /// The reader's, or a packet outside the file; the place is then left as it was.
    pub fn read(&mut self, reader: &mut (impl Read + Seek), out: &mut Vec<u8>) -> io::Result<Option<Entry>> {
        let Some(entry) = self.peek(reader)? else { return Ok(None) };
        read_packet(reader, self.file_size, (entry.offset, entry.size), out)?;
        self.skip();
        Ok(Some(entry))
    }

    fn skip(&mut self) {
        self.next = self.next.saturating_add(1);
        if let Some(block) = self.queue.pop_front() {
            self.last_us = block.at_us;
        }
    }

    /// Goes to the last packet not later than a time from which decoding may start, or else to the first.
    ///
    /// # Errors
    ///
    /// The reader's, or a cluster that contradicts itself.
    pub fn seek(&mut self, reader: &mut (impl Read + Seek), at_us: i64) -> io::Result<()> {
        let clusters = match &self.packets {
            Packets::Table(table) => {
                let later = table.samples.partition_point(|sample| table.at_us(sample.shown) <= at_us);
                let earlier = table.samples.get(..later).unwrap_or_default();
                self.next = earlier.iter().rposition(|sample| sample.is_sync).unwrap_or(0);
                return Ok(());
            }
            Packets::Clusters(clusters) => clusters,
        };
        let mut index = clusters.before(at_us);
        loop {
            self.queue.clear();
            self.place = Some(if index == 0 { clusters.first } else { clusters.place(index) });
            self.given = 0;
            let mut has_sync = false;
            while let Some(place) = self.place {
                let before = self.queue.len();
                match clusters.load(reader, &mut self.window, place, &mut self.queue) {
                    Ok(next) => self.place = next,
                    // What comes after that time may be damaged: told once it is read.
                    Err(_) if self.queue.back().is_some_and(|block| block.at_us > at_us) => {
                        self.given = self.queue.len() - before;
                    }
                    Err(fault) => return Err(fault),
                }
                let last = self.queue.iter().rposition(|block| block.is_sync && block.at_us <= at_us);
                if let Some(last) = last {
                    has_sync = true;
                    self.queue.drain(..last);
                }
                if self.queue.back().is_some_and(|block| block.at_us > at_us) {
                    break;
                }
            }
            if has_sync || index == 0 {
                return Ok(());
            }
            index -= 1;
        }
    }
}
