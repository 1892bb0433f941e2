//! A transcript as a table for a spreadsheet, and as JSON.

use super::Transcript;
use crate::format::json::to_canonical;
use crate::format::pdf::{self, Attachment};
use crate::model::event::OutsideKind;
use crate::model::problem::{Code, Problem};
use crate::office::learner_record;
use crate::office::reports::csv::{self, harmless};
use crate::text::Words;
use serde_json::{Value, json};

/// The document as PDF; with a signed record of the certificates attached, so that the file itself can be checked.
///
/// # Errors
/// The PDF library's.
pub fn pdf(it: &Transcript, record: Option<&[u8]>, now: u64) -> Result<Vec<u8>, Problem> {
    let about = Words::for_tag(it.language.as_str()).get("transcript-attached");
    let attachment =
        |bytes| Attachment { name: learner_record::NAME, media_type: "application/json", about: &about, bytes };
    let attached: Vec<_> = record.into_iter().map(attachment).collect();
    pdf::write_lasting(&super::sheets(it), &attached, now).map_err(|fault| Problem::new(Code::Internal).because(fault))
}

/// The columns of the table. `section` says what a row is; a column that its kind has no use for is empty.
///
/// | column | what |
/// |---|---|
/// | `section` | `person`, `course`, `month`, `certificate`, `level`, `credit`, `outside`, `instructor` |
/// | `what` | name or title; of a month `2026-11` |
/// | `of` | the programme of a level, the ground of a credit, who gave a credential |
/// | `id` | the person's number, a course's id, a certificate's number |
/// | `from`, `to` | days: first and last of a course; `from` alone where there is one day |
/// | `hours` | seat time that counts, two decimals |
/// | `score_percent` | mean score, one decimal |
/// | `amount` | lessons or courses done, as `3/8`; of a credit, how much |
/// | `state` | `done`, `open`, `in force`, `taken back`, `recommended`, or the kind of a credit |
/// | `evidence` | what was seen, or why it was taken back |
/// | `entered_by`, `entered` | who wrote it down, and the day |
pub const COLUMNS: [&str; 13] = [
    "section",
    "what",
    "of",
    "id",
    "from",
    "to",
    "hours",
    "score_percent",
    "amount",
    "state",
    "evidence",
    "entered_by",
    "entered",
];

/// One row, by column; what is not named is empty.
type Row<'a> = Vec<(&'a str, String)>;

/// The table, see [`crate::office::reports::csv`].
#[must_use]
pub fn csv(it: &Transcript) -> Vec<u8> {
    let cells = |row: Row<'_>| {
        let cell = |column: &&str| {
            let found = row.iter().find(|(name, _)| name == column);
            found.map(|(_, text)| harmless(text.clone())).unwrap_or_default()
        };
        COLUMNS.iter().map(cell).collect()
    };
    csv::write(&COLUMNS, rows(it).into_iter().map(cells))
}

fn rows(it: &Transcript) -> Vec<Row<'_>> {
    let mut rows = vec![vec![
        ("section", "person".into()),
        ("what", it.name.clone()),
        ("id", it.number.clone()),
        ("hours", hours(it.credited_ms)),
    ]];
    rows.extend(it.courses.iter().map(|line| {
        let (from, to) = line.days.clone().unwrap_or_default();
        vec![
            ("section", "course".into()),
            ("what", line.title.clone()),
            ("id", line.course.to_string()),
            ("from", from),
            ("to", to),
            ("hours", hours(line.credited_ms)),
            ("score_percent", line.score_permille.map(|it| format!("{}.{}", it / 10, it % 10)).unwrap_or_default()),
            ("amount", format!("{}/{}", line.lessons.0, line.lessons.1)),
            ("state", if line.is_done { "done" } else { "open" }.into()),
        ]
    }));
    let month = |(month, ms): (&String, &u64)| {
        vec![("section", "month".to_owned()), ("what", month.clone()), ("hours", hours(*ms))]
    };
    rows.extend(it.months.iter().map(month));
    rows.extend(it.certificates.iter().map(|line| {
        let (to, reason) = line.revoked.clone().unwrap_or_default();
        vec![
            ("section", "certificate".into()),
            ("what", line.title.clone()),
            ("id", line.number.clone()),
            ("from", line.day.clone()),
            ("to", to),
            ("state", if line.revoked.is_some() { "taken back" } else { "in force" }.into()),
            ("evidence", reason),
        ]
    }));
    rows.extend(it.levels.iter().map(|line| {
        vec![
            ("section", "level".into()),
            ("what", line.level.clone()),
            ("of", line.programme.clone()),
            ("amount", format!("{}/{}", line.steps.0, line.steps.1)),
            ("state", if line.is_done { "done" } else { "open" }.into()),
        ]
    }));
    rows.extend(it.credits.iter().map(|line| {
        let state = if line.who.is_none() { format!("{}, recommended", line.kind) } else { line.kind.clone() };
        vec![
            ("section", "credit".into()),
            ("of", line.basis.clone()),
            ("amount", line.amount.clone()),
            ("state", state),
            ("entered_by", line.who.clone().unwrap_or_default()),
            ("entered", line.day.clone().unwrap_or_default()),
        ]
    }));
    rows.extend(it.credentials.iter().map(|line| {
        let section = if line.kind == OutsideKind::Instructor { "instructor" } else { "outside" };
        vec![
            ("section", section.into()),
            ("what", line.name.clone()),
            ("of", line.issuer.clone()),
            ("from", line.day.clone()),
            ("evidence", line.evidence.clone()),
            ("entered_by", line.who.clone()),
            ("entered", line.entered.clone()),
        ]
    }));
    rows
}

/// Hours with two decimals, rounded down.
fn hours(ms: u64) -> String {
    let hundredths = ms / 36_000;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The whole as RFC 8785 text: `{"format": "foothold.transcript.v1", …}` with the fields of [`Transcript`].
///
/// # Errors
/// None for what we make; kept because serde may refuse.
pub fn json(it: &Transcript) -> Result<Vec<u8>, Problem> {
    let ours = |fault: &dyn std::fmt::Display| Problem::new(Code::Internal).because(fault);
    let mut document = serde_json::to_value(it).map_err(|fault| ours(&fault))?;
    document["format"] = json!("foothold.transcript.v1");
    to_canonical(&without_nulls(document)).map_err(|fault| ours(&fault))
}

/// What is not known is not there: our JSON has no null.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(map) => map
            .into_iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key, without_nulls(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        plain => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_have_two_decimals() {
        for (ms, wanted) in [(0, "0.00"), (5_400_000, "1.50"), (3_599_999, "0.99")] {
            assert_eq!(hours(ms), wanted);
        }
    }
}
