//! The text of a list, whatever wrote it.

/// Windows-1252 from 0x80 to 0x9F; five mean nothing there.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{FFFD}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{FFFD}', 'Ž', '\u{FFFD}', '\u{FFFD}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{FFFD}', 'ž', 'Ÿ',
];

/// Two bytes to a unit of UTF-16.
type Unit = fn([u8; 2]) -> u16;

/// The text, and whether it was single bytes of Windows-1252; none if it is no text.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, bool)> {
    let utf_16: Option<(Unit, &[u8])> = match bytes {
        [0xFF, 0xFE, rest @ ..] => Some((u16::from_le_bytes as Unit, rest)),
        [0xFE, 0xFF, rest @ ..] => Some((u16::from_be_bytes as Unit, rest)),
        _ => None,
    };
    if let Some((unit, rest)) = utf_16 {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        return String::from_utf16(&units).ok().filter(|text| is_text(text)).map(|text| (text, false)); // else no text
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let (text, is_other) = match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), false),
        Err(_) => (bytes.iter().map(|byte| windows_1252(*byte)).collect(), true), // what spreadsheets of old wrote
    };
    is_text(&text).then_some((text, is_other))
}

/// A spreadsheet's own file (XLSX is a ZIP) is full of these.
fn is_text(text: &str) -> bool {
    !text.contains('\0') && !text.starts_with("PK\u{3}\u{4}")
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}
