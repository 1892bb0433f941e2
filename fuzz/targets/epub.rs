//! An EPUB: all its pages.
#![no_main]

use foothold::media::epub::book::Book;
use std::sync::Arc;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(mut book) = Book::open(Arc::new(bytes.to_vec())) else { return };
    for page in 0..book.facts().pages.len().min(20) {
        drop(book.page(page));
    }
});
