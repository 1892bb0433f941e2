//! The JSON Schemas in `assets/schema` are those of the types. To write them anew after a change of the types:
//! `FOOTHOLD_WRITE_SCHEMAS=1 cargo test --test all course_schema`.

use foothold::model::validate::schema::{course_schema, programme_schema, record_schema};
use serde_json::Value;
use std::fs;
use std::path::Path;

#[test]
fn the_schemas_in_assets_are_those_of_the_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/schema");
    type Maker = fn() -> Value;
    let all: [(&str, Maker); 3] = [
        ("course.schema.json", course_schema),
        ("programme.schema.json", programme_schema),
        ("record.schema.json", record_schema),
    ];
    for (name, schema) in all {
        let mut text = serde_json::to_string_pretty(&schema()).unwrap();
        text.push('\n');
        if std::env::var_os("FOOTHOLD_WRITE_SCHEMAS").is_some() {
            fs::write(folder.join(name), &text).unwrap();
        }
        let found = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(found == text, "assets/schema/{name} is not what the types say: write it anew");
    }
}

#[test]
fn the_schema_refuses_null_and_unknown_keys_and_gives_ids_their_form() {
    let schema = course_schema();
    let text = schema.to_string();
    assert!(!text.contains("\"null\""), "optional keys are left out, never null");
    assert_eq!(schema["additionalProperties"], Value::Bool(false));
    assert_eq!(schema["$defs"]["Lesson"]["unevaluatedProperties"], Value::Bool(false));
    assert!(schema["$defs"]["LessonId"]["pattern"].is_string());
}
