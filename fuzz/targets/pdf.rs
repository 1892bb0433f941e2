//! A PDF: its facts, and the words and the look of its first pages.
#![no_main]

use foothold::media::pdf::document::{Session, contained, facts, parse};
use std::sync::Arc;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(pdf) = parse(&Arc::new(bytes.to_vec())) else { return };
    drop(facts(&pdf));
    let mut session = Session::new(&pdf);
    for page in 0..pdf.pages().len().min(3) {
        drop(contained(|| session.words(page)));
        drop(contained(|| session.draw(page, 200)));
    }
});
