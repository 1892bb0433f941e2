//! A person's release packet: what they take along when they leave, as one ZIP and one PDF. Official certificates, the
//! transcript, the signed record, the page that checks them, and of the person's own only what they chose: the entries of
//! their journal that they put into it, and the fields of forms that a course lets into a packet.
//!
//! ```text
//! packet.pdf           all to read and print: contents, certificates, transcript, forms, entries; the signed record attached
//! packet.zip
//!   packet.pdf
//!   transcript.pdf  transcript.csv  transcript.json
//!   learner-record.json            all certificates, signed
//!   certificates/NUMBER.json .pdf .png
//!   check.html                     checks them in any browser
//! ```

mod pages;

use super::check_page;
use super::dossier::Dossier;
use super::home::{OfficeHome, disk_problem};
use super::issue::{PaperShop, PaperWords};
use super::keys::{KeyName, Keys};
use super::known::Known;
use super::letterhead;
use super::outside::Printed;
use super::registry::{IssuedRow, Registry};
use super::reprint::Printer;
use super::{learner_record, transcript};
use crate::format::pdf::{self, Attachment};
use crate::model::certificate::paper_number;
use crate::model::id::Lang;
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use crate::model::sheet::Sheet;
use crate::text::{Words, zone};
use std::fs;
use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A packet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packet {
    /// All in one file.
    pub zip: Vec<u8>,
    /// All to read and print.
    pub pdf: Vec<u8>,
    /// Names of the files in the ZIP.
    pub files: Vec<String>,
    /// Certificates in it.
    pub certificates: usize,
    /// Forms of the person's in it.
    pub forms: usize,
    /// Entries of the person's journal in it.
    pub entries: usize,
}

/// Makes the packet of the person that somebody means, in `language`; without one, in the language they read. Somebody
/// without a certificate gets one without a signed record.
///
/// # Errors
/// [`Code::PersonUnknown`], a missing issuer key (where there are certificates), the registry's, the disk's.
pub fn make(
    home: &OfficeHome,
    registry: &Registry,
    keys: &Keys,
    (asked, language): (&str, Option<&Lang>),
    shop: PaperShop<'_>,
    ports: (&dyn Clock, &dyn Random),
) -> Result<Packet, Problem> {
    let dossier = Dossier::find(registry, asked)?;
    let lang = language.unwrap_or(&dossier.person.lang).clone();
    let now = ports.0.wall_ms();
    let transcript = transcript::of(home, registry, &dossier, Some(&lang), now)?;
    let good: Vec<&IssuedRow> = dossier.certificates.iter().filter(|row| row.revoked.is_none()).collect();
    let (known, words) = (Known::of(registry)?, shop(&dossier.person.lang));
    let (record, papers) = match good.is_empty() {
        true => (None, Vec::new()),
        false => {
            let record = learner_record::sign(home, keys, &dossier, ports)?;
            (Some(record), reprinted(home, keys, &known, &good, (&dossier.person.lang, &words))?)
        }
    };
    let own = pages::Own::of(&dossier, &known, &lang);
    let (forms, entries) = own.counts();
    let mut sheets = pages::cover(&transcript, &own);
    sheets.extend(papers.iter().cloned());
    sheets.extend(transcript::sheets(&transcript));
    sheets.extend(own.sheets(&transcript, &zone(&home.config()?.tz)));
    let about = Words::for_tag(lang.as_str()).get("transcript-attached");
    let attachment =
        |bytes| Attachment { name: learner_record::NAME, media_type: "application/json", about: &about, bytes };
    let attached: Vec<_> = record.as_deref().into_iter().map(attachment).collect();
    let ours = |fault: &dyn std::fmt::Display| Problem::new(Code::Internal).because(fault);
    let pdf = pdf::write_lasting(&sheets, &attached, now).map_err(|fault| ours(&fault))?;
    let mut files = vec![
        ("packet.pdf".to_owned(), pdf.clone()),
        ("transcript.pdf".to_owned(), transcript::pdf(&transcript, record.as_deref(), now)?),
        ("transcript.csv".to_owned(), transcript::csv(&transcript)),
        ("transcript.json".to_owned(), transcript::json(&transcript)?),
    ];
    files.extend(record.map(|record| (learner_record::NAME.to_owned(), record)));
    for (row, sheet) in good.iter().zip(&papers) {
        files.extend(issued_files(home, row, sheet, &words)?);
    }
    files.push(("check.html".to_owned(), check_page::page(home)?.into_bytes()));
    let zip = zipped(&files).map_err(|fault| ours(&fault))?;
    let names = files.into_iter().map(|(name, _)| name).collect();
    Ok(Packet { zip, pdf, files: names, certificates: good.len(), forms, entries })
}

/// The certificates' sheets, in the language they were issued in.
fn reprinted(
    home: &OfficeHome,
    keys: &Keys,
    known: &Known,
    rows: &[&IssuedRow],
    (lang, words): (&Lang, &PaperWords),
) -> Result<Vec<Sheet>, Problem> {
    let (key, head) = (keys.signing(KeyName::Issuer)?, letterhead::read(home, &home.config()?)?);
    let printer = Printer { home, known, key: &key, head: &head, lang, words };
    rows.iter().map(|row| printer.sheet(row)).collect()
}

/// A certificate's files as they were issued. A picture or paper that is not there any more, as in an office that was
/// brought back or on another computer, is made again.
fn issued_files(
    home: &OfficeHome,
    row: &IssuedRow,
    sheet: &Sheet,
    words: &PaperWords,
) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    let number = uuid::Uuid::parse_str(&row.id).map_or_else(|_| row.id.clone(), |id| paper_number(&id));
    let mut files = vec![(format!("certificates/{number}.json"), row.file.clone())];
    for ending in ["pdf", "png"] {
        let path = home.certificates().join(format!("{}.{ending}", row.id));
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
                let made = Printed::of(row, sheet.clone(), words)?;
                if ending == "pdf" { made.pdf } else { made.png }
            }
            Err(fault) => return Err(disk_problem(&path, &fault)),
        };
        files.push((format!("certificates/{number}.{ending}"), bytes));
    }
    Ok(files)
}

/// The same files, the same bytes: no times, no owner, one way to pack.
fn zipped(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for (name, bytes) in files {
        zip.start_file(name.as_str(), plain.compression_method(zip::CompressionMethod::Deflated))?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
