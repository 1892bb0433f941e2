//! Elements (RFC 8794): `id ‖ size ‖ body`, both numbers with their length in their first byte.

use crate::media::track::Fault;
use std::io::{self, Read, Seek, SeekFrom};

/// The head of an element and where its body stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The name, with its length mark.
    pub id: u32,
    /// Where the body starts.
    pub body: u64,
    /// Length of the body; nothing if the writer did not know it.
    pub size: Option<u64>,
}

/// The longest head: four bytes of name and eight of size.
pub const HEAD_SIZE_MAX: usize = 12;

/// Reads the head of an element at the start of `bytes`; `at` is where they stand in the file.
pub fn head(bytes: &[u8], at: u64) -> Option<Head> {
    let id_length = bytes.first()?.leading_zeros() as usize + 1;
    if id_length > 4 {
        return None;
    }
    let id = bytes.get(..id_length)?.iter().fold(0, |sum, &byte| sum << 8 | u32::from(byte));
    let (size, size_length) = number(bytes.get(id_length..)?)?;
    Some(Head { id, body: at.checked_add((id_length + size_length) as u64)?, size })
}

/// A number with its length in its first byte, and that length; all ones mean "unknown".
pub fn number(bytes: &[u8]) -> Option<(Option<u64>, usize)> {
    let first = *bytes.first()?;
    let length = first.leading_zeros() as usize + 1;
    if length > 8 {
        return None;
    }
    let mask = if length == 8 { 0 } else { 0xff >> length };
    let start = u64::from(first & mask as u8);
    let value = bytes.get(1..length)?.iter().fold(start, |sum, &byte| sum << 8 | u64::from(byte));
    let is_unknown = value == (1u64 << (7 * length)) - 1;
    Some(((!is_unknown).then_some(value), length))
}

/// A body in memory, read element by element.
#[derive(Clone, Copy)]
pub struct Elements<'a>(pub &'a [u8]);

impl<'a> Elements<'a> {
    /// The next element, or nothing at the end.
    pub fn next(&mut self) -> Result<Option<(u32, &'a [u8])>, Fault> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let found = head(self.0, 0).ok_or_else(short)?;
        let start = usize::try_from(found.body).map_err(|_| short())?;
        let size = found.size.and_then(|size| usize::try_from(size).ok()).ok_or_else(short)?;
        let rest = self.0.get(start..).ok_or_else(short)?;
        let (body, after) = rest.split_at_checked(size).ok_or_else(short)?;
        self.0 = after;
        Ok(Some((found.id, body)))
    }
}

fn short() -> Fault {
    Fault::damaged("an element is longer than what holds it")
}

/// An unsigned number of up to eight bytes.
pub fn unsigned(body: &[u8]) -> Result<u64, Fault> {
    if body.len() > 8 {
        return Err(Fault::damaged("a number of more than eight bytes"));
    }
    Ok(body.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte)))
}

/// A signed number of up to eight bytes.
pub fn signed(body: &[u8]) -> Result<i64, Fault> {
    let bits = 64 - 8 * body.len().clamp(1, 8) as u32;
    Ok((unsigned(body)? << bits) as i64 >> bits)
}

/// A floating-point number of four or eight bytes.
pub fn float(body: &[u8]) -> Option<f64> {
    match body.len() {
        4 => Some(f64::from(f32::from_be_bytes(body.try_into().ok()?))),
        8 => Some(f64::from_be_bytes(body.try_into().ok()?)),
        _ => None,
    }
}

/// Reads up to `count` bytes at a place; fewer at the end of the file.
pub fn read_at(reader: &mut (impl Read + Seek), at: u64, count: usize) -> io::Result<Vec<u8>> {
    reader.seek(SeekFrom::Start(at))?;
    let mut out = Vec::new();
    reader.by_ref().take(count as u64).read_to_end(&mut out)?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_carry_their_length_in_their_first_byte() {
        type Number = Option<(Option<u64>, usize)>;
        let cases: [(&[u8], Number); 8] = [
            (&[0x82], Some((Some(2), 1))),
            (&[0x40, 0x02], Some((Some(2), 2))),
            (&[0x01, 0, 0, 0, 0, 0, 1, 0], Some((Some(256), 8))),
            (&[0xff], Some((None, 1))),
            (&[0x01, 255, 255, 255, 255, 255, 255, 255], Some((None, 8))),
            (&[0x40], None),
            (&[0x00, 1], None),
            (&[], None),
        ];
        for (bytes, expected) in cases {
            assert_eq!(number(bytes), expected, "{bytes:?}");
        }
        assert_eq!(signed(&[0xff]).unwrap(), -1);
        assert_eq!(signed(&[0x01, 0x00]).unwrap(), 256);
    }
}
