//! Copying a pack from its carrier into staging, once: read, compare, CRC and write on this thread, chunk hashes on the
//! other cores, early write-back on one more. What is staged already is hashed again instead of copied.

use super::fault::{FaultPoints, Point};
use super::read_at::read_full_at;
use super::source::PackSource;
use super::staging::Part;
use crate::crypto::hash::sha256;
use crate::format::limits::CHUNK_BYTES;
use crate::format::manifest::Manifest;
use crate::format::pack::{Checked, ChunkList, Layout, PackFault, Piece, head};
use std::fs::File;
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};

/// After so many bytes the disk is asked to begin writing, so that the last sync has little left to do.
const WRITE_BACK_EVERY: u64 = 32 << 20;
/// Hashing threads: two cores are what a station has.
const HASHERS_MAX: usize = 4;

/// Why a copy ended early.
#[derive(Debug, thiserror::Error)]
pub enum CopyFault {
    /// The bytes are not those of the manifest. What was staged is worth nothing.
    #[error(transparent)]
    Pack(#[from] PackFault),
    /// The carrier went away or a slice is missing. What was staged is worth keeping.
    #[error("{0}")]
    Carrier(io::Error),
    /// The station's own disk.
    #[error("{0}")]
    Disk(io::Error),
    /// The caller asked.
    #[error("stopped")]
    Stopped,
}

/// A pack whose envelope was verified and whose chunk list belongs to it.
#[derive(Debug)]
pub struct Incoming<'a> {
    /// The bytes of `pack.dsse`.
    pub envelope: &'a [u8],
    /// What they say.
    pub manifest: &'a Manifest,
    /// The hashes.
    pub chunks: &'a ChunkList,
    /// Where everything stands.
    pub layout: &'a Layout,
}

/// Brings `part` to the whole pack, synced. `tell` hears how many bytes of the pack are done, and may stop it.
///
/// # Errors
/// [`CopyFault`].
pub fn copy(
    source: &PackSource,
    part: &Part,
    pack: &Incoming<'_>,
    faults: &dyn FaultPoints,
    tell: &mut dyn FnMut(u64) -> ControlFlow<()>,
) -> Result<(), CopyFault> {
    loop {
        match Pass::new(source, part, pack, faults)?.run(tell)? {
            Ended::Whole => return Ok(()),
            // Something staged was not what it must be (a torn write before a power cut): go on from before it.
            Ended::StagedBad { at } => part.file().set_len(at).map_err(CopyFault::Disk)?,
        }
    }
}

enum Ended {
    Whole,
    StagedBad { at: u64 },
}

struct Pass<'a> {
    source: &'a PackSource,
    file: &'a File,
    pack: &'a Incoming<'a>,
    faults: &'a dyn FaultPoints,
    staged: u64,
}

impl<'a> Pass<'a> {
    fn new(
        source: &'a PackSource,
        part: &'a Part,
        pack: &'a Incoming<'a>,
        faults: &'a dyn FaultPoints,
    ) -> Result<Self, CopyFault> {
        let total = pack.layout.total_bytes();
        let mut file = part.file();
        let staged = part.len().map_err(CopyFault::Disk)?.min(total);
        file.set_len(staged).map_err(CopyFault::Disk)?;
        let head = head(pack.envelope, pack.chunks.bytes()); // verified: written from memory, whatever was there
        file.seek(SeekFrom::Start(0)).and_then(|_| file.write_all(&head)).map_err(CopyFault::Disk)?;
        Ok(Self { source, file, pack, faults, staged: staged.max(head.len() as u64) })
    }

    fn run(&self, tell: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Result<Ended, CopyFault> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let hashers = cores.clamp(1, HASHERS_MAX);
        let bad = BadChunks::default();
        let (to_hash, work) = sync_channel(hashers * 4);
        let (give_back, empty) = channel();
        let work = Mutex::new(work);
        let (to_sync, sync_asked) = sync_channel::<()>(1);
        let ended = std::thread::scope(|scope| {
            for _ in 0..hashers {
                let give_back = give_back.clone();
                let (work, bad) = (&work, &bad);
                scope.spawn(move || hash_all(work, self.pack.chunks, bad, &give_back));
            }
            scope.spawn(move || write_back_all(self.file, &sync_asked));
            let mut lines = Lines { to_hash, empty, to_sync, bad: &bad, since_sync: 0 };
            self.walk(&mut lines, tell)
        }); // the scope waits until every chunk is hashed
        if let (Ok(_) | Err(CopyFault::Pack(_)), Some(found)) = (&ended, bad.first()) {
            return self.bad_chunk(found); // the cause, of which a wrong CRC-32 later on is only a consequence
        }
        let ended = ended?;
        if let Ended::Whole = ended {
            self.faults.reached(Point::Sync).map_err(CopyFault::Disk)?;
            self.file.sync_all().map_err(CopyFault::Disk)?;
        }
        Ok(ended)
    }

    fn bad_chunk(&self, found: BadChunk) -> Result<Ended, CopyFault> {
        if found.at < self.staged {
            return Ok(Ended::StagedBad { at: found.at });
        }
        let path = self.pack.manifest.files[found.file].path.clone();
        Err(PackFault::Chunk { path, chunk: found.chunk, at: found.at }.into())
    }

    fn walk(&self, lines: &mut Lines<'_>, tell: &mut dyn FnMut(u64) -> ControlFlow<()>) -> Result<Ended, CopyFault> {
        let mut checked = Checked::new(self.pack.manifest);
        let mut at = self.pack.layout.files_at();
        let mut copying = false;
        for piece in self.pack.layout.pieces(self.pack.manifest) {
            let len = piece.len();
            let left = if copying { 0 } else { self.staged.saturating_sub(at) };
            let held = usize::try_from(left).unwrap_or(len).min(len);
            let mut buffer = lines.buffer(len);
            if read_full_at(self.file, &mut buffer[..held], at).map_err(CopyFault::Disk)? < held {
                return Ok(Ended::StagedBad { at });
            }
            if held < len {
                if !copying {
                    copying = true;
                    let mut file = self.file;
                    let from = file.set_len(at + held as u64).and_then(|()| file.seek(SeekFrom::Start(at)));
                    from.map_err(CopyFault::Disk)?;
                }
                self.read_source(&mut buffer, held, at)?;
            }
            match checked.piece(&piece, &buffer, at) {
                Err(_) if held > 0 => return Ok(Ended::StagedBad { at }),
                done => done?,
            }
            if held < len {
                self.write(&buffer, at)?;
                lines.written(len as u64);
            }
            lines.hash(&piece, buffer, at);
            at += len as u64;
            if lines.bad.any() {
                return Ok(Ended::Whole); // the caller sees which chunk it was
            }
            if tell(at).is_break() {
                return Err(CopyFault::Stopped);
            }
        }
        Ok(Ended::Whole)
    }

    /// Fills `buffer` from the carrier, but for the first `held` bytes. Where the next slice is missing, what there is
    /// of this one is staged: its stick may not be in again.
    fn read_source(&self, buffer: &mut [u8], held: usize, at: u64) -> Result<(), CopyFault> {
        self.faults.reached(Point::Read(at)).map_err(CopyFault::Carrier)?;
        let mut done = held;
        while done < buffer.len() {
            match self.source.read_full_at(&mut buffer[done..], at + done as u64) {
                Ok(0) => {
                    let wanted = self.pack.layout.total_bytes();
                    return Err(PackFault::Cut { at: at + done as u64, wanted }.into());
                }
                Ok(more) => done += more,
                Err(fault) => {
                    self.write(&buffer[..done], at)?;
                    return Err(CopyFault::Carrier(fault));
                }
            }
        }
        Ok(())
    }

    fn write(&self, bytes: &[u8], at: u64) -> Result<(), CopyFault> {
        self.faults.reached(Point::Write(at)).map_err(CopyFault::Disk)?;
        let mut file = self.file;
        file.write_all(bytes).map_err(CopyFault::Disk)
    }
}

/// The ways between the copying thread and its helpers.
struct Lines<'a> {
    to_hash: SyncSender<Job>,
    empty: Receiver<Vec<u8>>,
    to_sync: SyncSender<()>,
    bad: &'a BadChunks,
    since_sync: u64,
}

impl Lines<'_> {
    /// A buffer of this length, used before where possible.
    fn buffer(&self, len: usize) -> Vec<u8> {
        let mut buffer = self.empty.try_recv().unwrap_or_else(|_| Vec::with_capacity(CHUNK_BYTES)); // none free: one more
        buffer.resize(len, 0);
        buffer
    }

    fn hash(&self, piece: &Piece, bytes: Vec<u8>, at: u64) {
        if let Piece::Chunk { file, chunk, index, .. } = piece {
            let job = Job { bytes, index: *index, place: BadChunk { at, file: *file, chunk: *chunk } };
            if let Err(refused) = self.to_hash.send(job) {
                self.bad.add(refused.0.place); // no hasher is left to vouch for it
            }
        }
    }

    fn written(&mut self, len: u64) {
        self.since_sync += len;
        if self.since_sync >= WRITE_BACK_EVERY && self.to_sync.try_send(()).is_ok() {
            self.since_sync = 0;
        }
    }
}

struct Job {
    bytes: Vec<u8>,
    index: u64,
    place: BadChunk,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct BadChunk {
    at: u64,
    file: usize,
    chunk: u64,
}

#[derive(Default)]
struct BadChunks {
    any: AtomicBool,
    first: Mutex<Option<BadChunk>>,
}

impl BadChunks {
    fn any(&self) -> bool {
        self.any.load(Ordering::Relaxed)
    }

    fn first(&self) -> Option<BadChunk> {
        *self.first.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, found: BadChunk) {
        let mut first = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        *first = Some(first.map_or(found, |held| held.min(found)));
        self.any.store(true, Ordering::Relaxed);
    }
}

fn hash_all(work: &Mutex<Receiver<Job>>, chunks: &ChunkList, bad: &BadChunks, give_back: &Sender<Vec<u8>>) {
    loop {
        let job = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return }; // all chunks were given out
        if chunks.get(job.index) != Some(&sha256(&job.bytes)[..]) {
            bad.add(job.place);
        }
        if give_back.send(job.bytes).is_err() {
            continue; // the copying thread is done and needs no more buffers
        }
    }
}

/// Starts write-back early. A fault here is no news: the last sync meets it again and reports it.
fn write_back_all(file: &File, asked: &Receiver<()>) {
    while asked.recv().is_ok() {
        if file.sync_data().is_err() {
            return;
        }
    }
}
