//! Text and files that exist in several languages under one id.

use super::id::Lang;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words for people. A bare string is in the document's first language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Text {
    /// In the document's first language only.
    One(String),
    /// By language.
    By(BTreeMap<Lang, String>),
}

impl Text {
    /// The words in `wanted`, else in `first` (the document's first language), else in any language there is.
    #[must_use]
    pub fn get(&self, wanted: &Lang, first: &Lang) -> &str {
        match self {
            Self::One(text) => text,
            Self::By(map) => pick(map, wanted, first).map_or("", String::as_str),
        }
    }
}

/// A text as it is searched for: without case and accents.
#[must_use]
pub fn plain(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};
    text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase).collect()
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::One(text.to_owned())
    }
}

/// A file of the pack, or one for each language. One id and one progress in every language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum FileRef {
    /// The same file in every language.
    One(String),
    /// By language.
    By(BTreeMap<Lang, String>),
}

impl FileRef {
    /// The path in `wanted`, else in `first`, else in any language there is.
    #[must_use]
    pub fn get(&self, wanted: &Lang, first: &Lang) -> &str {
        match self {
            Self::One(path) => path,
            Self::By(map) => pick(map, wanted, first).map_or("", String::as_str),
        }
    }

    /// Every path named, in language order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let (one, by) = match self {
            Self::One(path) => (Some(path.as_str()), None),
            Self::By(map) => (None, Some(map.values().map(String::as_str))),
        };
        one.into_iter().chain(by.into_iter().flatten())
    }
}

fn pick<'a>(map: &'a BTreeMap<Lang, String>, wanted: &Lang, first: &Lang) -> Option<&'a String> {
    map.get(wanted).or_else(|| map.get(first)).or_else(|| map.values().next())
}
