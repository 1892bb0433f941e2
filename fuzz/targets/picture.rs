//! Still pictures: PNG, JPEG and WebP.
#![no_main]

use foothold::media::check::check_image;
use std::io::Cursor;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(check_image(Cursor::new(bytes))));
