//! Small PDFs made by hand, for tests.

use std::fmt::Write as _;

/// Joins objects (the first is the catalog) to a file.
#[must_use]
pub fn file(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.7\n");
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        write!(out, "{} 0 obj\n{object}\nendobj\n", n + 1).unwrap();
    }
    let xref = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(out, "{place:010} 00000 n ").unwrap();
    }
    write!(out, "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n", objects.len() + 1).unwrap();
    out.into_bytes()
}

/// A stream object.
#[must_use]
pub fn stream(keys: &str, content: &str) -> String {
    format!("<< {keys} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// Lines of text set in Helvetica from the top.
#[must_use]
pub fn lines(text: &str) -> String {
    let mut out = String::from("BT /F1 18 Tf 72 720 Td 24 TL\n");
    for line in text.lines() {
        writeln!(out, "({line}) Tj T*").unwrap();
    }
    out + "ET"
}

/// A document with one page for each content stream, a line of its outline for each `(title, page)`.
#[must_use]
pub fn document(contents: &[String], headings: &[(&str, usize)], more: &[String]) -> Vec<u8> {
    // 1 catalog, 2 pages, 3 font, 4 outlines, then two objects a page, the headings, `more`.
    let page_at = |n: usize| 5 + 2 * n;
    let heading_at = |n: usize| 5 + 2 * contents.len() + n;
    let kids: String = (0..contents.len()).map(|n| format!("{} 0 R ", page_at(n))).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R /Outlines 4 0 R >>".to_owned(),
        format!("<< /Type /Pages /Count {} /Kids [{kids}] /MediaBox [0 0 612 792] >>", contents.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        if headings.is_empty() { "<< >>".to_owned() } else { format!("<< /First {} 0 R >>", heading_at(0)) },
    ];
    let forms: String = (0..more.len()).map(|n| format!("/X{n} {} 0 R ", heading_at(headings.len() + n))).collect();
    for (n, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << {forms}>> >> >>",
            page_at(n) + 1
        ));
        objects.push(stream("", content));
    }
    for (n, (title, page)) in headings.iter().enumerate() {
        let next = if n + 1 < headings.len() { format!("/Next {} 0 R", heading_at(n + 1)) } else { String::new() };
        objects.push(format!("<< /Title ({title}) /Dest [{} 0 R /Fit] {next} >>", page_at(*page)));
    }
    objects.extend(more.iter().cloned());
    file(&objects)
}

/// Where the objects in `more` of [`document`] begin.
#[must_use]
pub fn more_at(pages: usize, headings: usize) -> usize {
    5 + 2 * pages + headings
}

/// A document of plain pages.
#[must_use]
pub fn plain(pages: &[&str]) -> Vec<u8> {
    document(&pages.iter().map(|text| lines(text)).collect::<Vec<_>>(), &[], &[])
}
