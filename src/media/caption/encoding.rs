//! The text of a caption file, whatever wrote it: UTF-8 or UTF-16, each with or without a mark, and single bytes of
//! Windows-1252, which includes Latin-1.

/// Windows-1252 from 0x80 to 0x9F; the five that mean nothing there are left out of the text.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The text, and the line (from 1) where it stops being UTF-8, if it does.
pub fn decode(bytes: &[u8]) -> (String, Option<usize>) {
    if let Some(text) = utf_16(bytes) {
        return (text, Some(1));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut text = String::with_capacity(bytes.len());
    let mut bad_line = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            bad_line = bad_line.or_else(|| Some(text.bytes().filter(|byte| *byte == b'\n').count() + 1));
            text.extend(chunk.invalid().iter().map(|byte| windows_1252(*byte)).filter(|letter| *letter != '\0'));
        }
    }
    (text, bad_line)
}

/// UTF-16 that says so by its first two bytes: a mark, or a letter of ASCII, as all caption files begin.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let (unit, rest): (fn([u8; 2]) -> u16, _) = match bytes {
        [0xFF, 0xFE, rest @ ..] => (u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => (u16::from_be_bytes, rest),
        [1..=0x7F, 0, ..] => (u16::from_le_bytes, bytes),
        [0, 1..=0x7F, ..] => (u16::from_be_bytes, bytes),
        _ => return None,
    };
    let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS_1252[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_save_is_read_and_only_utf_8_is_right() {
        let wide = |text: &str, big: bool| -> Vec<u8> {
            let mark = [0xFEFF_u16];
            let units = mark.into_iter().chain(text.encode_utf16());
            units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
        };
        let cases: [(Vec<u8>, &str, Option<usize>); 8] = [
            (b"ni\xC3\xB1o".to_vec(), "niño", None),
            (b"\xEF\xBB\xBFni\xC3\xB1o".to_vec(), "niño", None),
            (wide("¿qué? 😀", false), "¿qué? 😀", Some(1)),
            (wide("¿qué? 😀", true), "¿qué? 😀", Some(1)),
            (b"a\nni\xF1o".to_vec(), "a\nniño", Some(2)),
            (b"\x93Hi\x94 \x96 it\x92s 5 \x80\x81".to_vec(), "“Hi” – it’s 5 €", Some(1)),
            (b"both \xC3\xB1 and \xF1".to_vec(), "both ñ and ñ", Some(1)),
            (b"\xFF\xFEa".to_vec(), "", Some(1)),
        ];
        for (bytes, text, line) in cases {
            assert_eq!(decode(&bytes), (text.to_owned(), line), "{bytes:?}");
        }
    }
}
