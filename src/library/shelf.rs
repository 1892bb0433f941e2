//! The installed packs, opened when first asked for and kept open.

use super::home::Home;
use super::reader::{Damage, DamageBook, PackReader, ReaderFault};
use crate::model::id::Hash;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Open packs by manifest hash. Clones share them.
#[derive(Debug, Clone)]
pub struct Shelf {
    home: Home,
    open: Arc<Mutex<HashMap<Hash, PackReader>>>,
    book: DamageBook,
}

impl Shelf {
    /// Nothing opened yet.
    #[must_use]
    pub fn new(home: Home) -> Self {
        Self { home, open: Arc::default(), book: DamageBook::default() }
    }

    /// The pack with this manifest hash, which the caller knows to be installed and not withdrawn.
    ///
    /// # Errors
    /// [`ReaderFault`].
    pub fn pack(&self, manifest: &Hash) -> Result<PackReader, ReaderFault> {
        if let Some(found) = self.lock().get(manifest) {
            return Ok(found.clone());
        }
        let reader = PackReader::open_telling(&self.home.pack(manifest), manifest, self.book.clone())?;
        self.lock().insert(*manifest, reader.clone());
        Ok(reader)
    }

    /// A pack that is here but not in use, for the words of its courses: it is not kept open.
    ///
    /// # Errors
    /// [`ReaderFault`].
    pub fn look_into(&self, manifest: &Hash) -> Result<PackReader, ReaderFault> {
        PackReader::open(&self.home.pack(manifest), manifest)
    }

    /// The damage that readers of these packs met since this was last asked.
    #[must_use]
    pub fn take_damage(&self) -> Vec<Damage> {
        self.book.take()
    }

    /// Closes a pack, so that its file can be removed or put in its place again.
    pub fn close(&self, manifest: &Hash) {
        self.lock().remove(manifest);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Hash, PackReader>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner) // a map of open files is never half changed
    }
}
