//! One line of an event log.
#![no_main]

use foothold::format::event_log::{from_line, to_line};
use foothold::model::id::Hash;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(event) = from_line(bytes, Hash([0; 32]), 1) {
        let is_withheld = event.body.is_none();
        let again = to_line(&event, is_withheld).expect("what was read is written");
        assert_eq!(again.strip_suffix(b"\n"), Some(bytes));
    }
});
