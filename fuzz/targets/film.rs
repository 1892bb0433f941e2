//! A lesson's film: MP4 and WebM with H.264, VP9 and AV1, and the sound in them, decoded to the last picture,
//! and played past what cannot be decoded.
#![no_main]

mod contained;

use foothold::media::check::check_video;
use foothold::media::through;
use std::io::Cursor;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    contained::are_no_finds();
    drop(check_video(Cursor::new(bytes)));
    through::play(Cursor::new(bytes.to_vec()), 170_000);
});
