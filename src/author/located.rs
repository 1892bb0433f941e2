//! A source file as JSON values, and the line of each of them.

use super::mistake::Mistake;
use crate::model::validate::{Fault, escape};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use toml_edit::{Document, Item, Table, Value as TomlValue};

/// The largest source document.
pub const SOURCE_BYTES_MAX: usize = 16 << 20;

/// A document as it was written, and where each value of it stands.
#[derive(Debug, Clone)]
pub struct Located {
    /// The file, relative to the source folder.
    pub file: String,
    /// The document.
    pub value: Value,
    lines: BTreeMap<String, usize>,
}

impl Located {
    /// Reads TOML or JSON, by the ending of `file`.
    ///
    /// # Errors
    /// The first place where it is neither; keys that stand twice.
    pub fn parse(file: &str, text: &str) -> Result<Self, Mistake> {
        if text.len() > SOURCE_BYTES_MAX {
            return Err(Mistake::new(file, "the file is larger than 16 MiB", "make several courses of it"));
        }
        if file.ends_with(".json") { Self::json(file, text) } else { Self::toml(file, text) }
    }

    /// The line of the value at `pointer`, or of what it stands in.
    #[must_use]
    pub fn line(&self, pointer: &str) -> usize {
        let mut at = pointer;
        loop {
            match (self.lines.get(at), at.rfind('/')) {
                (Some(line), _) => return *line,
                (None, Some(cut)) => at = &at[..cut],
                (None, None) => return 1,
            }
        }
    }

    /// A fault of the document as a mistake of the file.
    #[must_use]
    pub fn mistake(&self, fault: &Fault) -> Mistake {
        Mistake::new(&self.file, &fault.what, &fault.mend).at(self.line(&fault.at))
    }

    fn toml(file: &str, text: &str) -> Result<Self, Mistake> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let starts = LineStarts::of(text);
        let document = Document::parse(text).map_err(|error| {
            let line = error.span().map_or(1, |span| starts.line(span.start));
            let what = error.message().lines().next().unwrap_or("it cannot be read").to_owned();
            Mistake::new(file, format!("this is not TOML: {what}"), "mend the line").at(line)
        })?;
        let mut walk = TomlWalk { starts, lines: BTreeMap::new(), at: String::new() };
        let value = walk.table(document.as_table());
        Ok(Self { file: file.to_owned(), value, lines: walk.lines })
    }

    fn json(file: &str, text: &str) -> Result<Self, Mistake> {
        let value: Value = serde_json::from_str(text).map_err(|error| {
            let what = format!("this is not JSON: {error}");
            Mistake::new(file, what, "mend the line").at(error.line().max(1))
        })?;
        let mut walk = JsonWalk { rest: text.as_bytes(), line: 1, lines: BTreeMap::new(), twice: None };
        walk.value(&mut String::new());
        if let Some((key, line)) = walk.twice {
            return Err(Mistake::new(file, format!("the key `{key}` stands twice"), "keep one").at(line));
        }
        Ok(Self { file: file.to_owned(), value, lines: walk.lines })
    }
}

struct LineStarts(Vec<usize>);

impl LineStarts {
    fn of(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    fn line(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start <= at).max(1)
    }
}

struct TomlWalk {
    starts: LineStarts,
    lines: BTreeMap<String, usize>,
    at: String,
}

impl TomlWalk {
    fn step<T>(&mut self, key: &str, at: Option<usize>, inside: impl FnOnce(&mut Self) -> T) -> T {
        let back = self.at.len();
        self.at.push('/');
        self.at.push_str(&escape(key));
        if let Some(at) = at {
            self.lines.insert(self.at.clone(), self.starts.line(at));
        }
        let result = inside(self);
        self.at.truncate(back);
        result
    }

    fn table(&mut self, table: &Table) -> Value {
        let mut map = Map::new();
        for (key, item) in table {
            let at = table.key(key).and_then(toml_edit::Key::span).or_else(|| item.span()).map(|span| span.start);
            if let Some(value) = self.step(key, at, |walk| walk.item(item)) {
                map.insert(key.to_owned(), value);
            }
        }
        Value::Object(map)
    }

    fn item(&mut self, item: &Item) -> Option<Value> {
        match item {
            Item::None => None,
            Item::Value(value) => Some(self.value(value)),
            Item::Table(table) => Some(self.table(table)),
            Item::ArrayOfTables(tables) => {
                let mut items = Vec::new();
                for (index, table) in tables.iter().enumerate() {
                    let at = table.span().map(|span| span.start);
                    items.push(self.step(&index.to_string(), at, |walk| walk.table(table)));
                }
                Some(Value::Array(items))
            }
        }
    }

    fn value(&mut self, value: &TomlValue) -> Value {
        match value {
            TomlValue::String(text) => Value::String(text.value().clone()),
            TomlValue::Integer(number) => Value::from(*number.value()),
            TomlValue::Float(number) => Value::from(*number.value()),
            TomlValue::Boolean(is) => Value::Bool(*is.value()),
            TomlValue::Datetime(day) => Value::String(day.value().to_string()),
            TomlValue::Array(array) => {
                let mut items = Vec::new();
                for (index, item) in array.iter().enumerate() {
                    let at = item.span().map(|span| span.start);
                    items.push(self.step(&index.to_string(), at, |walk| walk.value(item)));
                }
                Value::Array(items)
            }
            TomlValue::InlineTable(table) => {
                let mut map = Map::new();
                for (key, item) in table {
                    let at =
                        table.key(key).and_then(toml_edit::Key::span).or_else(|| item.span()).map(|span| span.start);
                    let value = self.step(key, at, |walk| walk.value(item));
                    map.insert(key.to_owned(), value);
                }
                Value::Object(map)
            }
        }
    }
}

/// Goes over JSON that is known to be well formed.
struct JsonWalk<'t> {
    rest: &'t [u8],
    line: usize,
    lines: BTreeMap<String, usize>,
    twice: Option<(String, usize)>,
}

impl JsonWalk<'_> {
    fn skip(&mut self, count: usize) {
        let (gone, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.line += gone.iter().filter(|byte| **byte == b'\n').count();
        self.rest = rest;
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        let blanks = self.rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.skip(blanks);
        self.rest.first().copied()
    }

    fn value(&mut self, at: &mut String) {
        let first = self.peek();
        self.lines.entry(at.clone()).or_insert(self.line);
        match first {
            Some(b'{') => self.items(at, b'}'),
            Some(b'[') => self.items(at, b']'),
            Some(b'"') => drop(self.string()),
            _ => {
                let len = self.rest.iter().take_while(|byte| !matches!(byte, b',' | b'}' | b']')).count();
                self.skip(len);
            }
        }
    }

    fn items(&mut self, at: &mut String, end: u8) {
        self.skip(1);
        let mut index = 0;
        while let Some(next) = self.peek() {
            if next == end {
                return self.skip(1);
            }
            if next == b',' {
                self.skip(1);
                continue;
            }
            let back = at.len();
            at.push('/');
            if end == b'}' {
                let key = self.string();
                at.push_str(&escape(&key));
                if self.lines.insert(at.clone(), self.line).is_some() {
                    self.twice.get_or_insert((key, self.line));
                }
                self.peek();
                self.skip(1); // the colon
            } else {
                at.push_str(&index.to_string());
                index += 1;
            }
            self.value(at);
            at.truncate(back);
        }
    }

    fn string(&mut self) -> String {
        self.peek();
        let mut len = 1;
        while let Some(byte) = self.rest.get(len) {
            len += match byte {
                b'\\' => 2,
                b'"' => break,
                _ => 1,
            };
        }
        let raw = self.rest.get(..=len).unwrap_or_default();
        let text = serde_json::from_slice(raw).unwrap_or_default(); // well formed, as the whole was
        self.skip(len + 1);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn toml_values_know_their_lines() {
        let text = "a = 1\n\n[b]\nc = [\n  1,\n  { d = 2, e = { en = \"x\" } },\n]\n\n[[m]]\nid = \"x\"\n\n[[m.l]]\nz = 1\n[[m]]\nid = 3\n";
        let found = Located::parse("c.toml", text).unwrap();
        let table = [
            ("/a", 1),
            ("/b", 3),
            ("/b/c", 4),
            ("/b/c/0", 5),
            ("/b/c/1", 6),
            ("/b/c/1/e/en", 6),
            ("/m/0", 9),
            ("/m/0/id", 10),
            ("/m/0/l/0", 12),
            ("/m/0/l/0/z", 13),
            ("/m/1/id", 15),
            ("/m/1/title", 14),
            ("/none", 1),
        ];
        for (at, line) in table {
            assert_eq!(found.line(at), line, "{at}");
        }
        assert_eq!(found.value.pointer("/m/0/l/0/z"), Some(&Value::from(1)));
    }

    #[test]
    fn json_values_know_their_lines() {
        let text = "{\n \"a\": [1,\n 2, {\"b\\n\": \"x, }\"}],\n \"c~/\":\n  {\"d\": null}\n}\n";
        let found = Located::parse("c.json", text).unwrap();
        for (at, line) in
            [("", 1), ("/a", 2), ("/a/1", 3), ("/a/2/b\n", 3), ("/c~0~1", 4), ("/c~0~1/d", 5), ("/c~0~1/x", 4)]
        {
            assert_eq!(found.line(at), line, "{at:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_by_its_line() {
        let table = [
            ("c.toml", "a = 1\nb = \n", "c.toml:2: this is not TOML"),
            ("c.toml", "a = 1\na = 2\n", "c.toml:2: this is not TOML"),
            ("c.json", "{\"a\": 1,\n \"a\": 2}", "c.json:2: the key `a` stands twice"),
            ("c.json", "{\n\"a\": }", "c.json:2: this is not JSON"),
            ("c.json", "", "c.json:1: this is not JSON"),
        ];
        for (file, text, wanted) in table {
            let found = Located::parse(file, text).unwrap_err().to_string();
            assert!(found.starts_with(wanted), "{found}");
        }
        for hostile in ["[".repeat(100_000), "{\"a\":".repeat(100_000), "\"\\".into(), "a.".repeat(100_000)] {
            assert!(Located::parse("c.json", &hostile).is_err());
            assert!(Located::parse("c.toml", &format!("a = {hostile}")).is_err());
        }
    }
}
