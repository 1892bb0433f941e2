//! The head of a pack, as it is read before a signature can be asked for: envelope, manifest, list of chunks, layout.
#![no_main]

use foothold::format::manifest::peek_manifest;
use foothold::format::pack::{Layout, read_chunk_list, read_envelope};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut from = bytes;
    let Ok(envelope) = read_envelope(&mut from) else { return };
    let Ok((manifest, _)) = peek_manifest(&envelope) else { return };
    let Ok(chunks) = read_chunk_list(&mut from, &manifest, envelope.len()) else { return };
    drop(Layout::new(&manifest, &envelope, chunks.bytes()));
});
