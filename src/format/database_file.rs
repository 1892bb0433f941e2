//! The length of a database file that stands by itself (a backup, without a journal): SQLite's header says how many pages
//! there must be (file format, 1.3: page size at offset 16, pages at offset 28). SQLite itself takes a last page that
//! ends early for one full of zeros.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;

const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// True if the file is exactly as long as its header says.
///
/// # Errors
/// The file cannot be read.
pub fn is_whole(path: &Path) -> io::Result<bool> {
    let mut head = Vec::new();
    let file = File::open(path)?;
    let len = file.metadata()?.len();
    file.take(32).read_to_end(&mut head)?;
    Ok(len_of(&head).is_some_and(|wanted| wanted == len))
}

fn len_of(head: &[u8]) -> Option<u64> {
    let page = u64::from(u16::from_be_bytes(head.get(16..18)?.try_into().ok()?)); // too short: no header
    let pages = u64::from(u32::from_be_bytes(head.get(28..32)?.try_into().ok()?)); // too short: no header
    let page = if page == 1 { 65_536 } else { page };
    (head.starts_with(MAGIC) && pages > 0).then_some(page * pages)
}
