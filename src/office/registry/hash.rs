//! One hash of all that the registry holds: the same whatever the order, repetition and split of the exports it came
//! from.

use super::{Registry, RegistryError};
use crate::crypto::hash::Hasher;
use crate::model::id::Hash;

/// A registry's contents as one hash. When the office opened a file is not in it.
pub type RegistryHash = Hash;

impl Registry {
    /// SHA-256 over every event by hash, with its standing, whether it is rooted and has its body; then every
    /// station, fork and certificate.
    ///
    /// # Errors
    /// [`RegistryError`].
    pub fn contents_hash(&self) -> Result<RegistryHash, RegistryError> {
        let mut hasher = Hasher::new();
        self.each_event(|hash, standing, rooted, has_body| {
            hasher.update(&hash);
            hasher.update(&[u8::try_from(standing).unwrap_or(u8::MAX), u8::from(rooted), u8::from(has_body)]);
        })?;
        for station in self.stations()? {
            hasher.update(&station.id.0);
            hasher.update(station.state.as_str().as_bytes());
        }
        for fork in self.forks()? {
            hasher.update(&fork.station.0);
            hasher.update(&fork.after.hash.0);
        }
        for certificate in self.certificates()? {
            hasher.update(certificate.id.as_bytes());
        }
        Ok(Hash(hasher.finish()))
    }
}
