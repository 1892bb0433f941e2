//! Signed envelopes of every kind, up to the point where the signature is asked for, and the manifest in one.
#![no_main]

use foothold::format::dsse::{DocumentKind, peek_unverified};
use foothold::format::manifest::peek_manifest;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for kind in [DocumentKind::Pack, DocumentKind::Export] {
        drop(peek_unverified(bytes, 1 << 20, kind));
    }
    drop(peek_manifest(bytes));
});
