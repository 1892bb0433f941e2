//! RFC 8785 (JSON Canonicalization Scheme) text, our subset: objects, arrays, strings, booleans, null never,
//! integers 0..2^53−1 and no other number. A text is accepted only if it equals its own canonical re-encoding,
//! which also refuses duplicate keys, white space and odd escapes.

use super::limits::JSON_DEPTH_MAX;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The largest integer, 2^53 − 1, exact in every JSON reader (RFC 7493).
pub const INTEGER_MAX: u64 = (1 << 53) - 1;

/// Why a text is not one of our documents.
#[derive(Debug, thiserror::Error)]
pub enum JsonFault {
    /// Larger than the limit for its kind.
    #[error("it is larger than a document of its kind may be ({size_bytes} of {max_bytes} bytes)")]
    TooLarge {
        /// Its size.
        size_bytes: usize,
        /// The limit.
        max_bytes: usize,
    },
    /// Not JSON, or not of the expected shape.
    #[error("it has not the expected shape: {0}")]
    Shape(#[from] serde_json::Error),
    /// Not its own canonical form.
    #[error("it is not in canonical form (RFC 8785)")]
    NotCanonical,
    /// A number outside 0..2^53−1, a fraction, a null, or too deep a nesting.
    #[error("it holds {0}")]
    Value(&'static str),
}

/// The canonical text of `value`.
///
/// # Errors
/// [`JsonFault::Value`] if it holds a number that our subset does not have.
pub fn to_canonical<T: Serialize>(value: &T) -> Result<Vec<u8>, JsonFault> {
    canonical_text(&serde_json::to_value(value)?)
}

/// The canonical text of a value already in memory.
///
/// `serde_json` writes strings and whole numbers as RFC 8785 asks (sections 3.2.2.2 and 3.2.2.3), so where every
/// key is ASCII and stands in order its text is the canonical one, at a fifth of the canonicalizer's time; a test
/// compares the two.
///
/// # Errors
/// As [`to_canonical`].
pub fn canonical_text(value: &Value) -> Result<Vec<u8>, JsonFault> {
    check_values(value, 0)?;
    if has_plain_keys(value) {
        return Ok(serde_json::to_vec(value)?);
    }
    Ok(serde_json_canonicalizer::to_vec(value)?)
}

/// True if every key is ASCII and greater than the one before: then the order of bytes is that of UTF-16 units.
fn has_plain_keys(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().all(has_plain_keys),
        Value::Object(map) => {
            map.keys().is_sorted() && map.iter().all(|(key, item)| key.is_ascii() && has_plain_keys(item))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

/// Reads a document of at most `max_bytes`.
///
/// # Errors
/// [`JsonFault`], in the order size, syntax, values, canonical form, shape.
pub fn from_canonical<T: DeserializeOwned>(text: &[u8], max_bytes: usize) -> Result<T, JsonFault> {
    if text.len() > max_bytes {
        return Err(JsonFault::TooLarge { size_bytes: text.len(), max_bytes });
    }
    let value: Value = serde_json::from_slice(text)?;
    if canonical_text(&value)? != text {
        return Err(JsonFault::NotCanonical);
    }
    Ok(serde_json::from_value(value)?)
}

fn check_values(value: &Value, depth: usize) -> Result<(), JsonFault> {
    if depth > JSON_DEPTH_MAX {
        return Err(JsonFault::Value("too many levels"));
    }
    match value {
        Value::Null => Err(JsonFault::Value("a null")),
        Value::Number(number) => match number.as_u64() {
            Some(integer) if integer <= INTEGER_MAX => Ok(()),
            _ => Err(JsonFault::Value("a number that is not an integer from 0 to 2^53 − 1")),
        },
        Value::Bool(_) | Value::String(_) => Ok(()),
        Value::Array(items) => items.iter().try_for_each(|item| check_values(item, depth + 1)),
        Value::Object(map) => map.values().try_for_each(|item| check_values(item, depth + 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_canonical_text_is_read() {
        let good = br#"{"a":1,"b":[true,"x"]}"#;
        assert!(from_canonical::<Value>(good, 100).is_ok());
        let bad: [&[u8]; 10] = [
            br#"{"b":[true,"x"],"a":1}"#,
            br#"{ "a":1}"#,
            br#"{"a":1,"a":1}"#,
            br#"{"a":1.0}"#,
            br#"{"a":-1}"#,
            br#"{"a":9007199254740992}"#,
            br#"{"a":null}"#,
            br#"{"a":"\u0041"}"#,
            b"{\"a\":1}\n",
            b"\xef\xbb\xbf{\"a\":1}",
        ];
        for text in bad {
            assert!(from_canonical::<Value>(text, 100).is_err(), "{}", String::from_utf8_lossy(text));
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Value::from),
            (0..=INTEGER_MAX).prop_map(Value::from),
            prop::collection::vec(any::<char>(), 0..12).prop_map(|text| Value::from(String::from_iter(text))),
            "[\\x00-\\x7f]{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((prop_oneof!["[ -~]{0,6}", "\\PC{0,4}"], inner), 0..6).prop_map(Value::from_iter),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_quick_way_writes_what_the_canonicalizer_writes(value in values()) {
            prop_assert_eq!(canonical_text(&value).unwrap(), serde_json_canonicalizer::to_vec(&value).unwrap());
        }
    }

    #[test]
    fn keys_are_in_the_order_of_utf_16_units() {
        let value: Value = serde_json::from_str("{\"\u{fb33}\":1,\"\u{1f600}\":2}").unwrap();
        assert_eq!(canonical_text(&value).unwrap(), "{\"\u{1f600}\":2,\"\u{fb33}\":1}".as_bytes());
    }

    #[test]
    fn size_and_depth_are_bounded() {
        assert!(matches!(from_canonical::<Value>(b"[1,2]", 4), Err(JsonFault::TooLarge { .. })));
        let deep = [vec![b'['; 100], vec![b']'; 100]].concat();
        assert!(from_canonical::<Value>(&deep, 1000).is_err());
    }
}
