//! Whole files that are made here: what the library's own tests make, and a small course.

use foothold::format::json::to_canonical;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

#[path = "../../src/media/epub/made.rs"]
#[allow(dead_code)]
mod made_epub;
#[path = "../../src/media/pdf/made.rs"]
#[allow(dead_code)]
mod made_pdf;

/// Two pages with words, lines, a picture and an outline.
pub fn pdf() -> Vec<u8> {
    let keys = "/Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceRGB /BitsPerComponent 8 \
                /Filter /ASCIIHexDecode";
    let small = made_pdf::stream(keys, &"80FF20".repeat(16));
    let drawn = "/X0 Do 1 0 0 RG 4 w 10 10 300 300 re S".to_owned();
    made_pdf::document(
        &[made_pdf::lines("The first page\nof a small file"), drawn],
        &[("Start", 0), ("End", 1)],
        &[small],
    )
}

/// A small picture of many colours.
pub fn picture(format: ImageFormat) -> Vec<u8> {
    let shade = |x, y| Rgb([(x * 7) as u8, (y * 11) as u8, (x * y) as u8]);
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(RgbImage::from_fn(48, 32, shade)).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// Books: a whole one, and one whose package or whose chapter is given.
pub mod epub {
    use super::made_epub::{book, png, xhtml, zipped};

    pub const PACKAGE: &[u8] = b"<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"><metadata \
        xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A &amp; B</dc:title></metadata><manifest><item id=\"c\" \
        href=\"c.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\" \
        media-type=\"application/xhtml+xml\"/><item id=\"p\" href=\"map.png\" media-type=\"image/png\"/></manifest>\
        <spine><itemref idref=\"c\"/></spine></package>";

    pub const CHAPTER: &[u8] =
        b"<h1 id='a'>One</h1><p>a <b>b</b> &amp; c<a href='c0.xhtml#a'>d</a></p><table><tr><td>e\
        </td></tr></table><ul><li>f</li></ul>";

    pub fn whole() -> Vec<u8> {
        book(&["<h1>One</h1><p>a <b>b</b></p><img src='../pictures/map.png' alt='m'/>", "<ul><li>x</li></ul>"])
    }

    pub fn with_package(package: &[u8]) -> Vec<u8> {
        let container = b"<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile \
            full-path=\"book.opf\"/></rootfiles></container>";
        let nav = xhtml(
            "<nav xmlns:epub=\"http://www.idpf.org/2007/ops\" epub:type=\"toc\"><ol><li><a \
                         href=\"c.xhtml\">One</a></li></ol></nav>",
        );
        zipped(&[
            ("META-INF/container.xml", container.to_vec()),
            ("book.opf", package.to_vec()),
            ("nav.xhtml", nav),
            ("c.xhtml", xhtml("<p>a</p><img src='map.png' alt='m'/>")),
            ("map.png", png(6, 4)),
        ])
    }

    pub fn with_chapter(chapter: &[u8]) -> Vec<u8> {
        book(&[&String::from_utf8_lossy(chapter)])
    }
}

pub const PACK: &[u8] = b"pack_id = \"org.example.garden\"\nversion = 1\ntitle = \"Gardens\"\nlanguages = [\"en\"]\n\
    publisher = \"Example\"\nlicence = \"CC-BY-4.0\"\ncreated = 2026-11-01\n\
    documents = [{ kind = \"course\", path = \"course.toml\" }]\n";

const COURSE: &str = r#"schema = 1
id = "org.example.garden"
edition = 2
title = { en = "Gardens" }
summary = { en = "How to grow food." }
languages = ["en"]
subjects = ["garden"]
level = "basic"
minutes = 20
outcomes = [{ id = "grow", text = { en = "Grow beans" } }]
authors = ["Example"]
sources = []
rule = { kind = "all_required" }

[[modules]]
id = "beds"
title = { en = "Beds" }
rule = { kind = "all_required" }

[[modules.lessons]]
id = "soil"
kind = "reading"
title = { en = "Soil" }
minutes = 5
required = true
rule = { kind = "seen", permille = 900 }
body = "soil.md"

[[modules.lessons]]
id = "quiz"
kind = "quiz"
title = { en = "What do you know?" }
minutes = 2
required = false
rule = { kind = "opened" }

[modules.lessons.quiz]
mode = "practice"
pass = { kind = "score", permille = 500 }
opened_by = "learner"
shuffle_questions = false
shuffle_options = false
feedback = "end"
keep = "best"

[[modules.lessons.quiz.parts]]
[[modules.lessons.quiz.parts.questions]]
id = "order"
rev = 1
points = 2
kind = "order"
partial = true
prompt = { en = "In which order?" }
items = [{ id = "dig", text = { en = "Dig" } }, { id = "sow", text = { en = "Sow" } }]
"#;

/// A course as it is written, and as a pack carries it.
pub fn whole_course() -> (Vec<u8>, Vec<u8>) {
    let value: toml::Value = toml::from_str(COURSE).unwrap();
    (COURSE.as_bytes().to_vec(), to_canonical(&value).unwrap())
}
