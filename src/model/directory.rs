//! A list to search offline: employers, partners, agencies. The records are a file of JSON lines in the pack.

use super::day::Day;
use super::id::{Lang, Slug};
use super::kinds::open_names;
use super::question::Choice;
use super::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A directory of a course or a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// Unique in the course.
    pub id: Slug,
    /// Its name.
    pub title: Text,
    /// The file of records, one [`Record`] on each line.
    pub records: String,
    /// What can be filtered and searched by, besides the name.
    pub fields: Vec<DirectoryField>,
}

/// One field of a directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DirectoryField {
    /// A field of [`Record`] (`area`, `help`, `serves`, `trades`, …) or a key of its `extra`.
    pub id: Slug,
    /// Its name on screen.
    pub label: Text,
    /// What it holds.
    pub kind: DirectoryFieldKind,
    /// Whether it is a filter.
    pub facet: bool,
    /// Whether the search looks in it.
    pub search: bool,
    /// The names of its values.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Choice>,
}

open_names! {
    /// What a directory field holds.
    DirectoryFieldKind {
        /// Words.
        Text = "text",
        /// Any of its options.
        Tags = "tags",
        /// Yes or no.
        Flag = "flag",
        /// A day.
        Date = "date",
    }

    /// What a record is of.
    RecordKind {
        /// Somebody who helps.
        Partner = "partner",
        /// Somebody who hires.
        Employer = "employer",
        /// A public office.
        Agency = "agency",
    }

    /// How a record treats people with a criminal record.
    RecordPolicy {
        /// They are welcome.
        Welcomes = "welcomes",
        /// Each is looked at.
        CaseByCase = "case_by_case",
        /// Some offences are excluded.
        ExcludesSome = "excludes_some",
        /// Not known.
        Unknown = "unknown",
    }
}

/// One entry of a directory: a line of its records file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// Unique in the directory, stable.
    pub id: Slug,
    /// The name as it calls itself.
    pub name: Text,
    /// What it is.
    pub kind: RecordKind,
    /// Where it is.
    pub places: Vec<Place>,
    /// Areas it serves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub area: Vec<Slug>,
    /// What it helps with.
    pub help: Vec<Slug>,
    /// Whom it serves.
    pub serves: Vec<Slug>,
    /// In which trades.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trades: Vec<Slug>,
    /// How it treats people with a criminal record.
    pub record_policy: RecordPolicy,
    /// Telephone numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
    /// How to find it, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address_text: Option<Text>,
    /// When it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Text>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Text>,
    /// Languages spoken.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Lang>,
    /// What else is good to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<Text>,
    /// When somebody last made sure of it.
    pub checked: Day,
    /// Where it is known from.
    pub source: String,
    /// Values of the directory's own fields.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<Slug, Vec<String>>,
}

/// Where a record is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// Town.
    pub city: String,
    /// County.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    /// State or province.
    pub region: String,
    /// Postal code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
}

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Phone {
    /// Whose or what for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// As it is dialled.
    pub number: String,
}
