//! A form that a learner fills in and keeps: a résumé, a letter, a budget.

use super::id::Slug;
use super::kinds::{Opaque, open_kinds};
use super::question::Choice;
use super::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Its sections, in order.
    pub sections: Vec<Section>,
    /// How it prints.
    pub print: Print,
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Unique in the form.
    pub id: Slug,
    /// Its heading.
    pub title: Text,
    /// What helps to fill it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// How often it may be filled in, where more than once: one for each job held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat_max: Option<u32>,
    /// Its fields, in order.
    pub fields: Vec<Field>,
}

/// How a form prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Print {
    /// The heading on paper.
    pub title: Text,
    /// The layout.
    pub style: PrintStyle,
}

/// The layout of a printed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PrintStyle {
    /// Headings and answers.
    Plain,
    /// A letter.
    Letter,
    /// A résumé.
    Resume,
    /// A table.
    Table,
}

/// One field of a form: what every kind has, and what its kind adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Field {
    /// Unique in the form.
    pub id: Slug,
    /// What it asks.
    pub label: Text,
    /// What helps to fill it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
    /// Whether the form is unfinished without it.
    pub required: bool,
    /// Whether its value may leave the station.
    pub leaves: Leaves,
    /// What is filled in.
    #[serde(flatten)]
    pub content: FieldContent,
}

/// Whether a value may leave the station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Leaves {
    /// Never.
    Never,
    /// In the learner's own packet only.
    Packet,
    /// As the policy says.
    Policy,
}

/// What a field takes, by its `kind`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(remote = "Self", tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schemars(!remote)]
pub enum FieldContent {
    /// One line.
    Text {
        /// Longest.
        max_chars: u32,
    },
    /// Many lines.
    LongText {
        /// Longest.
        max_chars: u32,
    },
    /// A number.
    Number {},
    /// An amount of money.
    Money {},
    /// A day.
    Date {},
    /// A month.
    Month {},
    /// A telephone number.
    Phone {},
    /// Yes or no.
    YesNo {},
    /// One of several.
    Choice {
        /// What to choose from.
        options: Vec<Choice>,
    },
    /// Some of several.
    Choices {
        /// What to choose from.
        options: Vec<Choice>,
    },
    /// Rows of fields.
    Table {
        /// The fields of a row. No table inside a table.
        columns: Vec<Field>,
        /// Most rows.
        rows_max: u32,
    },
    /// The sum of other fields.
    Sum {
        /// Number or money fields of the form, or columns of a table.
        of: Vec<Slug>,
    },
    /// Taken from the learner's record.
    FromRecord {
        /// What.
        what: FromRecord,
    },
    /// Chosen from a directory.
    FromDirectory {
        /// Which of the course's directories.
        directory: Slug,
    },
    /// A kind that this version does not know.
    #[serde(skip)]
    #[schemars(skip)]
    Unknown(Opaque),
}

open_kinds!(FieldContent: "text" "long_text" "number" "money" "date" "month" "phone" "yes_no" "choice" "choices"
    "table" "sum" "from_record" "from_directory");

/// What a form takes from the learner's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FromRecord {
    /// Certificates earned.
    Certificates,
    /// Outcomes reached.
    Skills,
    /// The name.
    Name,
}
