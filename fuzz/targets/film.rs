//! A lesson's film: MP4 and WebM with H.264, VP9 and AV1, and the sound in them, decoded to the last picture.
#![no_main]

mod contained;

use foothold::media::check::check_video;
use std::io::Cursor;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    contained::are_no_finds();
    drop(check_video(Cursor::new(bytes)));
});
