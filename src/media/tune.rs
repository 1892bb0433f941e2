//! Sound alone that is neither MP4 nor Ogg: MP3, FLAC and WAV.

use super::facts::{MediaFacts, Why};
use super::feed::Source;
use super::sound::{Heard, Stereo, stereo};
use std::io::{self, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::probe::Hint;
use symphonia::core::formats::well_known::FORMAT_ID_FLAC;
use symphonia::core::formats::{FormatOptions, FormatReader, SeekMode, SeekTo, TrackType};
use symphonia::core::io::{MediaSource, MediaSourceStream, MediaSourceStreamOptions};
use symphonia::core::meta::MetadataOptions;
use symphonia::core::packet::Packet;
use symphonia::core::units::{Time, TimeBase, Timestamp};

/// How much is decoded before the place that is sought, and thrown away: a packet of MP3 borrows from those before it, and
/// its first half sounds into theirs. Four packets of the slowest rate.
const BEFORE_US: i64 = 300_000;
/// Samples are counted on unless a packet's own time is further off than this: then something before it is missing.
const MISSING_US: u64 = 1_000;

/// A reader with its length, in the form the sound library asks for. Its copies share the reader and its place.
#[derive(Clone)]
struct Shared<'a> {
    reader: Arc<Mutex<dyn Source + 'a>>,
    size: u64,
}

impl<'a> Shared<'a> {
    fn lock(&self) -> MutexGuard<'_, dyn Source + 'a> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read for Shared<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.lock().read(out)
    }
}

impl Seek for Shared<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.lock().seek(to)
    }
}

impl MediaSource for Shared<'_> {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.size)
    }
}

/// What one step brought.
pub enum Note {
    /// Samples in order.
    Samples(Vec<Stereo>),
    /// A packet that cannot be decoded.
    Undecodable(String),
    /// All sound is out.
    End,
}

/// An open file of sound.
pub struct Tune<'a> {
    format: Box<dyn FormatReader + 'a>,
    /// Where `format` reads.
    reader: Shared<'a>,
    /// The packet at the place that was read up to.
    held: Option<Packet>,
    decoder: Box<dyn AudioDecoder>,
    track: u32,
    rate: u32,
    base: Option<TimeBase>,
    duration_us: i64,
    /// Where counting began, at the file's beginning, where it was sought to or after what is missing, and how many
    /// samples came since.
    began_us: i64,
    count: i64,
    from_us: i64,
    interleaved: Vec<f32>,
}

impl<'a> Tune<'a> {
    /// Finds the form by the file's bytes.
    ///
    /// # Errors
    ///
    /// A file of another form, or one that is damaged.
    pub fn open(mut reader: impl Read + Seek + Send + 'a) -> Result<Self, Why> {
        let damaged = |fault: io::Error| Why::Damaged { at_ms: 0, detail: fault.to_string() };
        let size = reader.seek(SeekFrom::End(0)).map_err(damaged)?;
        reader.rewind().map_err(damaged)?;
        let reader = Shared { reader: Arc::new(Mutex::new(reader)), size };
        let wanted = Why::NotThisKind { wanted: "M4A, MP3, Ogg, Opus, FLAC or WAV sound" };
        let format = catch_unwind(AssertUnwindSafe(|| probed(&reader))).ok().flatten().ok_or(wanted)?;
        let track = format.default_track(TrackType::Audio).ok_or(Why::NoAudio)?;
        let params = track.codec_params.as_ref().and_then(|params| params.audio()).ok_or(Why::NoAudio)?;
        let decoder = symphonia::default::get_codecs()
            .make_audio_decoder(params, &AudioDecoderOptions::default())
            .map_err(|_| Why::AudioCoding { found: "of another kind".to_owned() })?;
        let rate = params.sample_rate.filter(|rate| (4000..=192_000).contains(rate)).ok_or(Why::NoAudio)?;
        if let Some(found) = params.channels.as_ref().map(|channels| channels.count()).filter(|&count| count > 2) {
            return Err(Why::Channels { found: u32::try_from(found).unwrap_or(u32::MAX) });
        }
        let base = track.time_base;
        let frames = track.num_frames.unwrap_or(0);
        let duration_us = i64::try_from(u128::from(frames) * 1_000_000 / u128::from(rate)).unwrap_or(0);
        let track = track.id;
        Ok(Self {
            format,
            reader,
            held: None,
            decoder,
            track,
            rate,
            base,
            duration_us,
            began_us: 0,
            count: 0,
            from_us: 0,
            interleaved: Vec::new(),
        })
    }

    /// Samples a second.
    pub fn rate(&self) -> u32 {
        self.rate
    }

    /// Length in microseconds by the file's word; 0 if it says none.
    pub fn duration_us(&self) -> i64 {
        self.duration_us
    }

    /// When the sound read next is heard.
    pub fn at_us(&self) -> i64 {
        self.began_us.saturating_add(self.count.saturating_mul(1_000_000) / i64::from(self.rate))
    }

    /// Makes the sample heard at a time the next one given out.
    ///
    /// A search reads on both sides of that time (FLAC halves the file), so that what cannot be read may lie in its way and
    /// not in that of what is heard: then packets are read from the beginning up to that time.
    ///
    /// # Errors
    ///
    /// The reader's, where something before that time cannot be read.
    pub fn seek(&mut self, at_us: i64) -> io::Result<()> {
        let before_us = at_us.saturating_sub(BEFORE_US).max(0);
        self.decoder.reset();
        self.held = None;
        self.from_us = at_us.max(0);
        self.count = 0;
        let outcome = catch_unwind(AssertUnwindSafe(|| match self.search(before_us) {
            Err(Error::IoError(fault)) if fault.kind() != io::ErrorKind::UnexpectedEof => {
                log::warn!("the search met what cannot be read, reading from the beginning: {fault}");
                self.read_up_to(before_us, fault)
            }
            other => other,
        }));
        self.began_us = match outcome {
            // What an MP3's encoder put before the beginning has a time below zero, and is cut off by the decoder.
            Ok(Ok(found_us)) => found_us.unwrap_or(at_us).max(0),
            Ok(Err(Error::IoError(fault))) if fault.kind() != io::ErrorKind::UnexpectedEof => return Err(fault),
            Ok(Err(_)) | Err(_) => at_us, // past the end, or no table to seek by: the next packets are as near as it gets
        };
        Ok(())
    }

    /// Lets the library find a place: the time of what is read next.
    fn search(&mut self, at_us: i64) -> Result<Option<i64>, Error> {
        let to = SeekTo::Time { time: Time::from_micros(at_us), track_id: Some(self.track) };
        let found = self.format.seek(SeekMode::Accurate, to)?;
        Ok(self.us(found.actual_ts))
    }

    /// Reads from the beginning until a packet is not over at that time, and holds it: its time. `fault` where the beginning
    /// cannot be read either; then all is as before.
    fn read_up_to(&mut self, at_us: i64, fault: io::Error) -> Result<Option<i64>, Error> {
        let here = self.reader.stream_position()?;
        self.reader.rewind()?;
        let Some(format) = probed(&self.reader) else {
            self.reader.seek(SeekFrom::Start(here))?;
            return Err(Error::IoError(fault));
        };
        self.format = format;
        while let Some(packet) = self.format.next_packet()? {
            let end = packet.pts.saturating_add(packet.dur);
            if packet.track_id == self.track && self.us(end).is_none_or(|end_us| end_us > at_us) {
                let begun_us = self.us(packet.pts);
                self.held = Some(packet);
                return Ok(begun_us);
            }
        }
        Ok(None)
    }

    fn us(&self, at: Timestamp) -> Option<i64> {
        i64::try_from(self.base?.calc_time(at)?.as_micros()).ok()
    }

    /// Decodes one packet, with its time, cutting off what lies before the last seek's aim.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn hear(&mut self) -> io::Result<Heard> {
        let note = self.step()?;
        let at_us = self.at_us();
        match note {
            Note::End => Ok(Heard::End),
            Note::Undecodable(detail) => Ok(Heard::Undecodable { at_us, detail }),
            Note::Samples(mut samples) => {
                let rate = i64::from(self.rate);
                let length = i64::try_from(samples.len()).unwrap_or(i64::MAX);
                self.count = self.count.saturating_add(length);
                let early = self.from_us.saturating_sub(at_us).max(0).saturating_mul(rate) / 1_000_000;
                let early = usize::try_from(early).unwrap_or(usize::MAX);
                if early >= samples.len() {
                    return Ok(Heard::More);
                }
                samples.drain(..early);
                Ok(Heard::Block { at_us: at_us.max(self.from_us), samples })
            }
        }
    }

    /// Decodes one packet.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn step(&mut self) -> io::Result<Note> {
        let outcome = catch_unwind(AssertUnwindSafe(|| self.guarded_step()));
        match outcome {
            Ok(Ok(note)) => Ok(note),
            Ok(Err(Error::IoError(fault))) if fault.kind() == io::ErrorKind::UnexpectedEof => Ok(Note::End),
            Ok(Err(Error::IoError(fault))) => Err(fault),
            Ok(Err(fault)) => Ok(Note::Undecodable(fault.to_string())),
            Err(_) => Ok(Note::Undecodable("the decoder gave up".to_owned())),
        }
    }

    fn guarded_step(&mut self) -> Result<Note, Error> {
        loop {
            let held = self.held.take();
            let Some(packet) = held.map_or_else(|| self.format.next_packet(), |packet| Ok(Some(packet)))? else {
                return Ok(Note::End);
            };
            if packet.track_id != self.track {
                continue;
            }
            self.place(&packet);
            // Whatever its decoder says, the file can be read on.
            let buffer = match self.decoder.decode(&packet) {
                Ok(buffer) => buffer,
                Err(fault) => return Ok(Note::Undecodable(fault.to_string())),
            };
            let channels = buffer.spec().channels().count();
            buffer.copy_to_vec_interleaved(&mut self.interleaved);
            return Ok(Note::Samples(stereo(&self.interleaved, channels)));
        }
    }

    /// Goes by a packet's own time where one before it was left out: that makes nothing after it early.
    fn place(&mut self, packet: &Packet) {
        let Some(us) = self.us(packet.pts.saturating_add(packet.trim_start)) else { return };
        if us >= 0 && us.abs_diff(self.at_us()) > MISSING_US {
            (self.began_us, self.count) = (us, 0);
        }
    }

    /// Whether the file says to the sample how long it is.
    fn is_counted(&self) -> bool {
        self.format.format_info().format == FORMAT_ID_FLAC
    }
}

/// Finds the form by the bytes that come next.
fn probed<'a>(reader: &Shared<'a>) -> Option<Box<dyn FormatReader + 'a>> {
    let stream = MediaSourceStream::new(Box::new(reader.clone()), MediaSourceStreamOptions::default());
    let probe = symphonia::default::get_probe();
    probe.probe(&Hint::new(), stream, FormatOptions::default(), MetadataOptions::default()).ok()
}

/// Decodes the whole file: nothing of it may be missing.
pub fn check(reader: impl Read + Seek + Send) -> Result<MediaFacts, Why> {
    let mut tune = Tune::open(reader)?;
    let rate = i64::from(tune.rate());
    let mut samples = 0i64;
    loop {
        let at_us = samples.saturating_mul(1_000_000) / rate;
        let damaged = |detail: String| Why::Damaged { at_ms: u64::try_from(at_us).unwrap_or(0) / 1000, detail };
        match tune.hear() {
            Ok(Heard::Block { at_us: found_us, .. }) if found_us.abs_diff(at_us) > MISSING_US => {
                return Err(damaged("a packet of sound is damaged".to_owned()));
            }
            Ok(Heard::Block { samples: block, .. }) => samples += i64::try_from(block.len()).unwrap_or(0),
            Ok(Heard::More) => {}
            Ok(Heard::End) if samples == 0 => return Err(Why::NoAudio),
            Ok(Heard::End) if tune.is_counted() && at_us.saturating_add(1_000) < tune.duration_us() => {
                return Err(damaged("the last of the sound is missing".to_owned()));
            }
            Ok(Heard::End) => {
                let duration_ms = u64::try_from(at_us).unwrap_or(0) / 1000;
                return Ok(MediaFacts { duration_ms, has_audio: true, ..MediaFacts::default() });
            }
            Ok(Heard::Undecodable { detail, .. }) => return Err(damaged(detail)),
            Err(fault) => return Err(damaged(fault.to_string())),
        }
    }
}
