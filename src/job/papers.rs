//! Papers as PDF files.

use super::slip::{SlipFacts, slip};
use super::start::disk_problem;
use crate::format::pdf;
use crate::library::home::sync_folder;
use crate::model::id::{ExportId, Lang};
use crate::model::printed_page;
use crate::model::problem::{Code, Problem};
use crate::model::sheet::Sheet;
use crate::store::Store;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes sheets as `NAME.pdf` into `folder`: whole, read back and compared, or not at all (I7).
///
/// # Errors
/// The disk's.
pub fn write_pdf(folder: &Path, name: &str, sheets: &[Sheet]) -> Result<PathBuf, Problem> {
    let bytes = pdf::write(sheets).map_err(|fault| Problem::new(Code::Internal).because(fault))?;
    fs::create_dir_all(folder).map_err(|fault| disk_problem(&fault))?;
    let path = folder.join(format!("{name}.pdf"));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(|fault| disk_problem(&fault))?;
    std::io::Write::write_all(&mut file, &bytes).map_err(|fault| disk_problem(&fault))?;
    file.as_file().sync_all().map_err(|fault| disk_problem(&fault))?;
    file.persist(&path).map_err(|fault| disk_problem(&fault.error))?;
    sync_folder(folder).map_err(|fault| disk_problem(&fault))?;
    if fs::read(&path).map_err(|fault| disk_problem(&fault))? == bytes {
        Ok(path)
    } else {
        fs::remove_file(&path).map_err(|fault| disk_problem(&fault))?;
        Err(Problem::new(Code::StickBad).with("file", path.display()))
    }
}

/// The sheets of the slip that goes with an export. `words` are its texts by key, `facts` its size, number of events
/// and time of making in words.
///
/// # Errors
/// [`Code::StationNotSetUp`] if there is no such finished export, or the database's.
pub fn slip_sheets(
    store: &Store,
    export: ExportId,
    words: &BTreeMap<String, String>,
    facts: &[String; 3],
    lang: &Lang,
) -> Result<Vec<Sheet>, Problem> {
    let none = || Problem::new(Code::StationNotSetUp).because("no such export");
    let (station, row) = (store.station()?.ok_or_else(none)?, store.export(export)?.ok_or_else(none)?);
    let file = row.finished.ok_or_else(none)?;
    let [size, events, made] = facts.clone();
    let facts = SlipFacts { file: file.file, size, sha256: file.sha256, events, made };
    let (title, parts) = slip(&station, &facts, |key| words.get(key).cloned().unwrap_or_else(|| key.to_owned()));
    Ok(printed_page::sheets(&title, lang.as_str(), &parts))
}
