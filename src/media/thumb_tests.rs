//! Small pictures of the films of the tests: the right ones, cheaply, and none of what cannot be decoded.

use super::player::Source;
use super::tests::file;
use super::thumb::{Look, Thumb, Thumbs};
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Counts how often it is read.
struct Counted(Cursor<Vec<u8>>, Arc<AtomicUsize>);

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.1.fetch_add(1, Ordering::SeqCst);
        self.0.read(out)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// The small pictures of a file, how often it was read, and how often a picture came.
fn thumbs(bytes: Vec<u8>) -> (Thumbs, Arc<AtomicUsize>, Arc<AtomicUsize>) {
    let (reads, wakes) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
    let reader: Box<dyn Source> = Box::new(Counted(Cursor::new(bytes), Arc::clone(&reads)));
    let woken = Arc::clone(&wakes);
    let wake = Arc::new(move || {
        woken.fetch_add(1, Ordering::SeqCst);
    });
    (Thumbs::new(reader, 2_000, wake), reads, wakes)
}

fn come(thumbs: &mut Thumbs, at_ms: u64) -> Arc<Thumb> {
    let start = Instant::now();
    loop {
        if let Look::Here(thumb) = thumbs.look(at_ms) {
            return thumb;
        }
        assert!(start.elapsed() < Duration::from_secs(30), "no picture of {at_ms} ms");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn each_coding_gives_the_nearest_picture_that_stands_alone() {
    for name in ["high.mp4", "pyramid.mp4", "fragmented.mp4", "vp9.webm", "vp9.mp4", "av1.mp4", "turned.mp4"] {
        let (mut thumbs, reads, _) = thumbs(file(name));
        assert_eq!(reads.load(Ordering::SeqCst), 0, "nothing is read before the first wish");
        let first = come(&mut thumbs, 0);
        assert!(first.at_ms < 300, "{name}: {}", first.at_ms);
        assert_eq!(first.rgba.len(), first.width * first.height * 4);
        assert!(first.width.max(first.height) <= 160 && first.width.min(first.height) >= 32, "{name}");
        let (least, most) = (first.rgba.iter().min(), first.rgba.iter().max());
        assert_ne!(least, most, "{name} is a picture");
    }
}

#[test]
fn a_place_looked_at_again_is_not_read_again_and_only_the_newest_wish_is_followed() {
    let (mut thumbs, reads, wakes) = thumbs(file("high.mp4"));
    for at_ms in (0..1_900).step_by(40) {
        assert!(matches!(thumbs.look(at_ms), Look::Coming), "nobody waits for a picture");
    }
    let last = come(&mut thumbs, 1_900);
    assert!(wakes.load(Ordering::SeqCst) <= 2, "47 wishes that were taken back were not followed");
    let read = reads.load(Ordering::SeqCst);
    for _ in 0..50 {
        assert_eq!(come(&mut thumbs, 1_900), last);
    }
    assert_eq!(reads.load(Ordering::SeqCst), read);
}

#[test]
fn what_is_no_film_or_is_damaged_has_no_pictures() {
    let mut cut = file("high.mp4");
    cut.truncate(cut.len() / 2);
    for bytes in [cut, file("sound.mp3"), Vec::new(), file("hevc.mp4")] {
        let (mut thumbs, reads, _) = thumbs(bytes);
        let start = Instant::now();
        while !matches!(thumbs.look(500), Look::Nothing) {
            assert!(start.elapsed() < Duration::from_secs(30), "it does not say that there is none");
            std::thread::sleep(Duration::from_millis(5));
        }
        let read = reads.load(Ordering::SeqCst);
        assert!(matches!(thumbs.look(900), Look::Nothing));
        std::thread::sleep(Duration::from_millis(150));
        assert_eq!(reads.load(Ordering::SeqCst), read, "it is not tried again");
    }
}
