//! PDF pages at 108 dpi, beside `pdftoppm` in the same run: user CPU of each, and whether the pages look the same.
//!
//! ```sh
//! nice cargo bench --no-default-features --bench pdf -- FILE.pdf [PAGES]
//! ```
//!
//! Measured on two cores, three runs, the first 40 pages of Debian's policy.pdf, words walked too, our crate without
//! optimisation and its dependencies with it (`cargo build --bench pdf`): 0.20 to 0.23 s user beside `pdftoppm`'s 0.33
//! to 0.36 s (which also writes its files); difference 1.13 of 255 a page in the mean, 1.98 at most.
//!
//! Both are compared as pictures 1/8 as large, so that only what stands where matters, not how an edge is smoothed.
#![allow(missing_docs, clippy::print_stdout)]

use foothold::media::pdf::document::{Pixels, Session, parse};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::sync::Arc;

const DPI: f32 = 108.0;
const SHRINK: usize = 8;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let Some(file) = arguments.next() else {
        println!("give a PDF: cargo bench --no-default-features --bench pdf -- FILE.pdf [PAGES]");
        return ExitCode::SUCCESS;
    };
    let wanted = arguments.next().and_then(|pages| pages.parse().ok()).unwrap_or(40);
    let (ours, our_ticks) = draw(&file, wanted);
    println!("pages      {}", ours.len());
    println!("foothold   {:.2} s user", seconds(our_ticks));
    let place = tempfile::tempdir().expect("a temporary folder");
    let before = ticks(15);
    let root = place.path().join("p");
    let run = Command::new("pdftoppm")
        .args(["-r", "108", "-f", "1", "-l", &ours.len().to_string(), &file])
        .arg(&root)
        .status();
    match run {
        Ok(status) if status.success() => println!("pdftoppm   {:.2} s user", seconds(ticks(15) - before)),
        _ => {
            println!("pdftoppm   is not here");
            return ExitCode::SUCCESS;
        }
    }
    compare(&ours, place.path());
    ExitCode::SUCCESS
}

/// Every page with its words, as the player draws it.
fn draw(file: &str, wanted: usize) -> (Vec<Pixels>, u64) {
    let bytes = Arc::new(std::fs::read(file).expect("the PDF"));
    let before = ticks(13);
    let pdf = parse(&bytes).expect("a PDF");
    let mut session = Session::new(&pdf);
    let mut pages = Vec::new();
    for (index, page) in pdf.pages().iter().enumerate().take(wanted) {
        let width = (page.render_dimensions().0 * DPI / 72.0).round() as u32;
        session.words(index).expect("words");
        pages.push(session.draw(index, width).expect("a page").0);
    }
    (pages, ticks(13) - before)
}

fn compare(ours: &[Pixels], place: &Path) {
    let mut names: Vec<_> = std::fs::read_dir(place).expect("pages").flatten().map(|entry| entry.path()).collect();
    names.sort();
    let (mut sum, mut worst) = (0.0_f64, 0.0_f64);
    for (page, name) in ours.iter().zip(&names) {
        let bytes = std::fs::read(name).expect("a page");
        let (width, height, start) = ppm(&bytes);
        let theirs = shrunk(width, height, |at| {
            let p = start + at * 3;
            (u32::from(bytes[p]) + u32::from(bytes[p + 1]) + u32::from(bytes[p + 2])) / 3
        });
        let mine = shrunk(page.width as usize, page.height as usize, |at| {
            let p = at * 4;
            (u32::from(page.rgba[p]) + u32::from(page.rgba[p + 1]) + u32::from(page.rgba[p + 2])) / 3
        });
        let cells = mine.iter().flatten().zip(theirs.iter().flatten());
        let count = cells.clone().count().max(1) as f64;
        let difference = cells.map(|(a, b)| (a - b).abs()).sum::<f64>() / count;
        sum += difference;
        worst = worst.max(difference);
    }
    println!("difference {:.2} of 255 a page in the mean, {worst:.2} at most", sum / ours.len().max(1) as f64);
}

/// The mean of each square of [`SHRINK`] pixels a side.
fn shrunk(width: usize, height: usize, grey: impl Fn(usize) -> u32) -> Vec<Vec<f64>> {
    let cell = |row: usize, column: usize| {
        let mut sum = 0;
        for y in 0..SHRINK {
            for x in 0..SHRINK {
                sum += grey((row * SHRINK + y) * width + column * SHRINK + x);
            }
        }
        f64::from(sum) / (SHRINK * SHRINK) as f64
    };
    (0..height / SHRINK).map(|row| (0..width / SHRINK).map(|column| cell(row, column)).collect()).collect()
}

/// Width, height and where the pixels begin of a binary PPM.
fn ppm(bytes: &[u8]) -> (usize, usize, usize) {
    let mut numbers = Vec::new();
    let mut at = 2;
    while numbers.len() < 3 {
        let end = bytes[at..].iter().position(u8::is_ascii_whitespace).expect("a header") + at;
        if let Ok(number) = String::from_utf8_lossy(&bytes[at..end]).parse() {
            numbers.push(number);
        }
        at = end + 1;
    }
    (numbers[0], numbers[1], at)
}

/// A time of this process, in ticks of 10 ms, by its field counted from 0: 13 its own user time, 15 its children’s.
fn ticks(field: usize) -> u64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
    after.split_whitespace().nth(field - 2).and_then(|ticks| ticks.parse().ok()).unwrap_or(0)
}

fn seconds(ticks: u64) -> f64 {
    ticks as f64 / 100.0
}
