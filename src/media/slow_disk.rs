//! For tests: a disk that gives out what lies behind some place only when it is let.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// The file.
pub struct SlowDisk {
    inner: Cursor<Vec<u8>>,
    closed_from: u64,
    asks: Sender<()>,
    let_go: Receiver<u64>,
}

/// The test's side of it. Once it is dropped, what is closed cannot be read at all.
pub struct Keeper {
    asked: Receiver<()>,
    go: Sender<u64>,
}

impl SlowDisk {
    /// A file of which so many bytes are there at once.
    pub fn of(whole: Vec<u8>, closed_from: u64) -> (Self, Keeper) {
        let ((asks, asked), (go, let_go)) = (channel(), channel());
        (Self { inner: Cursor::new(whole), closed_from, asks, let_go }, Keeper { asked, go })
    }
}

impl Keeper {
    /// Waits until somebody reads what is not there yet.
    pub fn wait(&self) {
        self.asked.recv_timeout(Duration::from_secs(20)).expect("somebody reads on");
    }

    /// Whether somebody waits who did not when this was last asked.
    pub fn is_asked(&self) -> bool {
        self.asked.try_recv().is_ok()
    }

    /// Lets so many bytes more go.
    pub fn give(&self, bytes: u64) {
        self.go.send(bytes).expect("somebody waits");
    }
}

impl Read for SlowDisk {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.inner.position() >= self.closed_from && !out.is_empty() {
            self.asks.send(()).map_err(io::Error::other)?;
            self.closed_from += self.let_go.recv().map_err(io::Error::other)?;
        }
        let room = usize::try_from(self.closed_from - self.inner.position()).unwrap_or(usize::MAX).min(out.len());
        self.inner.read(&mut out[..room])
    }
}

impl Seek for SlowDisk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}
