//! A quick look at JSON text that is already as we write it: no value is made of it, one pass over its bytes.
//!
//! Whatever is not plainly canonical (RFC 8785, our subset) is not decided here but by [`super::json`], which is slower
//! and the only judge of what is refused. Plain is: no white space, whole numbers up to 2^53 − 1, strings with the
//! shortest escapes, and in each object keys of ASCII without escapes, each greater than the one before. A test
//! compares the two over made-up and altered texts.

use super::json::INTEGER_MAX;
use super::limits::JSON_DEPTH_MAX;

/// How long the object at the beginning of `text` is, if it is plainly canonical. That its strings are UTF-8 is not
/// looked at.
#[must_use]
pub fn object_length(text: &[u8]) -> Option<usize> {
    let mut reader = Reader { text, at: 0 };
    if text.first() != Some(&b'{') {
        return None;
    }
    reader.value(0)?;
    Some(reader.at)
}

struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.text.get(self.at..)?.starts_with(word).then(|| self.at += word.len())
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        if depth > JSON_DEPTH_MAX {
            return None;
        }
        match self.peek()? {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => self.string().map(|_| ()),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<()> {
        self.take(b'{')?;
        if self.take(b'}').is_some() {
            return Some(());
        }
        let mut before: Option<&[u8]> = None;
        loop {
            let key = self.string()?;
            let is_plain = key.iter().all(|byte| byte.is_ascii() && *byte != b'\\');
            if !is_plain || before.is_some_and(|before| before >= key) {
                return None;
            }
            before = Some(key);
            self.take(b':')?;
            self.value(depth + 1)?;
            if self.take(b',').is_none() {
                return self.take(b'}');
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        self.take(b'[')?;
        if self.take(b']').is_some() {
            return Some(());
        }
        loop {
            self.value(depth + 1)?;
            if self.take(b',').is_none() {
                return self.take(b']');
            }
        }
    }

    /// The text between the quotes, as it stands there.
    fn string(&mut self) -> Option<&'a [u8]> {
        self.take(b'"')?;
        let start = self.at;
        loop {
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return self.text.get(start..self.at - 1);
                }
                b'\\' => self.escape()?,
                0..=0x1f => return None,
                _ => self.at += 1,
            }
        }
    }

    /// The shortest way to write what must be escaped, and nothing else.
    fn escape(&mut self) -> Option<()> {
        match self.text.get(self.at + 1)? {
            b'"' | b'\\' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 2,
            b'u' => {
                let digits = self.text.get(self.at + 2..self.at + 6)?;
                let [b'0', b'0', high @ (b'0' | b'1'), low @ (b'0'..=b'9' | b'a'..=b'f')] = digits else { return None };
                let has_shorter = *high == b'0' && matches!(low, b'8' | b'9' | b'a' | b'c' | b'd');
                if has_shorter {
                    return None;
                }
                self.at += 6;
            }
            _ => return None,
        }
        Some(())
    }

    fn number(&mut self) -> Option<()> {
        let start = self.at;
        let mut value: u64 = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
            self.at += 1;
        }
        let length = self.at - start;
        let has_needless_zero = length > 1 && self.text[start] == b'0';
        (length > 0 && !has_needless_zero && value <= INTEGER_MAX).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::canonical_text;
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    /// What the judge says: canonical, and an object.
    fn is_canonical(text: &[u8]) -> bool {
        let Ok(value) = serde_json::from_slice::<Value>(text) else { return false };
        value.is_object() && canonical_text(&value).is_ok_and(|again| again == text)
    }

    #[test]
    fn what_is_plain_is_measured_and_the_rest_left_to_the_judge() {
        for (text, wanted) in [
            (r#"{}"#, Some(2)),
            (r#"{"a":1,"b":[true,"x",{}]},"header""#, Some(25)),
            (r#"{"a":"\u0001\n\" é"}"#, Some(21)),
            (r#"{"a":9007199254740991}"#, Some(22)),
            (r#"{"a":9007199254740992}"#, None),
            (r#"{"a":01}"#, None),
            (r#"{"a":1.0}"#, None),
            (r#"{"a":-1}"#, None),
            (r#"{"a":null}"#, None),
            (r#"{"b":1,"a":1}"#, None),
            (r#"{"a":1,"a":1}"#, None),
            (r#"{"a": 1}"#, None),
            (r#"{"é":1}"#, None),
            (r#"{"a":"\u000a"}"#, None),
            (r#"{"a":"\u001F"}"#, None),
            (r#"{"a":"\/"}"#, None),
            (r#"{"a":"#, None),
            (r#"[1]"#, None),
        ] {
            assert_eq!(object_length(text.as_bytes()), wanted, "{text}");
        }
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(JSON_DEPTH_MAX + 1), "]".repeat(JSON_DEPTH_MAX + 1));
        assert_eq!(object_length(deep.as_bytes()), None);
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            any::<bool>().prop_map(Value::from),
            (0..=INTEGER_MAX).prop_map(Value::from),
            "[\\x00-\\x7f]{0,12}".prop_map(Value::from),
            "\\PC{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 30, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec(("[ -~]{0,4}", inner), 0..5).prop_map(Value::from_iter),
            ]
        })
    }

    proptest! {
        #[test]
        fn nothing_is_plain_that_the_judge_would_refuse(
            value in prop::collection::vec(("[a-e]{1,3}", values()), 0..5),
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..3),
        ) {
            let mut text = canonical_text(&Value::from_iter(value)).unwrap();
            for (at, byte) in &changes {
                let at = at.index(text.len());
                text[at] = *byte;
            }
            if let Some(length) = object_length(&text) {
                let object = &text[..length];
                prop_assert!(std::str::from_utf8(object).is_err() || is_canonical(object), "{:?}", object);
            } else if changes.is_empty() {
                // Only keys that need an escape are left to the judge.
                prop_assert!(text.contains(&b'\\'), "{}", String::from_utf8_lossy(&text));
            }
        }
    }
}
