//! Signing, verifying, sealing, opening and PIN hashing, each a thin and typed wrapper of a well-kept crate.
//!
//! Knows no file format, and invents no cryptography. Secrets are zeroised when dropped and never printed.

pub mod hash;
pub mod pin;
pub mod seal;
pub mod sign;
