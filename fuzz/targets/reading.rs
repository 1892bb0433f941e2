//! The text of a reading lesson.
#![no_main]

use foothold::model::markdown::Reading;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let reading = Reading::parse(&String::from_utf8_lossy(bytes));
    drop((reading.headings().count(), reading.links().len(), reading.passages().len()));
});
