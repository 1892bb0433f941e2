//! An EPUB: all its pages and pictures, as when a pack is built.
#![no_main]

mod contained;

use foothold::media::epub::check::check_epub;
use std::io::Cursor;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    contained::are_no_finds();
    drop(check_epub(Cursor::new(bytes), &mut |_, _| true));
});
