//! A course document, as a pack carries it.
#![no_main]

use foothold::format::json::from_canonical;
use foothold::model::course::Course;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| drop(from_canonical::<Course>(bytes, 8 << 20)));
