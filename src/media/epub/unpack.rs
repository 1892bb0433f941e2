//! Files out of the book's ZIP, each bounded as it is unpacked; and paths from one to another.

use super::book::BookFault;
use std::io::{Cursor, Read};
use std::sync::Arc;
use zip::ZipArchive;
use zip::result::ZipError;

/// The most files of a book.
pub const ENTRIES_MAX: usize = 20_000;

/// The bytes of a whole book.
#[derive(Clone)]
pub struct Bytes(pub Arc<Vec<u8>>);

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// The ZIP.
pub struct Unpack(ZipArchive<Cursor<Bytes>>);

impl Unpack {
    /// Reads the ZIP's own table.
    pub fn open(bytes: &Arc<Vec<u8>>) -> Result<Self, BookFault> {
        let zip = ZipArchive::new(Cursor::new(Bytes(Arc::clone(bytes)))).map_err(|_| BookFault::NoBook)?;
        if zip.len() > ENTRIES_MAX { Err(BookFault::TooLarge) } else { Ok(Self(zip)) }
    }

    /// Whether there is such a file.
    pub fn has(&self, path: &str) -> bool {
        self.0.index_for_name(path).is_some()
    }

    /// A file, if it is no larger than `bytes_max` once unpacked.
    pub fn read(&mut self, path: &str, bytes_max: usize) -> Result<Vec<u8>, BookFault> {
        let entry = self.0.by_name(path).map_err(|fault| match fault {
            ZipError::FileNotFound => BookFault::Missing(path.to_owned()),
            ZipError::UnsupportedArchive(_) => BookFault::Locked,
            _ => BookFault::Damaged(path.to_owned()),
        })?;
        let mut bytes = Vec::new();
        let read = entry.take(bytes_max as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|_| BookFault::Damaged(path.to_owned()))?;
        if bytes.len() > bytes_max { Err(BookFault::TooLarge) } else { Ok(bytes) }
    }

    /// A text: UTF-8, or UTF-16 with its mark.
    pub fn text(&mut self, path: &str, bytes_max: usize) -> Result<String, BookFault> {
        let bytes = self.read(path, bytes_max)?;
        let units = |unit: fn([u8; 2]) -> u16| -> Vec<u16> {
            bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect()
        };
        Ok(match bytes.as_slice() {
            [0xFE, 0xFF, ..] => String::from_utf16_lossy(&units(u16::from_be_bytes)),
            [0xFF, 0xFE, ..] => String::from_utf16_lossy(&units(u16::from_le_bytes)),
            [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
            plain => String::from_utf8_lossy(plain).into_owned(),
        })
    }
}

/// The file and the place in it that `href` leads to from the file `from`; none if it leads out of the book.
pub fn resolve(from: &str, href: &str) -> Option<(String, String)> {
    let (path, place) = href.split_once('#').unwrap_or((href, ""));
    if path.contains(':') || path.starts_with('/') {
        return None;
    }
    let place = decoded(place);
    if path.is_empty() {
        return Some((from.to_owned(), place));
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let path = decoded(path);
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some((parts.join("/"), place))
}

/// `%20` and its like as what they stand for.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let pair = text.get(at + 1..at + 3).filter(|_| *byte == b'%');
        if let Some(value) = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            out.push(value);
            at += 3;
        } else {
            out.push(*byte);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn paths_stay_inside_the_book() {
        for (from, href, to) in [
            ("a/b.xhtml", "c.xhtml#d", Some(("a/c.xhtml", "d"))),
            ("a/b.xhtml", "#n1", Some(("a/b.xhtml", "n1"))),
            ("a/b.xhtml", "../img/My%20map.png", Some(("img/My map.png", ""))),
            ("b.xhtml", "../../etc/passwd", None),
            ("b.xhtml", "https://example.org/x", None),
            ("b.xhtml", "//example.org/x", None),
            ("b.xhtml", "data:image/png;base64,AA", None),
            ("b.xhtml", "%zz%", Some(("%zz%", ""))),
        ] {
            let found = resolve(from, href);
            assert_eq!(found.as_ref().map(|(path, place)| (path.as_str(), place.as_str())), to, "{href}");
        }
    }
}
