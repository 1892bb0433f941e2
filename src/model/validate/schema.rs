//! JSON Schema (2020-12) of our documents, made from the types, with what schemars cannot know from them: no null, no
//! unknown key, integers up to 2^53 − 1, the forms of ids.

use crate::model::{course::Course, directory::Record, programme::Programme};
use schemars::JsonSchema;
use serde_json::{Map, Value, json};

/// The largest integer of our documents (RFC 7493).
const INTEGER_MAX: u64 = (1 << 53) - 1;
const SLUG: &str = "^[a-z0-9][a-z0-9-]{0,63}$";
const DOTTED: &str = "^[a-z0-9][a-z0-9-]{0,63}(\\.[a-z0-9][a-z0-9-]{0,63})+$";
const LANGUAGE: &str = "^[a-z][a-zA-Z0-9]{1,2}(-[a-zA-Z0-9]{1,8})*$";

/// The schema of course documents.
#[must_use]
pub fn course_schema() -> Value {
    tightened::<Course>("Foothold course, version 1")
}

/// The schema of programme documents.
#[must_use]
pub fn programme_schema() -> Value {
    tightened::<Programme>("Foothold programme, version 1")
}

/// The schema of one line of a directory's records.
#[must_use]
pub fn record_schema() -> Value {
    tightened::<Record>("Foothold directory record, version 1")
}

/// The schema of `T` as our documents have it, under a `title`.
#[must_use]
pub fn tightened<T: JsonSchema>(title: &str) -> Value {
    let mut schema = schemars::schema_for!(T).to_value();
    tighten(&mut schema);
    if let Some(Value::Object(defs)) = schema.get_mut("$defs") {
        for (name, def) in defs.iter_mut() {
            if let Some((pattern, bytes_max)) = id_form(name) {
                def["pattern"] = json!(pattern);
                def["maxLength"] = json!(bytes_max);
            }
        }
    }
    schema["title"] = json!(title);
    schema
}

fn id_form(name: &str) -> Option<(&'static str, usize)> {
    match name {
        "PackId" | "CourseId" | "ProgrammeId" => Some((DOTTED, crate::model::id::DOTTED_BYTES_MAX)),
        "ModuleId" | "LessonId" | "QuestionId" | "OptionId" | "Slug" => Some((SLUG, crate::model::id::SLUG_BYTES_MAX)),
        "Lang" => Some((LANGUAGE, 16)),
        _ => None,
    }
}

fn tighten(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            drop_null(map);
            if map.get("type") == Some(&json!("integer")) && map.get("format") == Some(&json!("uint64")) {
                map.insert("maximum".into(), json!(INTEGER_MAX));
            }
            if map.contains_key("properties") && map.contains_key("oneOf") {
                map.insert("unevaluatedProperties".into(), Value::Bool(false));
            }
            map.values_mut().for_each(tighten);
        }
        Value::Array(items) => items.iter_mut().for_each(tighten),
        _ => {}
    }
}

/// Optional keys are left out of our documents, never null.
fn drop_null(map: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = map.get("type") {
        let rest: Vec<_> = types.iter().filter(|t| **t != json!("null")).cloned().collect();
        if let [only] = rest.as_slice() {
            let only = only.clone();
            map.insert("type".into(), only);
        }
    }
    if let Some(Value::Array(any)) = map.get("anyOf") {
        let rest: Vec<_> = any.iter().filter(|s| s.get("type") != Some(&json!("null"))).cloned().collect();
        if let ([Value::Object(only)], true) = (rest.as_slice(), rest.len() < any.len()) {
            let only = only.clone();
            map.remove("anyOf");
            map.extend(only);
        }
    }
}
