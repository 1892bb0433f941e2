//! Reading a file at an offset without moving anything, so that several readers share one open file.

use std::fs::File;
use std::io;

/// Reads at most `buffer.len()` bytes at `offset`; 0 means the end.
///
/// # Errors
/// The system's.
#[cfg(unix)]
pub fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

/// Reads at most `buffer.len()` bytes at `offset`; 0 means the end. (Windows moves the file's own position, which
/// nobody here relies on.)
///
/// # Errors
/// The system's.
#[cfg(windows)]
pub fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, offset)
}

/// Fills `buffer` from `offset` as far as the file goes, and says how far that was.
///
/// # Errors
/// The system's.
pub fn read_full_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
    let mut len = 0;
    while len < buffer.len() {
        match read_at(file, &mut buffer[len..], offset + len as u64) {
            Ok(0) => break,
            Ok(more) => len += more,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(len)
}
