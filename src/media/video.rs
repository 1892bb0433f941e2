//! Pictures in the order they are shown, from any millisecond on, whatever their coding.

use super::avc::AvcStream;
use super::facts::Why;
use super::packets::Cursor;
use super::plain::{Coding, PlainStream};
use super::track::{Fault, Movie, Packets, Track, Turn, VideoCoding};
use super::yuv::{Colour, Yuv};
use std::io::{self, Read, Seek};

/// A decoded picture with its time.
pub struct Decoded {
    /// When it is shown, in microseconds on the movie's time.
    pub at_us: i64,
    /// For how long the file says it is shown.
    pub lasts_us: i64,
    /// Planar 4:2:0.
    pub frame: Yuv,
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

enum Kind {
    Avc(Box<AvcStream>),
    Plain(Box<PlainStream>),
}

/// The video track of an open movie.
pub struct VideoStream {
    kind: Kind,
    turn: Turn,
    /// The size shown by the track's word, before turning.
    track_size: (u32, u32),
    /// For tests: called after each picture.
    #[cfg(test)]
    after_each: Option<Box<dyn FnMut() + Send>>,
}

impl VideoStream {
    /// Prepares to decode from the first picture.
    ///
    /// # Errors
    ///
    /// The reader's, or what this player does not decode.
    pub fn open(movie: &Movie, track: Track<VideoCoding>, reader: &mut (impl Read + Seek)) -> Result<Self, Fault> {
        let (turn, track_size, end_us) = (track.turn, track.shown_size, track.end_us);
        let coding = match (&track.coding, &track.packets) {
            (VideoCoding::H264 { length_size, parameter_sets }, Packets::Table(table)) => {
                let sets = (*length_size, parameter_sets.clone());
                let stream = AvcStream::open(table.clone(), (end_us, movie.file_size), sets);
                let kind = Kind::Avc(Box::new(stream.map_err(Fault::Unplayable)?));
                return Ok(Self::new(kind, turn, track_size));
            }
            (VideoCoding::H264 { .. }, Packets::Clusters(_)) => {
                let found = "H.264 in Matroska".to_owned();
                return Err(Fault::Unplayable(Why::VideoCoding { found }));
            }
            (VideoCoding::Other(found), _) => {
                return Err(Fault::Unplayable(Why::VideoCoding { found: found.clone() }));
            }
            (VideoCoding::Vp9, _) => (Coding::Vp9, &[][..]),
            (VideoCoding::Av1 { config }, _) => (Coding::Av1, config.as_slice()),
        };
        let cursor = Cursor::new(track.packets.clone(), movie.file_size);
        let kind = Kind::Plain(Box::new(PlainStream::open(cursor, reader, coding, end_us)?));
        Ok(Self::new(kind, turn, track_size))
    }

    fn new(kind: Kind, turn: Turn, track_size: (u32, u32)) -> Self {
        Self {
            kind,
            turn,
            track_size,
            #[cfg(test)]
            after_each: None,
        }
    }

    /// Width and height of the pictures given out, which are turned already.
    pub fn size(&self) -> (u32, u32) {
        let (width, height) = self.coded_size();
        if self.is_sideways() { (height, width) } else { (width, height) }
    }

    fn coded_size(&self) -> (u32, u32) {
        match &self.kind {
            Kind::Avc(stream) => (stream.sps().width, stream.sps().height),
            Kind::Plain(stream) => stream.size(),
        }
    }

    fn is_sideways(&self) -> bool {
        matches!(self.turn, Turn::Right | Turn::Left)
    }

    /// The size with pixels made square; the track's own word if it is near that shape.
    pub fn shown_size(&self) -> (u32, u32) {
        let (coded_width, coded_height) = self.coded_size();
        let (across, down) = match &self.kind {
            Kind::Avc(stream) => stream.sps().pixel_shape,
            Kind::Plain(_) => (1, 1),
        };
        let wide = u64::from(coded_width) * u64::from(across) / u64::from(down.max(1));
        let stretched = u32::try_from(wide).unwrap_or(coded_width).clamp(1, 8 * coded_width);
        let (width, height) = match self.track_size {
            (width, height) if width > 0 && height == coded_height && width <= 8 * coded_width => (width, height),
            _ => (stretched, coded_height),
        };
        if self.is_sideways() { (height, width) } else { (width, height) }
    }

    /// How colours are to be turned into RGB.
    pub fn colour(&self) -> Colour {
        match &self.kind {
            Kind::Avc(stream) => stream.sps().colour,
            Kind::Plain(stream) => stream.colour(),
        }
    }

    /// Whether pictures may be stored as fields, which the decoder lacks.
    pub fn may_have_fields(&self) -> bool {
        matches!(&self.kind, Kind::Avc(stream) if !stream.sps().is_frames_only)
    }

    /// When the track ends.
    pub fn end_us(&self) -> i64 {
        match &self.kind {
            Kind::Avc(stream) => stream.end_us(),
            Kind::Plain(stream) => stream.end_us(),
        }
    }

    /// When the picture to be read next is shown.
    pub fn at_us(&self) -> i64 {
        match &self.kind {
            Kind::Avc(stream) => stream.at_us(),
            Kind::Plain(stream) => stream.at_us(),
        }
    }

    /// Whether pictures that no other needs may be left out to catch up.
    pub fn hurry(&mut self, is_hurrying: bool) {
        match &mut self.kind {
            Kind::Avc(stream) => stream.hurry(is_hurrying),
            Kind::Plain(_) => {} // every picture may change how the next one is read
        }
    }

    /// Makes the picture that is on show at `at_us` the next one given out.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn seek(&mut self, reader: &mut (impl Read + Seek), at_us: i64) -> io::Result<()> {
        match &mut self.kind {
            Kind::Avc(stream) => stream.seek(reader, at_us),
            Kind::Plain(stream) => stream.seek(reader, at_us),
        }
    }

    /// Makes a picture that stands alone near `at_us` the next one given out, and tells when it is shown; nothing if
    /// none is near.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn seek_key(&mut self, reader: &mut (impl Read + Seek), at_us: i64) -> io::Result<Option<i64>> {
        match &mut self.kind {
            Kind::Avc(stream) => stream.seek_key(reader, at_us),
            Kind::Plain(stream) => stream.seek_key(reader, at_us),
        }
    }

    /// Decodes one sample, or gives out one waiting picture.
    ///
    /// # Errors
    ///
    /// The reader's; [`Self::at_us`] tells where.
    pub fn step(&mut self, reader: &mut (impl Read + Seek)) -> io::Result<Step> {
        let step = match &mut self.kind {
            Kind::Avc(stream) => stream.step(reader)?,
            Kind::Plain(stream) => stream.step(reader)?,
        };
        #[cfg(test)]
        if let (Step::Picture(_), Some(after_each)) = (&step, &mut self.after_each) {
            after_each();
        }
        Ok(match step {
            Step::Picture(decoded) => Step::Picture(Decoded { frame: decoded.frame.turned(self.turn), ..decoded }),
            other => other,
        })
    }

    /// The longest way between pictures that can be sought to. Asked before the first step.
    ///
    /// # Errors
    ///
    /// The reader's.
    pub fn keyframe_gap_us(&mut self, reader: &mut (impl Read + Seek)) -> io::Result<i64> {
        match &mut self.kind {
            Kind::Avc(stream) => stream.keyframe_gap_us(reader),
            Kind::Plain(stream) => stream.keyframe_gap_us(reader),
        }
    }

    /// For tests: what is done after each picture.
    #[cfg(test)]
    pub fn after_each_picture(&mut self, done: Box<dyn FnMut() + Send>) {
        self.after_each = Some(done);
    }

    /// For tests: from now on decoding goes wrong.
    #[cfg(test)]
    pub fn spoil(&mut self, bad: super::plain::Bad) {
        match &mut self.kind {
            Kind::Plain(stream) => stream.spoil(bad),
            Kind::Avc(_) => panic!("only VP9 and AV1 can be spoiled"),
        }
    }
}
