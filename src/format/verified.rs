//! A document whose signatures were checked: the type is the proof.

use super::dsse::Signed;
use crate::crypto::hash::sha256;
use crate::crypto::sign::PublicKey;
use crate::model::id::Hash;
use std::ops::Deref;

/// A document that trusted keys have signed, with the hash of the very bytes they signed. Only the openers of
/// `format` make one. Reads as the document itself.
#[derive(Debug, Clone)]
pub struct Verified<T> {
    value: T,
    hash: Hash,
    signers: Vec<PublicKey>,
}

impl<T> Verified<T> {
    pub(super) fn new(value: T, signed: &Signed) -> Self {
        Self { value, hash: Hash(sha256(signed.payload())), signers: signed.signers().to_vec() }
    }

    /// SHA-256 of the signed payload: the document's identity.
    #[must_use]
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// The trusted keys that signed, each once.
    #[must_use]
    pub fn signers(&self) -> &[PublicKey] {
        &self.signers
    }

    /// The document itself, its proof let go.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value
    }
}

impl<T> Deref for Verified<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}
