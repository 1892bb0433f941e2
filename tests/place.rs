//! Where the registries of the office's tests live: in files. `postgres/place.rs` puts them on a server.

use foothold::office::registry::Place;
use std::path::Path;

/// The registry that a test would keep in this file.
pub fn of(file: &Path) -> Place {
    Place::File(file.to_owned())
}

/// What a program that is to open it must find in its environment.
pub fn environment(_file: &Path) -> Vec<(&'static str, String)> {
    Vec::new()
}
