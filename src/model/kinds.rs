//! Things that come in kinds: known ones are typed, unknown ones are kept whole and opaque, so that a station can say
//! "this needs a newer player" instead of refusing the course.

use serde_json::{Map, Value};

/// A part of a document whose `kind` this version does not know, kept as it was written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Opaque(pub Map<String, Value>);

impl Opaque {
    /// The kind it says it is of.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.0.get("kind").and_then(Value::as_str).unwrap_or_default()
    }
}

/// The `kind` of `value`, if it is an object that has one.
pub(super) fn kind_of(value: &Value) -> Option<&str> {
    value.get("kind")?.as_str()
}

/// Gives an enum that derives serde with `remote = "Self"` and `tag = "kind"` its `Serialize` and `Deserialize`: the
/// listed kinds through the derived code (where unknown keys are refused), all others as `Unknown`. Variants without
/// fields are written `Name {}`: serde lets a unit variant carry unknown keys.
macro_rules! open_kinds {
    ($type:ident: $($kind:literal)*) => {
        impl $type {
            /// The kinds that this version knows.
            pub const KINDS: &'static [&'static str] = &[$($kind),*];
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    Self::Unknown(opaque) => opaque.serialize(to),
                    known => Self::serialize(known, to),
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                use serde::de::Error as _;
                let value = <serde_json::Value as serde::Deserialize>::deserialize(from)?;
                let is_unknown = crate::model::kinds::kind_of(&value).is_some_and(|kind| !Self::KINDS.contains(&kind));
                match value {
                    serde_json::Value::Object(map) if is_unknown => {
                        Ok(Self::Unknown(crate::model::kinds::Opaque(map)))
                    }
                    value => Self::deserialize(value).map_err(D::Error::custom),
                }
            }
        }
    };
}
pub(super) use open_kinds;

/// A closed list of names as an enum that keeps an unknown name as `Other`.
macro_rules! open_names {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name {
            $($(#[$vdoc])* $variant,)*
            /// A name this version does not know, kept as it was written.
            Other(String),
        }

        impl $name {
            /// The names that this version knows.
            pub const KINDS: &'static [&'static str] = &[$($text),*];

            /// The name as written in documents.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Other(text) => text,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(from)?;
                Ok(match text.as_str() {
                    $($text => Self::$variant,)*
                    _ => Self::Other(text),
                })
            }
        }

        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": Self::KINDS })
            }
        }
    )*};
}
pub(super) use open_names;

#[cfg(test)]
mod tests {
    use crate::model::lesson::{Lesson, LessonContent, TrackKind};
    use crate::model::question::{Question, QuestionContent};
    use crate::model::rule::Rule;
    use serde_json::{Value, json};

    fn lesson(add: Value) -> Value {
        let mut lesson = json!({"id": "a", "title": "A", "minutes": 1, "required": true, "rule": {"kind": "opened"}});
        lesson.as_object_mut().unwrap().extend(add.as_object().unwrap().clone());
        lesson
    }

    #[test]
    fn known_kinds_are_typed_and_come_back_as_written() {
        let written = lesson(json!({"kind": "reading", "body": {"en": "a.md", "es": "a.es.md"}}));
        let read: Lesson = serde_json::from_value(written.clone()).unwrap();
        assert!(matches!(read.content, LessonContent::Reading { .. }));
        assert_eq!(serde_json::to_value(read).unwrap(), written);
    }

    #[test]
    fn unknown_kinds_are_kept_whole() {
        let written = lesson(json!({"kind": "hologram", "angle": 4, "parts": [{"kind": "x"}]}));
        let read: Lesson = serde_json::from_value(written.clone()).unwrap();
        assert_eq!(read.content.kind(), "hologram");
        assert_eq!(serde_json::to_value(read).unwrap(), written);
        let rule: Rule = serde_json::from_value(json!({"kind": "dreamt", "of": 3})).unwrap();
        assert!(matches!(rule, Rule::Unknown(_)));
        assert_eq!(serde_json::from_value::<TrackKind>(json!("smell")).unwrap(), TrackKind::Other("smell".into()));
    }

    #[test]
    fn unknown_keys_and_wrong_shapes_of_known_kinds_are_refused() {
        let bad = [
            lesson(json!({"kind": "reading", "body": "a.md", "colour": 1})),
            lesson(json!({"kind": "reading"})),
            lesson(json!({"kind": "reading", "body": 3})),
            lesson(json!({"kind": "video", "duration_ms": 1, "tracks": [], "loop": true})),
            lesson(json!({"body": "a.md"})),
            lesson(json!({"kind": 3})),
        ];
        for value in bad {
            assert!(serde_json::from_value::<Lesson>(value.clone()).is_err(), "{value}");
        }
        for value in [json!({"kind": "opened", "x": 1}), json!({"kind": "seen"}), json!([]), json!("opened")] {
            assert!(serde_json::from_value::<Rule>(value.clone()).is_err(), "{value}");
        }
    }

    #[test]
    fn a_question_has_common_and_own_keys() {
        let written = json!({"id": "q", "rev": 1, "points": 2, "prompt": "?", "kind": "single",
            "options": [{"id": "a", "text": "A"}, {"id": "b", "text": {"en": "B", "es": "B"}}], "answer": "b"});
        let read: Question = serde_json::from_value(written.clone()).unwrap();
        assert!(matches!(read.answer, QuestionContent::Single { .. }));
        assert_eq!(serde_json::to_value(read).unwrap(), written);
    }

    #[test]
    fn the_lists_of_kinds_are_those_of_the_types() {
        let kinds_in = |schema: schemars::Schema| -> Vec<String> {
            let variants = schema.get("oneOf").unwrap().as_array().unwrap().clone();
            variants.iter().map(|v| v["properties"]["kind"]["const"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(kinds_in(schemars::schema_for!(LessonContent)), LessonContent::KINDS);
        assert_eq!(kinds_in(schemars::schema_for!(QuestionContent)), QuestionContent::KINDS);
        assert_eq!(kinds_in(schemars::schema_for!(Rule)), Rule::KINDS);
        assert_eq!(kinds_in(schemars::schema_for!(crate::model::quiz::Pass)), crate::model::quiz::Pass::KINDS);
        assert_eq!(
            kinds_in(schemars::schema_for!(crate::model::form::FieldContent)),
            crate::model::form::FieldContent::KINDS
        );
    }
}
