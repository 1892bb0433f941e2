//! Reading a verified chunk (256 KiB) of an installed pack, beside SHA-256 of the same bytes already in memory.
//!
//! `cargo bench --no-default-features --bench chunk_read`
//!
//! The aim: at most 1.2 × bare SHA-256 of the chunk, with the file in the system's cache.
//!
//! Seen on a quiet machine of 2 virtual cores: bare 121 µs, lent 136 µs (1.12 ×), copied out 139 µs (1.15 ×).
#![allow(missing_docs, clippy::print_stdout)]

#[allow(dead_code)] // a reader needs no station
mod made_up;

use foothold::crypto::hash::sha256;
use foothold::format::limits::CHUNK_BYTES;
use foothold::library::reader::PackReader;
use std::hint::black_box;
use std::io::{BufRead as _, Read as _, Seek as _, SeekFrom};
use std::time::Instant;

const CHUNKS: usize = 400;
const ROUNDS: usize = 9;

/// Microseconds a chunk, the median of the rounds.
fn per_chunk(mut work: impl FnMut(usize)) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            (0..CHUNKS).for_each(&mut work);
            start.elapsed().as_secs_f64() * 1e6 / CHUNKS as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

fn main() {
    let folder = tempfile::tempdir().expect("a place to write");
    let path = folder.path().join("bench.fpack");
    let (_, hash) = made_up::write(&path, 1, (CHUNKS * CHUNK_BYTES) as u64);
    let pack = PackReader::open(&path, &hash).expect("our own");
    let mut file = pack.file("media/0.mp4").expect("its file");
    let bytes = pack.file("media/0.mp4").expect("its file").read_all().expect("good");
    let mut buffer = vec![0; CHUNK_BYTES];

    let chunk = |i: usize| &bytes[i * CHUNK_BYTES..(i + 1) * CHUNK_BYTES];
    let bare = per_chunk(|i| {
        black_box(sha256(black_box(chunk(i))));
    });
    let lent = per_chunk(|i| {
        file.seek(SeekFrom::Start((i * CHUNK_BYTES) as u64)).expect("in the file");
        black_box(file.fill_buf().expect("good"));
    });
    let copied = per_chunk(|i| {
        file.seek(SeekFrom::Start((i * CHUNK_BYTES) as u64)).expect("in the file");
        file.read_exact(&mut buffer).expect("good");
        black_box(&buffer);
    });
    println!("bare SHA-256 of a chunk     {bare:.0} µs");
    println!("verified chunk, lent        {lent:.0} µs  ratio {:.2}   (aim 1.2)", lent / bare);
    println!("verified chunk, copied out  {copied:.0} µs  ratio {:.2}", copied / bare);
}
