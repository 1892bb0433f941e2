//! `pack.toml`: what the pack is and which documents it holds.

use super::folder::Folder;
use super::located::{Located, SOURCE_BYTES_MAX};
use super::mistake::{Findings, Mistake};
use super::reading::read_small;
use crate::format::manifest::PackDocumentKind;
use crate::model::day::Day;
use crate::model::id::{Lang, PackId};
use crate::model::text::Text;
use crate::model::validate::{Trail, report, schema};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file's name.
pub const PACK_FILE: &str = "pack.toml";

/// What a pack is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackSource {
    /// Reverse-DNS, the same for all versions.
    pub pack_id: PackId,
    /// A whole number, raised with each release.
    pub version: u64,
    /// Its name.
    pub title: Text,
    /// Its languages, the first being that of bare texts.
    pub languages: Vec<Lang>,
    /// Who made it.
    pub publisher: String,
    /// Under which licence, as an SPDX expression or in words.
    pub licence: String,
    /// The day it was made. The clock never goes into a pack.
    pub created: Day,
    /// What it holds.
    pub documents: Vec<DocumentSource>,
}

/// One document of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentSource {
    /// What it is.
    pub kind: PackDocumentKind,
    /// Its folder, or its file.
    pub path: String,
    /// The document's own id, if it is to be said here too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// Reads `pack.toml` of the folder; the source with its lines, and whether it has mistakes, in `findings`.
pub fn read_pack_source(folder: &Folder, findings: &mut Findings) -> Option<(PackSource, Located)> {
    if !folder.is_file(PACK_FILE) {
        let mend = "write it (pack_id, version, title, languages, publisher, licence, created, documents), \
                    or let `foothold-pack draft` write a first one from the files";
        findings.mistake(Mistake::new(PACK_FILE, "there is no pack.toml in the folder", mend));
        return None;
    }
    let located = read_located(folder, PACK_FILE, findings)?;
    let found = report(&located.value, &schema::tightened::<PackSource>("pack.toml"), check);
    findings.mistakes.extend(found.faults.iter().map(|fault| located.mistake(fault)));
    let whole = |pack: &PackSource| !pack.documents.is_empty();
    found.document.filter(whole).map(|pack| (pack, located))
}

/// Reads one TOML or JSON file of the folder.
pub fn read_located(folder: &Folder, file: &str, findings: &mut Findings) -> Option<Located> {
    let text = read_small(folder, file, SOURCE_BYTES_MAX).and_then(|bytes| {
        String::from_utf8(bytes).map_err(|_| Mistake::new(file, "this is not UTF-8 text", "save it as UTF-8"))
    });
    match text.and_then(|text| Located::parse(file, &text)) {
        Ok(located) => Some(located),
        Err(mistake) => {
            findings.mistake(mistake);
            None
        }
    }
}

fn check(pack: &PackSource) -> (Vec<crate::model::validate::Fault>, Vec<crate::model::validate::Fault>) {
    let mut trail = Trail::new();
    trail.range("version", pack.version, 1, 1 << 40);
    trail.check_key("languages", !pack.languages.is_empty(), "no language is named", "name at least one, like \"en\"");
    trail.unique("languages", &pack.languages, |lang| lang);
    for (key, text) in [("publisher", &pack.publisher), ("licence", &pack.licence)] {
        trail.check_key(key, !text.trim().is_empty(), format!("`{key}` is empty"), "write it");
    }
    trail.check_key("documents", !pack.documents.is_empty(), "the pack holds nothing", "name at least one document");
    trail.unique("documents", &pack.documents, |document| &document.path);
    if let Text::By(map) = &pack.title {
        for lang in map.keys().filter(|lang| !pack.languages.contains(lang)) {
            let what = format!("`{lang}` is not a language of the pack");
            trail.within("title", |trail| {
                trail.fault(what, format!("add \"{lang}\" to `languages`, or remove it here"));
            });
        }
        let first = pack.languages.first();
        let has_first = first.is_none_or(|first| map.contains_key(first));
        trail.check_key("title", has_first, "it is missing in the first language", "add it");
    }
    trail.finish()
}
