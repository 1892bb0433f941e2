//! PDF pages at 108 dpi, beside `pdftoppm`: processor time of each in turns, and whether the pages look the same.
//!
//! `cargo bench --bench pdf -- [FILE.pdf]...` (needs pdftoppm; without files it makes its own; `ROUNDS=5`, `PAGES=40`)
//!
//! The files made: 40 pages of words in two columns with rules and boxes; curves, clips and see-through
//! shapes on 4 pages; 6 pages of pictures. User time of both, ours with the words of each page walked too; pdftoppm also
//! writes its files, which is system time and not counted.
//!
//! The look is compared by structure (SSIM, windows of 8 × 8 pixels) of grey pictures 1/4 as large, so that it matters
//! what stands where, not how an edge is smoothed: 1 is the same, a page beside its neighbour shows what another page
//! would give.
//!
//! Seen on 2 virtual cores of an AMD EPYC with much other work (load 10), poppler 22.12, medians of 5 rounds: words 0.16 s
//! beside 0.38 s (0.42 ×), structure 0.955 (another page 0.51); shapes 0.00 s beside 0.04 s, 0.996 (0.33); pictures
//! 0.04 s beside 0.13 s (0.31 ×), 0.991 (0.33).
#![allow(missing_docs, clippy::print_stdout)]

use foothold::format::pdf::write;
use foothold::media::pdf::document::{Pixels, Session, parse};
use foothold::model::sheet::{Anchor, Ink, Item, Sheet, Weight};
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Rect, Size, Transform};
use krilla::image::Image;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;

const DPI: f32 = 108.0;
const SHRINK: usize = 4;
const WINDOW: usize = 8;
const WORDS: &str = "Hold your head up and say it once what you did when it was and what you have done since then an \
                     employer hears a person who knows the way and asks about the work the hours and the bus ";

fn main() -> ExitCode {
    let number = |name: &str, usual: usize| std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(usual);
    let (rounds, pages) = (number("ROUNDS", 5).max(1), number("PAGES", 40));
    if Command::new("pdftoppm").arg("-v").output().is_err() {
        println!("pdftoppm is not here");
        return ExitCode::SUCCESS;
    }
    let named = std::env::args().skip(1).filter(|argument| argument != "--bench").map(PathBuf::from);
    let (place, mut files) = (tempfile::tempdir().expect("a temporary folder"), named.collect::<Vec<_>>());
    if files.is_empty() {
        for (name, bytes) in [("words.pdf", words()), ("shapes.pdf", shapes()), ("pictures.pdf", pictures())] {
            files.push(place.path().join(name));
            std::fs::write(&files[files.len() - 1], bytes).expect("room");
        }
    }
    println!(
        "| file | pages | ours, s user | pdftoppm, s user | ours beside it | structure, mean (least) | other page |"
    );
    println!("|---|---|---|---|---|---|---|");
    files.iter().for_each(|file| measured(file, pages, rounds));
    ExitCode::SUCCESS
}

fn measured(file: &Path, wanted: usize, rounds: usize) {
    let place = tempfile::tempdir().expect("a temporary folder");
    let (mut own, mut peer, mut drawn) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let (pages, took) = draw(file, wanted);
        own.push(took);
        drawn = pages;
        let before = ticks(15);
        let count = drawn.len().to_string();
        let root = place.path().join("p");
        let run = Command::new("pdftoppm").args(["-r", "108", "-f", "1", "-l", &count]).arg(file).arg(root).status();
        assert!(run.is_ok_and(|status| status.success()), "pdftoppm draws {}", file.display());
        peer.push(ticks(15) - before);
    }
    own.sort_unstable();
    peer.sort_unstable();
    let (ours, theirs) = (seconds(own[rounds / 2]), seconds(peer[rounds / 2]));
    let (mean, least, other) = compare(&drawn, place.path());
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let count = drawn.len();
    println!(
        "| {name} | {count} | {ours:.2} | {theirs:.2} | {:.2} | {mean:.3} ({least:.3}) | {other:.3} |",
        ours / theirs
    );
}

/// Every page with its words, as the player draws it.
fn draw(file: &Path, wanted: usize) -> (Vec<Pixels>, u64) {
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

/// Structure of our pages beside pdftoppm's: the mean, the least, and the mean beside the page after (or before).
fn compare(ours: &[Pixels], place: &Path) -> (f64, f64, f64) {
    let mut names: Vec<_> = std::fs::read_dir(place).expect("pages").flatten().map(|entry| entry.path()).collect();
    names.sort();
    assert_eq!(names.len(), ours.len(), "as many pages");
    let theirs: Vec<_> = names
        .iter()
        .map(|name| {
            let bytes = std::fs::read(name).expect("a page");
            let (width, height, start) = ppm(&bytes);
            shrunk(width, height, |at| {
                let p = start + at * 3;
                (u32::from(bytes[p]) + u32::from(bytes[p + 1]) + u32::from(bytes[p + 2])) / 3
            })
        })
        .collect();
    let (mut sum, mut least, mut other) = (0.0_f64, 1.0_f64, 0.0_f64);
    for (index, page) in ours.iter().enumerate() {
        let mine = shrunk(page.width as usize, page.height as usize, |at| {
            let p = at * 4;
            (u32::from(page.rgba[p]) + u32::from(page.rgba[p + 1]) + u32::from(page.rgba[p + 2])) / 3
        });
        let same = structure(&mine, &theirs[index]);
        sum += same;
        least = least.min(same);
        other += structure(&mine, &theirs[(index + 1) % theirs.len()]);
    }
    let count = ours.len().max(1) as f64;
    (sum / count, least, other / count)
}

/// Mean structural similarity (Wang and others, 2004) of the windows that are not blank on both pages.
fn structure(a: &[Vec<f64>], b: &[Vec<f64>]) -> f64 {
    const C1: f64 = 6.5025;
    const C2: f64 = 58.5225;
    let (rows, columns) = (a.len().min(b.len()), a[0].len().min(b[0].len()));
    let (mut sum, mut windows) = (0.0, 0);
    for top in (0..rows.saturating_sub(WINDOW)).step_by(WINDOW) {
        for left in (0..columns.saturating_sub(WINDOW)).step_by(WINDOW) {
            let cells = || (top..top + WINDOW).flat_map(|y| (left..left + WINDOW).map(move |x| (y, x)));
            let count = (WINDOW * WINDOW) as f64;
            let mean = |page: &[Vec<f64>]| cells().map(|(y, x)| page[y][x]).sum::<f64>() / count;
            let (ma, mb) = (mean(a), mean(b));
            let with =
                |f: &dyn Fn(f64, f64) -> f64| cells().map(|(y, x)| f(a[y][x] - ma, b[y][x] - mb)).sum::<f64>() / count;
            let (va, vb, both) = (with(&|a, _| a * a), with(&|_, b| b * b), with(&|a, b| a * b));
            if va < 1.0 && vb < 1.0 && (ma - mb).abs() < 2.0 {
                continue;
            }
            sum += (2.0 * ma * mb + C1) * (2.0 * both + C2) / ((ma * ma + mb * mb + C1) * (va + vb + C2));
            windows += 1;
        }
    }
    if windows == 0 { 1.0 } else { sum / f64::from(windows) }
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

fn line(at: (f32, f32), text: String, size: f32, weight: Weight) -> Item {
    Item::Text { at, text, size, weight, anchor: Anchor::Left, ink: Ink::Ink }
}

/// 40 pages as of a handbook: a heading, two columns of words, rules, a box; each page begins elsewhere in the words.
fn words() -> Vec<u8> {
    let all: Vec<&str> = WORDS.split_whitespace().collect();
    let sheet = |page: usize| {
        let mut items = vec![
            line((20.0, 22.0), format!("{}. What to say and when", page + 1), 7.0, Weight::Bold),
            Item::Line { from: (20.0, 26.0), to: (190.0, 26.0), width: 0.4, ink: Ink::Line },
            Item::Box {
                at: (20.0, 250.0 - page as f32),
                size: (170.0, 22.0),
                fill: Some(Ink::Tint),
                edge: Some((0.5, Ink::Primary)),
            },
        ];
        for column in 0..2 {
            for row in 0..44 {
                let from = (page * 97 + column * 41 + row * 7) % all.len();
                let text: Vec<&str> = all.iter().cycle().skip(from).take(6 + (row + page) % 4).copied().collect();
                let at = (20.0 + column as f32 * 88.0, 34.0 + row as f32 * 4.8);
                items.push(line(at, text.join(" "), 3.6, Weight::Regular));
            }
        }
        let title = "Handbook".to_owned();
        Sheet { width: 210.0, height: 297.0, title, language: "en".to_owned(), items }
    };
    write(&(0..40).map(sheet).collect::<Vec<_>>()).expect("a PDF")
}

fn fill(red: u8, green: u8, blue: u8, opacity: f32) -> Option<Fill> {
    let opacity = NormalizedF32::new(opacity).expect("at most 1");
    Some(Fill { paint: rgb::Color::new(red, green, blue).into(), opacity, rule: FillRule::NonZero })
}

/// Curves, clips and see-through shapes on four pages that differ.
fn shapes() -> Vec<u8> {
    let mut document = krilla::Document::new();
    for page in 0..4_u8 {
        let mut sheet = document.start_page_with(PageSettings::from_wh(595.0, 842.0).expect("A4"));
        let mut surface = sheet.surface();
        for index in 0..24_u8 {
            let angle = f32::from(index) * 15.0 + f32::from(page) * 31.0;
            surface.push_transform(&Transform::from_rotate_at(angle, 300.0, 420.0));
            let mut path = PathBuilder::new();
            path.move_to(300.0, 420.0);
            path.cubic_to(380.0, 340.0 - f32::from(page) * 20.0, 440.0, 520.0, 520.0, 400.0);
            path.line_to(460.0 - f32::from(page) * 30.0, 300.0);
            path.close();
            let path = path.finish().expect("a path");
            if index % 3 == 0 {
                surface.push_clip_path(&path, &FillRule::NonZero);
                surface.set_fill(fill(index * 10, 90, 200, 0.9));
                let mut inner = PathBuilder::new();
                inner.push_rect(Rect::from_xywh(380.0, 330.0, 90.0, 120.0).expect("a rectangle"));
                surface.draw_path(&inner.finish().expect("a path"));
                surface.pop();
            } else {
                surface.set_fill(fill(200 - index * 6, 40 + index * 8, page * 60, 0.45));
                surface.draw_path(&path);
            }
            surface.pop();
        }
        surface.finish();
        sheet.finish();
    }
    document.finish().expect("a PDF")
}

/// Pages with a picture that fills them, as a scanner makes them.
fn pictures() -> Vec<u8> {
    let mut document = krilla::Document::new();
    for page in 0..6_u32 {
        let mut sheet = document.start_page_with(PageSettings::from_wh(595.0, 842.0).expect("A4"));
        let mut surface = sheet.surface();
        let (width, height) = (1240, 1754);
        let pixel = |at: u32| {
            let (x, y) = (at % width, at / width);
            let is_ink = (x / 9 + y / 31 * (3 + page)) % 7 < 3 && y % 31 < 17 && (100..1140).contains(&x);
            let shade = if is_ink { 30 } else { 225 + (x ^ y) as u8 % 25 };
            [shade, shade, shade.saturating_sub(page as u8 * 5), 255]
        };
        let image = Image::from_rgba8((0..width * height).flat_map(pixel).collect(), width, height);
        surface.draw_image(image, Size::from_wh(595.0, 842.0).expect("A4"));
        surface.finish();
        sheet.finish();
    }
    document.finish().expect("a PDF")
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
