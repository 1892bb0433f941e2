//! What the outside world lends to pure code: time, randomness and fault points. The only traits of ours that
//! may have one implementation in the product.

/// Two clocks: the wall's, which anybody may set, and a monotonic one, which nobody can.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01T00:00:00Z by the computer's clock. May be wrong by years.
    fn wall_ms(&self) -> u64;
    /// Milliseconds since this program started. Never goes back.
    fn mono_ms(&self) -> u64;
}

/// A source of unpredictable bytes.
pub trait Random: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);

    /// Thirty-two fresh bytes, the size of a key.
    fn bytes32(&self) -> [u8; 32] {
        let mut out = [0; 32];
        self.fill(&mut out);
        out
    }

    /// Sixteen fresh bytes, the size of an epoch or a salt.
    fn bytes16(&self) -> [u8; 16] {
        let mut out = [0; 16];
        self.fill(&mut out);
        out
    }

    /// A fresh random UUID (version 4, RFC 9562).
    fn uuid(&self) -> uuid::Uuid {
        uuid::Builder::from_random_bytes(self.bytes16()).into_uuid()
    }
}
