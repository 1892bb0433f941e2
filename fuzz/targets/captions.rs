//! Captions: WebVTT and SubRip.
#![no_main]

use foothold::media::caption::Captions;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (captions, _) = Captions::parse(bytes);
    assert!(captions.cues().iter().all(|cue| cue.start_ms < cue.end_ms));
});
