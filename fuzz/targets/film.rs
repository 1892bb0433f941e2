//! A lesson's film: MP4 and WebM with H.264, VP9 and AV1, and the sound in them, decoded to the last picture.
#![no_main]

use foothold::media::check::check_video;
use std::io::Cursor;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(check_video(Cursor::new(bytes))));
