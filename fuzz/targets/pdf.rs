//! A PDF: its facts, and the words and the look of its first pages.
#![no_main]

mod contained;

use foothold::media::pdf::document::{Session, contained, facts, parse};
use std::sync::Arc;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    contained::are_no_finds();
    let bytes = Arc::new(bytes.to_vec());
    // As the reader's thread and the check have it: a panic anywhere is the document's.
    let Ok(Some(pdf)) = contained(|| Ok(parse(&bytes).ok())) else { return };
    if contained(|| Ok(facts(&pdf))).is_err() {
        return;
    }
    let mut session = Session::new(&pdf);
    for page in 0..pdf.pages().len().min(3) {
        drop(contained(|| session.words(page)));
        drop(contained(|| session.draw(page, 200)));
    }
});
