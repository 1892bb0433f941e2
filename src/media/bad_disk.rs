//! For tests: a file on a disk of which some part cannot be read, as a chunk that does not match is not given out.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::Range;

/// See the module.
pub struct BadDisk {
    inner: Cursor<Vec<u8>>,
    bad: Range<u64>,
}

impl BadDisk {
    /// The first six tenths of a file can be read.
    pub fn from_the_middle_of(whole: Vec<u8>) -> Self {
        let good = whole.len() as u64 * 6 / 10;
        Self::with_hole(whole, good..u64::MAX)
    }

    /// All but these bytes can be read.
    pub fn with_hole(whole: Vec<u8>, bad: Range<u64>) -> Self {
        Self { inner: Cursor::new(whole), bad }
    }
}

impl Read for BadDisk {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let at = self.inner.position();
        if self.bad.contains(&at) {
            return Err(io::Error::other("chunk 7 does not match"));
        }
        let left = if at < self.bad.start { self.bad.start - at } else { u64::MAX };
        let room = usize::try_from(left).unwrap_or(usize::MAX).min(out.len());
        self.inner.read(&mut out[..room])
    }
}

impl Seek for BadDisk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
