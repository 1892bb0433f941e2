//! For tests: a file on a disk that cannot be read from some place on, as a chunk that does not match is not given out.

use std::io::{self, Cursor, Read, Seek, SeekFrom};

/// See the module.
pub struct BadDisk {
    inner: Cursor<Vec<u8>>,
    /// So many bytes can be read.
    good: u64,
}

impl BadDisk {
    /// The first six tenths of a file can be read.
    pub fn from_the_middle_of(whole: Vec<u8>) -> Self {
        let good = whole.len() as u64 * 6 / 10;
        Self { inner: Cursor::new(whole), good }
    }
}

impl Read for BadDisk {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.inner.position() + out.len() as u64 > self.good {
            return Err(io::Error::other("chunk 7 does not match"));
        }
        self.inner.read(out)
    }
}

impl Seek for BadDisk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
