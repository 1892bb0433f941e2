//! A document of 520 pages: open at once, and leafed through without the memory growing with it. What the process took
//! at its most (`VmHWM`) is the system's count, so this needs a process in which little else happened.

#[path = "../../src/media/pdf/made.rs"]
#[allow(dead_code, clippy::unwrap_used)] // it is the library's own, for tests
mod made;

use foothold::media::pdf::reader::{PATIENCE, Phase, Reader, Want};
use std::collections::VecDeque;
use std::io::Cursor;
use std::sync::Arc;
use std::time::{Duration, Instant};

const PAGES: usize = 520;
const WORDS: &str = "Hold your head up and say it once what you did when it was and what you have done since then";
/// Pages are drawn so wide, as in a window of 1366 points.
const WIDTH: u32 = 900;
/// Pixels that a screen keeps of a document: two large pages.
const KEPT_PIXELS: usize = 8_000_000;
/// The most memory that it may take more than there was before.
const MORE_KB: u64 = 150 * 1024;

/// The most memory this process ever had, in kB; nothing where the system does not tell.
fn most_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// Lines of words that differ from page to page.
fn page(number: usize) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let line = |row: usize| {
        let from = (number * 7 + row * 3) % words.len();
        words.iter().cycle().skip(from).take(8).copied().collect::<Vec<_>>().join(" ")
    };
    (0..28).map(line).collect::<Vec<_>>().join("\n")
}

/// Waits for a page and gives its pixels.
fn drawn(reader: &Reader, page: usize) -> Vec<u8> {
    reader.want(vec![Want { page, width: WIDTH }]);
    let begun = Instant::now();
    loop {
        if let Some(drawn) = reader.take_drawn().pop() {
            assert_eq!(drawn.want.page, page);
            return drawn.pixels.rgba;
        }
        assert!(reader.fault(page).is_none() && begun.elapsed() < Duration::from_secs(60), "page {page} does not come");
        std::thread::sleep(Duration::from_millis(1));
    }
}

pub fn five_hundred_pages_are_open_at_once_and_take_no_more_than_a_few() {
    let pages: Vec<String> = (0..PAGES).map(page).collect();
    let bytes = made::plain(&pages.iter().map(String::as_str).collect::<Vec<_>>());
    let before = most_kb();
    let begun = Instant::now();
    let reader = Reader::open(Cursor::new(bytes), PATIENCE, Arc::new(|| {}));
    while !matches!(reader.phase(), Phase::Open(_)) {
        assert!(begun.elapsed() < Duration::from_secs(60), "it does not open: {:?}", reader.phase());
        std::thread::sleep(Duration::from_millis(1));
    }
    let Phase::Open(facts) = reader.phase() else { unreachable!("it was waited for") };
    assert_eq!(facts.pages.len(), PAGES);
    drop(drawn(&reader, PAGES / 2));
    let first = begun.elapsed();
    let mut kept = VecDeque::new();
    for page in 0..PAGES {
        kept.push_back(drawn(&reader, page));
        while kept.iter().map(Vec::len).sum::<usize>() > KEPT_PIXELS * 4 {
            kept.pop_front();
        }
    }
    let more = most_kb().zip(before).map(|(now, before)| now - before);
    #[expect(clippy::print_stdout, reason = "figures for who runs it by itself")]
    {
        println!("520 pages: page 260 after {first:?}, at most {more:?} kB more after leafing through them all");
    }
    assert!(more.is_none_or(|more| more < MORE_KB), "{more:?} kB more");
}
