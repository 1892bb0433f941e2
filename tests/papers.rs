//! Documents of a course folder: what a station can show goes into the pack with its words for the search, what it
//! cannot is named with the command that mends it.

use foothold::author::Content;
use foothold::author::{Checked, Depth, Watch, read_source};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use zip::write::{SimpleFileOptions, ZipWriter};

const PACK: &str = r#"pack_id = "org.example.papers"
version = 1
title = "Papers"
languages = ["en"]
publisher = "Example"
licence = "CC-BY-4.0"
created = 2026-11-01
documents = [{ kind = "course", path = "course" }]
"#;

fn course(format: &str, file: &str) -> String {
    format!(
        r#"schema = 1
id = "org.example.papers"
edition = 1
title = "Papers"
summary = "Documents."
languages = ["en"]
subjects = ["work"]
level = "beginner"
minutes = 5
outcomes = [{{ id = "read", text = "Read" }}]
authors = ["Example"]
sources = []
rule = {{ kind = "all_required" }}
[[modules]]
id = "one"
title = "One"
rule = {{ kind = "all_required" }}
[[modules.lessons]]
id = "paper"
kind = "document"
format = "{format}"
title = "Paper"
minutes = 5
required = true
rule = {{ kind = "seen", permille = 900 }}
file = "{file}"
"#
    )
}

fn check(format: &str, file: &str, bytes: &[u8]) -> Checked {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("course");
    fs::create_dir(&folder).unwrap();
    fs::write(place.path().join("pack.toml"), PACK).unwrap();
    fs::write(folder.join("course.toml"), course(format, file)).unwrap();
    fs::write(folder.join(file), bytes).unwrap();
    let watch = Watch { report: &|_, _, _| {}, cancel: &AtomicBool::new(false) };
    read_source(Path::new(place.path()), Depth::Full, &watch).unwrap()
}

fn search(checked: &Checked) -> String {
    let source = checked.source.as_ref().unwrap_or_else(|| panic!("{:?}", checked.findings.mistakes));
    let entry = source.entries.iter().find(|entry| entry.path == "search.jsonl").expect("words");
    match &entry.content {
        Content::Made(bytes) => String::from_utf8(bytes.clone()).unwrap(),
        Content::File(_) => panic!("it is made"),
    }
}

fn mistake(checked: &Checked) -> String {
    assert!(checked.source.is_none());
    checked.findings.mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// A PDF of one page with one line.
fn pdf(line: &str, more: &str) -> Vec<u8> {
    let content = format!("BT /F1 18 Tf 72 720 Td ({line}) Tj ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 612 792] >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", n + 1).unwrap();
    }
    let xref = out.len();
    write!(out, "xref\n0 6\n0000000000 65535 f \n").unwrap();
    for place in places {
        writeln!(out, "{place:010} 00000 n ").unwrap();
    }
    write!(out, "trailer\n<< /Size 6 /Root 1 0 R {more} >>\nstartxref\n{xref}\n%%EOF\n").unwrap();
    out
}

fn epub(body: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let chapter = format!("<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>{body}</body></html>");
    let opf = "<package><metadata/><manifest><item id=\"a\" href=\"a.xhtml\"/></manifest><spine><itemref idref=\"a\"/>\
               </spine></package>";
    for (path, text) in [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", "<container><rootfiles><rootfile full-path=\"b.opf\"/></rootfiles></container>"),
        ("b.opf", opf),
        ("a.xhtml", &chapter),
    ] {
        zip.start_file(path, stored).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn documents_that_can_be_shown_give_their_words_to_the_search() {
    let checked = check("pdf", "paper.pdf", &pdf("Bring your papers", ""));
    assert!(search(&checked).contains(r#""anchor":"page-1","course":"org.example.papers","lang":"en""#));
    assert!(search(&checked).contains(r#""text":"Bring your papers""#));
    let checked = check("epub", "book.epub", &epub("<h1>A book</h1><p>With words.</p>"));
    assert!(search(&checked).contains(r#""text":"A book With words.""#));
}

#[test]
fn documents_that_cannot_be_shown_are_refused_with_the_mend() {
    let locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /O (00000000000000000000000000000000) /U \
                  (00000000000000000000000000000000) /P -4 >> /ID [<00> <00>]";
    for (format, file, bytes, what, mend) in [
        ("pdf", "a b.pdf", pdf("x", locked), "locked with a password", "qpdf --password=… --decrypt"),
        ("pdf", "a b.pdf", pdf("x", "")[..40].to_vec(), "not a PDF", "gs -sDEVICE=pdfwrite -o"),
        ("epub", "a b.epub", epub("<img src='no.png' alt='x'/>"), "no.png is missing", "ebook-convert"),
        ("epub", "a b.epub", epub(&"x".repeat(5 << 20)), "larger than can be shown", "divide it"),
    ] {
        let said = mistake(&check(format, file, &bytes));
        assert!(said.contains(what) && said.contains(mend), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}
