//! Still pictures: PNG, JPEG and WebP.
#![no_main]

mod contained;

use foothold::media::check::check_image;
use std::io::Cursor;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    contained::are_no_finds();
    drop(check_image(Cursor::new(bytes)));
});
