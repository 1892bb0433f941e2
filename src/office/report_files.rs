//! An answer as files: CSV for a spreadsheet, PDF for paper, side by side.

use super::documents;
use super::home::{OfficeHome, Reader, write_file};
use super::reports::{csv, paper};
use crate::model::problem::Problem;
use crate::model::report::Answer;
use crate::model::sheet::LETTER;
use crate::text::{Words, zone};
use std::path::Path;

/// Writes both files into `folder`, readable by their owner only: they name people. Gives how many.
///
/// # Errors
/// The disk's, the documents'.
pub fn save(home: &OfficeHome, answer: &Answer, lang: &str, now: u64, folder: &Path) -> Result<u64, Problem> {
    let config = home.config()?;
    let (words, zone, trust) = (Words::for_tag(lang), zone(&config.tz), documents::read(home)?);
    let office = trust.root.office(&config.office).map(|office| office.name.clone()).unwrap_or_default();
    let head = paper::Head { office, made: now };
    let stem = folder.join(format!("report-{}-{}", answer.question.as_str(), now / 1000));
    write_file(&stem.with_extension("csv"), &csv::of(&answer.table, &zone), Reader::Owner)?;
    let pdf = paper::pdf(answer, &head, &words, &zone, LETTER)?;
    write_file(&stem.with_extension("pdf"), &pdf, Reader::Owner)?;
    Ok(2)
}
