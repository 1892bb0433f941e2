//! Small books made by hand, for tests.

use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A ZIP of these files, `mimetype` first and stored.
#[must_use]
pub fn zipped(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let deflated = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    zip.start_file("mimetype", stored).unwrap();
    zip.write_all(b"application/epub+zip").unwrap();
    for (path, bytes) in files {
        zip.start_file(*path, deflated).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A chapter's file.
#[must_use]
pub fn xhtml(body: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>T</title>\
         <style>p {{ color: red }}</style></head><body>{body}</body></html>"
    )
    .into_bytes()
}

/// A PNG of one colour.
#[must_use]
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image::RgbImage::from_pixel(width, height, image::Rgb([40, 120, 90]))
        .write_to(&mut out, image::ImageFormat::Png)
        .unwrap();
    out.into_inner()
}

/// A whole book of these chapters, with a table of contents and one picture, `pictures/map.png`.
#[must_use]
pub fn book(chapters: &[&str]) -> Vec<u8> {
    let items: String = (0..chapters.len())
        .map(|n| format!("<item id=\"c{n}\" href=\"text/c{n}.xhtml\" media-type=\"application/xhtml+xml\"/>"))
        .collect();
    let spine: String = (0..chapters.len()).map(|n| format!("<itemref idref=\"c{n}\"/>")).collect();
    let nav: String =
        (0..chapters.len()).map(|n| format!("<li><a href=\"text/c{n}.xhtml\">Chapter {}</a></li>", n + 1)).collect();
    let opf = format!(
        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"><metadata \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>A &amp; B</dc:title></metadata><manifest>{items}<item \
         id=\"nav\" href=\"nav.xhtml\" properties=\"nav\" media-type=\"application/xhtml+xml\"/><item id=\"p\" \
         href=\"pictures/map.png\" media-type=\"image/png\"/></manifest><spine>{spine}</spine></package>"
    );
    let container = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile \
                     full-path=\"OEBPS/book.opf\"/></rootfiles></container>";
    let nav =
        xhtml(&format!("<nav xmlns:epub=\"http://www.idpf.org/2007/ops\" epub:type=\"toc\"><ol>{nav}</ol></nav>"));
    let paths: Vec<String> = (0..chapters.len()).map(|n| format!("OEBPS/text/c{n}.xhtml")).collect();
    let mut files = vec![
        ("META-INF/container.xml", container.as_bytes().to_vec()),
        ("OEBPS/book.opf", opf.into_bytes()),
        ("OEBPS/nav.xhtml", nav),
        ("OEBPS/pictures/map.png", png(60, 40)),
    ];
    files.extend(paths.iter().zip(chapters).map(|(path, body)| (path.as_str(), xhtml(body))));
    zipped(&files)
}
