//! Sound alone: M4A, MP3, FLAC, WAV, Ogg with Vorbis and Opus, decoded, and played past what cannot be.
#![no_main]

mod contained;

use foothold::media::check::check_audio;
use foothold::media::through;
use std::io::Cursor;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    contained::are_no_finds();
    drop(check_audio(Cursor::new(bytes)));
    through::play(Cursor::new(bytes.to_vec()), 170_000);
});
