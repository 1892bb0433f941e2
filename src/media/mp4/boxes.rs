//! Boxes: `u32 size ‖ 4-letter name ‖ body`, size 1 for a 64-bit size after the name, 0 for "to the end".

use crate::media::facts::Why;
use crate::media::track::Fault;
use std::io::{Read, Seek, SeekFrom};

/// The name of a box.
pub type Name = [u8; 4];

/// The largest `moov` box read: about 8 hours of 60 pictures a second.
pub const MOOV_SIZE_MAX: u64 = 64 << 20;

/// The top-level boxes looked at before giving up: nine hours of fragments of a second.
const TOP_LEVEL_MAX: usize = 65_536;

/// A cursor over bytes in memory; reading past the end is an error, never a panic.
#[derive(Clone, Copy)]
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    pub fn take(&mut self, count: usize) -> Result<&'a [u8], Fault> {
        let (head, rest) = self.0.split_at_checked(count).ok_or_else(short)?;
        self.0 = rest;
        Ok(head)
    }

    pub fn u8(&mut self) -> Result<u8, Fault> {
        Ok(self.array::<1>()?[0])
    }

    pub fn u16(&mut self) -> Result<u16, Fault> {
        Ok(u16::from_be_bytes(self.array()?))
    }

    pub fn u32(&mut self) -> Result<u32, Fault> {
        Ok(u32::from_be_bytes(self.array()?))
    }

    pub fn i32(&mut self) -> Result<i32, Fault> {
        Ok(i32::from_be_bytes(self.array()?))
    }

    pub fn u64(&mut self) -> Result<u64, Fault> {
        Ok(u64::from_be_bytes(self.array()?))
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], Fault> {
        let mut out = [0; N];
        out.copy_from_slice(self.take(N)?);
        Ok(out)
    }

    /// A full box's version; its flags are skipped.
    pub fn version(&mut self) -> Result<u8, Fault> {
        Ok(self.array::<4>()?[0])
    }

    /// A full box's flags; its version is skipped.
    pub fn flags(&mut self) -> Result<u32, Fault> {
        Ok(self.u32()? & 0x00ff_ffff)
    }

    /// The next box, or nothing at the end. Trailing zero padding shorter than a header is ignored.
    pub fn next_box(&mut self) -> Result<Option<(Name, Bytes<'a>)>, Fault> {
        if self.0.len() < 8 {
            return Ok(None);
        }
        let size = u64::from(self.u32()?);
        let name = self.array::<4>()?;
        let body = match size {
            0 => self.0.len(),
            1 => usize::try_from(self.u64()?.checked_sub(16).ok_or_else(short)?).map_err(|_| short())?,
            _ => usize::try_from(size.checked_sub(8).ok_or_else(short)?).map_err(|_| short())?,
        };
        Ok(Some((name, Bytes(self.take(body)?))))
    }

    /// The first box of that name among those left.
    pub fn find(mut self, wanted: &Name) -> Result<Option<Bytes<'a>>, Fault> {
        while let Some((name, body)) = self.next_box()? {
            if &name == wanted {
                return Ok(Some(body));
            }
        }
        Ok(None)
    }

    /// The first box of that name, which must be there.
    pub fn need(self, wanted: &Name) -> Result<Bytes<'a>, Fault> {
        self.find(wanted)?.ok_or_else(|| Fault::damaged(format!("no {} box", String::from_utf8_lossy(wanted))))
    }
}

fn not_mp4() -> Fault {
    Fault::Unplayable(Why::NotThisKind { wanted: "MP4 or WebM" })
}

fn short() -> Fault {
    Fault::damaged("a box is longer than what holds it")
}

/// What the top level of a file holds.
pub struct TopLevel {
    /// The body of `moov`.
    pub moov: Vec<u8>,
    /// Each `moof`: where it stands, and the lengths of its header and body.
    pub fragments: Vec<(u64, u64, u64)>,
    /// Length of the file in bytes.
    pub size: u64,
}

/// Walks the top-level boxes, skipping media data wherever it stands, and reads `moov`. Stops there unless it speaks of
/// fragments.
pub fn read_top_level(reader: &mut (impl Read + Seek)) -> Result<TopLevel, Fault> {
    let size = reader.seek(SeekFrom::End(0))?;
    let mut at = 0u64;
    let mut moov: Option<Vec<u8>> = None;
    let mut fragments = Vec::new();
    for index in 0..TOP_LEVEL_MAX {
        let Some((name, header, body)) = top_box(reader, at, size, index == 0)? else { break };
        match &name {
            b"moov" if moov.is_none() => {
                let found = read_body(reader, at + header, body)?;
                let may_have_fragments = Bytes(&found).find(b"mvex")?.is_some();
                moov = Some(found);
                if !may_have_fragments {
                    break;
                }
            }
            b"moof" => fragments.push((at, header, body)),
            _ => {}
        }
        at = at.saturating_add(header).saturating_add(body);
    }
    let moov = moov.ok_or_else(|| Fault::damaged("the file ends before its table of contents (moov)"))?;
    Ok(TopLevel { moov, fragments, size })
}

/// Name, header length and body length of the box at `at`; a body may be cut short by the end of the file.
fn top_box(
    reader: &mut (impl Read + Seek),
    at: u64,
    size: u64,
    is_first: bool,
) -> Result<Option<(Name, u64, u64)>, Fault> {
    if size.saturating_sub(at) < 8 {
        return if is_first { Err(not_mp4()) } else { Ok(None) };
    }
    reader.seek(SeekFrom::Start(at))?;
    let mut head = [0; 8];
    reader.read_exact(&mut head)?;
    let mut bytes = Bytes(&head);
    let short_size = u64::from(bytes.u32()?);
    let name: Name = bytes.array()?;
    if is_first && !matches!(&name, b"ftyp" | b"moov" | b"mdat" | b"free" | b"wide" | b"skip") {
        return Err(not_mp4());
    }
    let (header, whole) = match short_size {
        0 => (8, size - at),
        1 => {
            let mut long = [0; 8];
            reader.read_exact(&mut long)?;
            (16, u64::from_be_bytes(long))
        }
        other => (8, other),
    };
    let body = whole.checked_sub(header).ok_or_else(short)?;
    Ok(Some((name, header, body)))
}

/// Reads a whole box within the limit of [`MOOV_SIZE_MAX`].
pub fn read_body(reader: &mut (impl Read + Seek), at: u64, body: u64) -> Result<Vec<u8>, Fault> {
    if body > MOOV_SIZE_MAX {
        return Err(Fault::too_large("a table of contents of 64 MiB"));
    }
    reader.seek(SeekFrom::Start(at))?;
    let mut out = Vec::new();
    let read = reader.by_ref().take(body).read_to_end(&mut out)?;
    if read as u64 != body {
        return Err(Fault::damaged("the file ends inside its table of contents (moov)"));
    }
    Ok(out)
}
