//! An export: a sealed file as it comes in and, sealed to a key of ours, whatever may be in one.
#![no_main]

use foothold::crypto::seal::{SealIdentity, seal};
use foothold::format::export::open;
use foothold::model::trust::Root;
use std::sync::LazyLock;

static OFFICE: LazyLock<SealIdentity> = LazyLock::new(SealIdentity::generate);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (roles, publishers, offices) = (Vec::new(), Vec::new(), Vec::new());
    let root = Root { agency: "Agency".into(), version: 1, created: 1, roles, publishers, offices, ext: None };
    let identities = std::slice::from_ref(&*OFFICE);
    assert!(open(identities, &root, bytes).is_err(), "nobody has signed it");
    let sealed = seal(&[OFFICE.recipient()], bytes).expect("sealed");
    assert!(open(identities, &root, sealed.as_slice()).is_err(), "nobody has signed it");
});
