//! The parsers of what comes from outside, the file that each is tried with, and the most memory that one file may
//! take.

use super::made::{epub, pdf, picture, whole_course};
use super::sealed;
use foothold::author::{Depth, Watch, read_source};
use foothold::format::json::from_canonical;
use foothold::media::caption::{CUE_CHARS_MAX, Captions};
use foothold::media::chapters::Chapters;
use foothold::media::check::{check_audio, check_video};
use foothold::media::code;
use foothold::media::epub::check::check_epub;
use foothold::media::math::Formula;
use foothold::media::pdf::document::{PIXELS_MAX, Session, contained, facts, parse};
use foothold::media::picture::decode;
use foothold::media::through;
use foothold::model::course::Course;
use foothold::model::markdown::Reading;
use image::ImageFormat;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// How a file is spoiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Cut, or bytes of it changed; often at its beginning and end, where heads and indexes stand.
    Binary,
    /// Cut, changed, pieces of it doubled, and these signs put in.
    Text(&'static [u8]),
    /// The same with all signs, for a parser that makes something of any text.
    Tolerant,
    /// As [`Kind::Binary`], of a file whose parts are signed or hang on a hash: perhaps no spoiled one is read, and what is
    /// read of one is what stands in the whole file, as its reader sees to.
    Bound,
}

/// A parser that is tried.
pub struct Parser {
    pub name: &'static str,
    /// The most memory that reading one file may take, in kB, with what the reader makes of it.
    pub limit_kb: usize,
    pub kind: Kind,
    /// A whole file.
    pub whole: fn() -> Vec<u8>,
    /// Reads a file as the programs do. False if it is refused.
    pub read: fn(&[u8]) -> bool,
}

macro_rules! table {
    ($($name:literal $limit_mb:literal MiB, $kind:expr, $whole:expr, $read:expr;)*) => {
        &[$(Parser { name: $name, limit_kb: $limit_mb << 10, kind: $kind, whole: || $whole, read: $read }),*]
    };
}

/// Parsers as none may be, each with the words by which it must be found out: that nothing here is called good only
/// because it could not be called bad.
pub const BAD: &[(Parser, &str)] = &[
    (
        bad("takes_too_much_memory", 1, |bytes| vec![bytes.len() as u8; 3 << 20].iter().all(|byte| *byte != 255)),
        " kB of ",
    ),
    (bad("panics_at_a_few", ANY_MB, |bytes| bytes[bytes.len() - 1] == 7), "panics or does not end"),
    (bad("refuses_nothing", ANY_MB, |bytes| bytes.len() < usize::MAX), "not of both kinds"),
    (bad("refuses_all_but_the_whole", ANY_MB, |bytes| *bytes == [7; 64]), "not of both kinds"),
    (Parser { kind: Kind::Bound, ..bad("looks_at_no_signature", ANY_MB, |_| true) }, "not of both kinds"),
];
/// Also telling of a panic takes some.
const ANY_MB: usize = 1024;

const fn bad(name: &'static str, limit_mb: usize, read: fn(&[u8]) -> bool) -> Parser {
    Parser { name, limit_kb: limit_mb << 10, kind: Kind::Binary, whole: || vec![7; 64], read }
}

/// Parser, limit, kind of damage, file, reader. A film may take what the largest pictures take that its coding keeps
/// (3 MB each), a still picture its 24 million pixels and the decoder's own. A sealed file may take what its head may be
/// (8 MiB, a record's 16) and as much again; what lies behind its doors, small as here, next to nothing.
pub const TABLE: &[Parser] = table! {
    "h264_in_mp4"              128 MiB, Kind::Binary, media("tiny.mp4"), film;
    "h264_in_fragments"        128 MiB, Kind::Binary, media("tiny_fragments.mp4"), film;
    "vp9_and_opus_in_webm"     128 MiB, Kind::Binary, media("tiny_vp9.webm"), film;
    "vp9_and_opus_in_mp4"      128 MiB, Kind::Binary, media("tiny_vp9.mp4"), film;
    "av1_and_vorbis_in_webm"   128 MiB, Kind::Binary, media("tiny_av1.webm"), film;
    "av1_in_mp4"               128 MiB, Kind::Binary, media("tiny_av1.mp4"), film;
    "aac_in_mp4"                16 MiB, Kind::Binary, media("tiny.m4a"), sound;
    "vorbis_in_ogg"             16 MiB, Kind::Binary, media("tiny.ogg"), sound;
    "opus_in_ogg"               16 MiB, Kind::Binary, media("tiny.opus"), sound;
    "mp3"                       16 MiB, Kind::Binary, media("tiny.mp3"), sound;
    "flac"                      16 MiB, Kind::Binary, media("tiny.flac"), sound;
    "wav"                       16 MiB, Kind::Binary, media("tiny.wav"), sound;
    "png"                      256 MiB, Kind::Binary, picture(ImageFormat::Png), summed_png;
    "jpeg"                     256 MiB, Kind::Binary, picture(ImageFormat::Jpeg), still;
    "webp"                     256 MiB, Kind::Binary, picture(ImageFormat::WebP), still;
    "captions"                   2 MiB, Kind::Tolerant, CAPTIONS.to_vec(), captions;
    "chapters"                   2 MiB, Kind::Tolerant, CHAPTERS.to_vec(), chapters;
    "pdf"                       32 MiB, Kind::Text(b"0123456789<>[]()/ "), pdf(), pages;
    "epub"                      16 MiB, Kind::Binary, epub::whole(), book;
    "epub_package"              16 MiB, Kind::Text(b"<>/='\"& #:."), epub::PACKAGE.to_vec(), book_of_package;
    "epub_chapter"              16 MiB, Kind::Text(b"<>/='\"& pbq!-[]?x"), epub::CHAPTER.to_vec(), book_of_chapter;
    "markdown"                   2 MiB, Kind::Tolerant, MARKDOWN.to_vec(), reading;
    "html"                       2 MiB, Kind::Tolerant, HTML.to_vec(), reading;
    "math"                       8 MiB, Kind::Text(br"\{}^_&|=-x9$#%~'[]()0a"), MATH.to_vec(), formulas;
    "code"                       2 MiB, Kind::Tolerant, CODE.to_vec(), program;
    "course_source"              8 MiB, Kind::Text(b"[]{}=\"',.#-\n 0a"), whole_course().0, source;
    "course_document"            8 MiB, Kind::Text(b"{}[]\":,0-tfn\\"), whole_course().1, document;
    "export"                    16 MiB, Kind::Bound, sealed::export(), sealed::read_export;
    "export_frame"              16 MiB, Kind::Bound, sealed::export_frame(), sealed::read_export_frame;
    "export_head"                2 MiB, Kind::Text(b"{}[]\":,0-tfn\\"), sealed::export_head(), sealed::read_export_head;
    "export_body"                2 MiB, Kind::Bound, sealed::export_body(), sealed::read_export_body;
    "export_lines"               2 MiB, Kind::Text(b"{}[]\":,0-tfn\\\n"), sealed::export_lines(), sealed::read_export_lines;
    "record"                    32 MiB, Kind::Bound, sealed::record(), sealed::read_record;
    "record_head"                2 MiB, Kind::Text(b"{}[]\":,0-tfn\\"), sealed::record_head(), sealed::read_record_head;
    "record_body"                2 MiB, Kind::Bound, sealed::record_body(), sealed::read_record_body;
    "record_lines"               2 MiB, Kind::Text(b"{}[]\":,0-tfn\\\n"), sealed::record_lines(), sealed::read_record_lines;
    "receipt"                   16 MiB, Kind::Bound, sealed::receipt(), sealed::read_receipt;
    "receipt_text"               2 MiB, Kind::Text(b"{}[]\":,0-tfn\\"), sealed::receipt_text(), sealed::read_receipt_text;
};

fn media(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/media").join(name)).unwrap()
}

const CAPTIONS: &[u8] = b"WEBVTT\n\nSTYLE\n::cue { color: red }\n\nNOTE x\n\nid\n00:01.000 --> 00:02.000 align:start \
    line:10%\n<v Ann>Hello <i>there</i> &amp; you</v>\n\n00:00:02.500 --> 01:00:04.000\ntwo\nlines\n\n3\n\
    00:05,000 --> 00:06,000\n{\\an8}x";

const CHAPTERS: &[u8] =
    b"WEBVTT\n\n00:00.000 --> 00:10.000\nHello\n\n00:10.000 --> 00:30.000\nWhat it <b>shows</b>\n\n\
    00:30.000 --> 00:40.000\nThe end\n";

const MARKDOWN: &[u8] = b"# One {#a}\n\nText *b* **c** `d` [e](lesson:f#g) [h](glossary:i)\n\n> [!NOTE]\n> x\n\n\
    | a | b |\n|---|---|\n| 1 | 2 |\n\n- [ ] j\n- k\n\n![l](m.png)\n\n```rust\nfn n() {}\n```\n\n\
    $x^2 + \\frac{1}{2}$[^o]\n\n[^o]: p\n";

const HTML: &[u8] = b"<h2 id='a'>One</h2>\n<p>Two &amp; <b>three</b> <em>four</em> H<sub>2</sub>O<br>x</p>\n\n\
    <ul><li>a</li><li>b<ol start=3><li>c</ol></ul>\n\n<table><caption>C</caption><tr><th>A<th>B<tr><td>1<td><p>2</p></table>\n\n\
    <blockquote><p>q</p></blockquote><hr/>\n\n<pre><code class=\"language-python\">if a &lt; b:\n  x</code></pre>\n\n\
    <img src='img/a.png' alt=\"A desk\"> <a href=\"lesson:other#x\">go</a>\n\n<script>alert('<b>x</b>')</script> <!-- no -->\n";

/// A formula a line.
const MATH: &[u8] = br"x = \frac{-b \pm \sqrt{b^2-4ac}}{2a}
\begin{align} a &= b + c \tag{1} \\ &= \underbrace{d+e}_{\text{dos}} \end{align}
\left\{ \begin{array}{c|c} \hline 1 & \hat{x} \\ \overline{ab} & \vec{v} \end{array} \right.
\lim_{n\to\infty} \sum_{k=0}^n \binom{n}{k} \left|\frac{\partial f}{\partial x}\right|^2 \boxed{\cancel{5x}}
\ce{2H2 + O2 ->[\Delta] 2H2O} \quad \pu{5 km//h} \xrightarrow[a]{b}";

const CODE: &[u8] =
    b"/// A word.\nfn first<'a>(text: &'a str) -> Option<&'a str> {\n    // none where there is none\n    \
    let r = r#\"x\"#; let n = 0x1f + 1.5e3;\n    text.split(' ').next() /* \xc3\xb1 */\n}\n";

/// A film is played past its damage, and checked as when a pack is built.
fn film(bytes: &[u8]) -> bool {
    let played = through::play(Cursor::new(bytes.to_vec()), 170_000);
    assert_eq!(played.map_or(0, |played| played.broken), 0, "every picture is whole");
    check_video(Cursor::new(bytes)).is_ok()
}

fn sound(bytes: &[u8]) -> bool {
    through::play(Cursor::new(bytes.to_vec()), 170_000);
    check_audio(Cursor::new(bytes)).is_ok()
}

fn still(bytes: &[u8]) -> bool {
    let Ok(found) = decode(Cursor::new(bytes)) else { return false };
    assert_eq!(found.rgba.len(), found.width as usize * found.height as usize * 4);
    true
}

/// A PNG whose parts are given the sums that they want (PNG 5.3), so that what is changed is also looked at.
fn summed_png(bytes: &[u8]) -> bool {
    let mut out = bytes.to_vec();
    let mut at = 8;
    while let Some(head) = out.get(at..at + 8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let end = at + 8 + length;
        let Some(part) = out.get(at + 4..end) else { break };
        let sum = crc32fast::hash(part).to_be_bytes();
        let Some(place) = out.get_mut(end..end + 4) else { break };
        place.copy_from_slice(&sum);
        at = end + 4;
    }
    still(&out)
}

fn captions(bytes: &[u8]) -> bool {
    let (captions, _) = Captions::parse(bytes);
    for cue in captions.cues() {
        assert!(cue.start_ms < cue.end_ms && cue.text.chars().count() <= CUE_CHARS_MAX, "{cue:?}");
        assert!(captions.at(cue.start_ms).contains(&cue));
    }
    !captions.cues().is_empty()
}

fn chapters(bytes: &[u8]) -> bool {
    let (chapters, _) = Chapters::parse(bytes);
    assert!(chapters.list().is_sorted_by_key(|chapter| chapter.start_ms));
    !chapters.list().is_empty()
}

fn pages(bytes: &[u8]) -> bool {
    let read = || -> Option<()> {
        let bytes = Arc::new(bytes.to_vec());
        let parsed = contained(|| Ok(parse(&bytes).ok())).ok().flatten()?;
        let known = contained(|| Ok(facts(&parsed))).ok()?;
        let mut session = Session::new(&parsed);
        for page in 0..known.pages.len().min(4) {
            contained(|| session.words(page)).ok()?;
            let (pixels, _) = contained(|| session.draw(page, 120)).ok()?;
            assert!(u64::from(pixels.width) * u64::from(pixels.height) <= u64::from(PIXELS_MAX));
        }
        Some(())
    };
    read().is_some()
}

fn book(bytes: &[u8]) -> bool {
    check_epub(Cursor::new(bytes), &mut |_, _| true).is_ok()
}

fn book_of_package(bytes: &[u8]) -> bool {
    book(&epub::with_package(bytes))
}

fn book_of_chapter(bytes: &[u8]) -> bool {
    book(&epub::with_chapter(bytes))
}

fn reading(bytes: &[u8]) -> bool {
    let reading = Reading::parse(&String::from_utf8_lossy(bytes));
    drop((reading.headings().count(), reading.links().len(), reading.pictures().len(), reading.passages()));
    !reading.blocks.is_empty()
}

/// Everything of a formula is finite, and it is drawn. True if all of them are read.
fn formulas(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let read = |tex: &str| {
        [false, true].into_iter().all(|is_display| {
            Formula::read(tex, is_display).is_ok_and(|formula| {
                let sizes = [formula.width, formula.ascent, formula.depth];
                assert!(sizes.into_iter().all(f32::is_finite), "{tex}: {sizes:?}");
                drop(formula.draw(19.0));
                true
            })
        })
    };
    text.lines().filter(|tex| read(tex)).count() == text.lines().count()
}

fn program(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let pieces = code::pieces("rust", &text);
    assert_eq!(pieces.iter().map(|(range, _)| range.len()).sum::<usize>(), text.len());
    true
}

fn source(bytes: &[u8]) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, content: &[u8]| fs::write(folder.path().join(name), content).unwrap();
    put("pack.toml", super::made::PACK);
    put("course.toml", bytes);
    put("soil.md", b"# Soil\n\nBeans *grow* in it.\n");
    let watch = Watch { report: &|_, _, _| {}, cancel: &AtomicBool::new(false) };
    let checked = read_source(folder.path(), Depth::Full, &watch).unwrap();
    assert_eq!(checked.source.is_some(), checked.findings.mistakes.is_empty(), "refused with a reason, or read");
    checked.source.is_some()
}

fn document(bytes: &[u8]) -> bool {
    from_canonical::<Course>(bytes, 8 << 20).is_ok()
}
