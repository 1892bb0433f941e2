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
    let value = serde_json::to_value(value)?;
    check_values(&value, 0)?;
    Ok(serde_json_canonicalizer::to_vec(&value)?)
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
    check_values(&value, 0)?;
    if serde_json_canonicalizer::to_vec(&value)? != text {
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

    #[test]
    fn size_and_depth_are_bounded() {
        assert!(matches!(from_canonical::<Value>(b"[1,2]", 4), Err(JsonFault::TooLarge { .. })));
        let deep = [vec![b'['; 100], vec![b']'; 100]].concat();
        assert!(from_canonical::<Value>(&deep, 1000).is_err());
    }
}
