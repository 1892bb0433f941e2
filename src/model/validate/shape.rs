//! The shape of a document, checked against the schema of its type: every unknown key, missing key and wrong value at
//! once. What is wrong is then replaced by something of the right shape, so that the rules behind the types can be
//! checked in the same run; nothing is said about what was replaced.
//!
//! Understands the JSON Schema that [`super::schema`] makes, no other.

use super::fault::{Fault, Trail, nearest};
use crate::model::day::Day;
use crate::model::decimal::Dec;
use crate::model::id::{CourseId, Lang, Slug};
use serde_json::{Map, Value, json};

/// What the check of a shape found.
#[derive(Debug)]
pub struct Shape {
    /// The mistakes.
    pub faults: Vec<Fault>,
    /// The document, with what was wrong replaced.
    pub mended: Value,
    /// Where it was replaced, as JSON pointers.
    pub replaced: Vec<String>,
}

/// Checks `document` against `schema`.
#[must_use]
pub fn check_shape(schema: &Value, document: &Value) -> Shape {
    let mut walk = Walk { root: schema, trail: Trail::new(), replaced: Vec::new() };
    let mut mended = document.clone();
    walk.value(schema, &mut mended);
    let Walk { trail, replaced, .. } = walk;
    Shape { faults: trail.finish().0, mended, replaced }
}

struct Walk<'a> {
    root: &'a Value,
    trail: Trail,
    replaced: Vec<String>,
}

impl<'a> Walk<'a> {
    fn value(&mut self, schema: &'a Value, value: &mut Value) {
        let (schema, name) = self.resolve(schema);
        if let Some(names) = names_of(schema) {
            return self.one_of_names(schema, &names, value);
        }
        if let Some(variants) = schema.get("oneOf").and_then(Value::as_array) {
            return self.kinds(schema, variants, value);
        }
        if let Some(any) = schema.get("anyOf").and_then(Value::as_array) {
            return self.either(any, name, value);
        }
        match schema["type"].as_str() {
            Some("object") => self.object(schema, None, name, value),
            Some("array") => self.array(schema, value),
            Some("string") => self.string(schema, name, value),
            Some("integer") => self.integer(schema, value),
            Some("boolean") if !value.is_boolean() => self.wrong(schema, value, "true or false"),
            _ => {}
        }
    }

    /// The schema that `schema` points to, and its name.
    fn resolve(&self, schema: &'a Value) -> (&'a Value, &'a str) {
        let name = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/"));
        match name.and_then(|name| self.root["$defs"].get(name).map(|def| (def, name))) {
            Some(found) => found,
            None => (schema, ""),
        }
    }

    fn wrong(&mut self, schema: &Value, value: &mut Value, wanted: &str) {
        self.trail.fault(format!("{} stands here", describe(value)), format!("give {wanted}"));
        self.replace(schema, value);
    }

    fn replace(&mut self, schema: &Value, value: &mut Value) {
        self.replaced.push(self.trail.at().to_owned());
        *value = sample(self.root, schema, self.replaced.len(), 0);
    }

    fn one_of_names(&mut self, schema: &Value, names: &[&str], value: &mut Value) {
        if value.as_str().is_some_and(|text| names.contains(&text)) {
            return;
        }
        let guess = value.as_str().and_then(|text| nearest(text, names.iter().copied()));
        let wanted = match guess {
            Some(name) => format!("`{name}`, or another of: {}", names.join(", ")),
            None => format!("one of: {}", names.join(", ")),
        };
        self.wrong(schema, value, &wanted);
    }

    /// An object whose other keys depend on its `kind`.
    fn kinds(&mut self, schema: &'a Value, variants: &'a [Value], value: &mut Value) {
        let Some(map) = value.as_object() else {
            return self.wrong(schema, value, "a table with a `kind`");
        };
        let known: Vec<&str> = variants.iter().filter_map(kind_const).collect();
        let kind = map.get("kind").and_then(Value::as_str);
        if let Some(variant) = variants.iter().find(|variant| kind.is_some() && kind_const(variant) == kind) {
            return self.object(schema, Some(variant), "", value);
        }
        let mend = match kind.and_then(|kind| nearest(kind, known.iter().copied())) {
            Some(guess) => format!("write `{guess}`, or another of: {}", known.join(", ")),
            None => format!("give one of: {}", known.join(", ")),
        };
        match kind.map(str::to_owned) {
            Some(kind) => {
                let what = format!("the kind `{kind}` is not known to this version");
                self.trail.within("kind", |trail| trail.fault(what, mend));
            }
            None => self.trail.fault("the `kind` is missing", mend),
        }
        self.replace(schema, value);
    }

    fn either(&mut self, any: &'a [Value], name: &str, value: &mut Value) {
        let fits = |schema: &Value| match schema["type"].as_str() {
            Some("string") => value.is_string(),
            Some("array") => value.is_array(),
            Some("object") => value.is_object(),
            _ => false,
        };
        let shared = |schema: &Value| {
            let has = |key: &String| schema["properties"].get(key).is_some();
            value.as_object().map_or(0, |map| map.keys().filter(|key| has(key)).count())
        };
        let all: Vec<&Value> = any.iter().map(|schema| self.resolve(schema).0).collect();
        let best = all.iter().copied().filter(|schema| fits(schema)).max_by_key(|schema| shared(schema));
        match best {
            Some(schema) if schema["type"] == json!("object") => self.object(schema, None, name, value),
            Some(schema) => self.value(schema, value),
            None => {
                let wanted = match name {
                    "Text" => "a text, or a table of texts by language",
                    "FileRef" => "a path, or a table of paths by language",
                    _ => "a table",
                };
                let first = all[0].clone();
                self.wrong(&first, value, wanted);
            }
        }
    }

    fn object(&mut self, schema: &'a Value, variant: Option<&'a Value>, name: &str, value: &mut Value) {
        let Some(map) = value.as_object_mut() else {
            return self.wrong(schema, value, "a table");
        };
        let of_keys = schema.get("properties").and_then(Value::as_object);
        let more = variant.and_then(|v| v.get("properties")).and_then(Value::as_object);
        if let (None, Some(inner)) = (of_keys, schema.get("additionalProperties").filter(|inner| inner.is_object())) {
            return self.by_key(inner, name, map);
        }
        let property = |key: &str| of_keys.and_then(|p| p.get(key)).or_else(|| more.and_then(|p| p.get(key)));
        self.unknown_keys(map, |key| property(key).is_some(), of_keys.into_iter().chain(more));
        for (key, item) in map.iter_mut() {
            if let Some(inner) = property(key) {
                self.trail.step_into(key);
                if key != "kind" || variant.is_none() {
                    self.value(inner, item);
                }
                self.trail.back();
            }
        }
        let required = [Some(schema), variant].into_iter().flatten();
        let required = required.filter_map(|s| s["required"].as_array()).flatten().filter_map(Value::as_str);
        for key in required.filter(|key| !map.contains_key(*key)).collect::<Vec<_>>() {
            self.trail.fault(format!("`{key}` is missing"), format!("add `{key}`{}", self.hint(property(key))));
            self.trail.step_into(key);
            let mut item = Value::Null;
            self.replace(property(key).unwrap_or(&Value::Null), &mut item);
            self.trail.back();
            map.insert(key.to_owned(), item);
        }
    }

    fn hint(&self, schema: Option<&'a Value>) -> String {
        let text = schema.and_then(|schema| schema["description"].as_str()).unwrap_or_default();
        let line = text.lines().next().unwrap_or_default().trim_end_matches('.');
        if line.is_empty() { String::new() } else { format!(": {}", line.to_lowercase()) }
    }

    fn unknown_keys<'m>(
        &mut self,
        map: &mut Map<String, Value>,
        is_known: impl Fn(&str) -> bool,
        known: impl Iterator<Item = &'m Map<String, Value>>,
    ) {
        let known: Vec<&str> = known.flat_map(|p| p.keys()).map(String::as_str).collect();
        let unknown: Vec<String> = map.keys().filter(|key| !is_known(key)).cloned().collect();
        for key in unknown {
            map.remove(&key);
            let mend = match nearest(&key, known.iter().copied().filter(|name| !map.contains_key(*name))) {
                Some(guess) => format!("write `{guess}`"),
                None => format!("remove it; known here: {}", known.join(", ")),
            };
            self.trail.within(&key, |trail| trail.fault(format!("the key `{key}` is not known here"), mend));
        }
    }

    /// A table whose keys are languages or ids.
    fn by_key(&mut self, inner: &'a Value, name: &str, map: &mut Map<String, Value>) {
        let by_language = matches!(name, "Text" | "FileRef");
        let is_key = |key: &str| if by_language { Lang::parse(key).is_ok() } else { Slug::parse(key).is_ok() };
        let wanted = if by_language { "a language tag like en or es" } else { "an id of a-z, 0-9 and -" };
        map.retain(|key, item| {
            self.trail.step_into(key);
            let is_right = is_key(key);
            self.trail.check(is_right, format!("the key `{key}` has not the right form"), format!("use {wanted}"));
            self.value(inner, item);
            self.trail.back();
            is_right
        });
    }

    fn array(&mut self, schema: &'a Value, value: &mut Value) {
        let Some(items) = value.as_array_mut() else {
            return self.wrong(schema, value, "a list");
        };
        if let Some(places) = schema["prefixItems"].as_array() {
            if items.len() != places.len() {
                return self.wrong(schema, value, &format!("a list of {}", places.len()));
            }
            for (index, (inner, item)) in places.iter().zip(items).enumerate() {
                self.trail.step_into(&index.to_string());
                self.value(inner, item);
                self.trail.back();
            }
            return;
        }
        for (index, item) in items.iter_mut().enumerate() {
            self.trail.step_into(&index.to_string());
            self.value(&schema["items"], item);
            self.trail.back();
        }
    }

    fn string(&mut self, schema: &Value, name: &str, value: &mut Value) {
        let named = if name.is_empty() { schema.clone() } else { json!({ "$ref": format!("#/$defs/{name}") }) };
        let Some(text) = value.as_str() else {
            return self.wrong(&named, value, "a text in quotes");
        };
        let form = match name {
            "CourseId" | "PackId" | "ProgrammeId" => CourseId::parse(text).err(),
            "LessonId" | "ModuleId" | "QuestionId" | "OptionId" | "Slug" => Slug::parse(text).err(),
            "Lang" => Lang::parse(text).err(),
            "Day" => Day::parse(text).err(),
            "Dec" => Dec::parse(text).err(),
            _ => None,
        };
        if let Some(fault) = form {
            self.trail.fault(format!("`{text}` has not the right form"), fault.to_string());
            self.replace(&named, value);
        }
    }

    fn integer(&mut self, schema: &Value, value: &mut Value) {
        let least = schema["minimum"].as_u64().unwrap_or(0);
        let most = schema["maximum"].as_u64().unwrap_or(u64::from(u32::MAX));
        if !value.as_u64().is_some_and(|number| (least..=most).contains(&number)) {
            self.wrong(schema, value, &format!("a whole number from {least} to {most}"));
        }
    }
}

/// The names, where `schema` is a closed list of them.
fn names_of(schema: &Value) -> Option<Vec<&str>> {
    if let Some(all) = schema["enum"].as_array() {
        return all.iter().map(Value::as_str).collect();
    }
    let variants = schema["oneOf"].as_array()?;
    let mut names = Vec::new();
    for variant in variants {
        match (variant["const"].as_str(), variant["enum"].as_array()) {
            (Some(name), _) => names.push(name),
            (None, Some(all)) => names.extend(all.iter().filter_map(Value::as_str)),
            (None, None) => return None,
        }
    }
    Some(names)
}

fn kind_const(variant: &Value) -> Option<&str> {
    variant["properties"]["kind"]["const"].as_str()
}

fn describe(value: &Value) -> String {
    match value {
        Value::Null => "nothing".into(),
        Value::Bool(is) => format!("`{is}`"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) if text.chars().count() <= 40 => format!("\"{text}\""),
        Value::String(_) => "a text".into(),
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "a table".into(),
    }
}

/// Something of the shape of `schema`, with ids that no one else has.
fn sample(root: &Value, schema: &Value, number: usize, depth: usize) -> Value {
    let name = schema["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/")).unwrap_or_default();
    let schema = root["$defs"].get(name).unwrap_or(schema);
    if depth > 16 {
        return Value::Null;
    }
    if let Some(names) = names_of(schema) {
        return json!(names.first());
    }
    let inner = ["oneOf", "anyOf"].iter().find_map(|key| schema[*key].as_array()?.first());
    if let Some(inner) = inner {
        let mut value = sample(root, inner, number, depth + 1);
        if let (Some(map), true) = (value.as_object_mut(), schema.get("properties").is_some()) {
            fill(root, schema, number, depth, map);
        }
        return value;
    }
    match (schema["type"].as_str(), name) {
        (_, "CourseId" | "PackId" | "ProgrammeId") => json!(format!("unnamed.n{number}")),
        (_, "Lang") => json!("en"),
        (_, "Day") => json!("2000-01-01"),
        (_, "Dec") => json!("1"),
        (Some("string"), "") => schema.get("const").cloned().unwrap_or_else(|| json!("?")),
        (Some("string"), _) => json!(format!("unnamed-{number}")),
        (Some("integer"), _) => json!(schema["minimum"].as_u64().unwrap_or(0).max(1)),
        (Some("boolean"), _) => json!(false),
        (Some("array"), _) => match schema["prefixItems"].as_array() {
            Some(places) => places.iter().map(|inner| sample(root, inner, number, depth + 1)).collect(),
            None => json!([]),
        },
        (Some("object"), _) => {
            let mut map = Map::new();
            fill(root, schema, number, depth, &mut map);
            Value::Object(map)
        }
        _ => Value::Null,
    }
}

fn fill(root: &Value, schema: &Value, number: usize, depth: usize, map: &mut Map<String, Value>) {
    for key in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        map.insert(key.to_owned(), sample(root, &schema["properties"][key], number, depth + 1));
    }
}
