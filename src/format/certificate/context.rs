//! The JSON-LD contexts that a certificate may name, held in the program: nothing is ever loaded from the web, and a
//! context that is not here is refused.

/// W3C Verifiable Credentials 2.0.
pub const CREDENTIALS: &str = "https://www.w3.org/ns/credentials/v2";
/// 1EdTech Open Badges 3.0.
pub const OPEN_BADGES: &str = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

/// 1EdTech Comprehensive Learner Record 2.0. Not the address without a version: that one leaves the person's name undefined.
pub const LEARNER_RECORD: &str = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

/// Byte for byte what stands at these addresses; their hashes are pinned in the tests.
const HELD: [(&str, &[u8]); 3] = [
    (CREDENTIALS, include_bytes!("../../../assets/contexts/credentials-v2.json")),
    (OPEN_BADGES, include_bytes!("../../../assets/contexts/open-badges-3.0.3.json")),
    (LEARNER_RECORD, include_bytes!("../../../assets/contexts/clr-2.0.1.json")),
];

/// The document at `address`, if it is held here.
#[must_use]
pub fn held(address: &str) -> Option<&'static [u8]> {
    #[cfg(test)]
    if address == tests::EXAMPLES {
        return Some(tests::EXAMPLES_DOCUMENT);
    }
    HELD.iter().find(|(known, _)| *known == address).map(|(_, document)| *document)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::crypto::hash::sha256;

    /// The context of the W3C's examples, which its test vectors name.
    pub const EXAMPLES: &str = "https://www.w3.org/ns/credentials/examples/v2";
    pub const EXAMPLES_DOCUMENT: &[u8] = br#"{"@context":{"@vocab":"https://www.w3.org/ns/credentials/examples#"}}"#;

    #[test]
    fn the_contexts_are_the_published_ones() {
        let hash = |address| hex::encode(sha256(held(address).unwrap()));
        // Of Verifiable Credentials Data Model 2.0, appendix B.1.
        assert_eq!(hash(CREDENTIALS), "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734");
        assert_eq!(hash(OPEN_BADGES), "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84");
        assert_eq!(hash(LEARNER_RECORD), "880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6");
        assert!(held("https://www.w3.org/2018/credentials/v1").is_none());
    }
}
