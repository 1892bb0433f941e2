//! `transcript`, `learner-record` and `packet`: what goes into a person's file outside.

use super::desk::{Desk, Done, shown};
use clap::Args;
use foothold::model::id::Lang;
use foothold::model::problem::{Code, Problem};
use foothold::office::dossier::Dossier;
use foothold::office::home::{Reader, write_file};
use foothold::office::keys::KeyName;
use foothold::office::{learner_record, packet, transcript};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct MakeTranscript {
    /// A number, a name, or the beginning of an id (8 digits).
    person: String,
    /// The folder that transcript.pdf, transcript.csv and transcript.json are written to.
    #[arg(long)]
    to: PathBuf,
    /// The language of the PDF: en or es. Without it, the language the person reads.
    #[arg(long, value_parser = lang)]
    lang: Option<Lang>,
    /// Attach the signed record of all certificates, so that the PDF itself can be checked. Needs the issuer's key.
    #[arg(long)]
    signed: bool,
}

fn lang(tag: &str) -> Result<Lang, String> {
    if matches!(tag, "en" | "es") {
        Lang::parse(tag).map_err(|fault| fault.to_string())
    } else {
        Err("en or es".into())
    }
}

impl MakeTranscript {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let registry = desk.registry()?;
        let dossier = Dossier::find(&registry, &self.person)?;
        let now = desk.now();
        let it = transcript::of(&desk.home, &registry, &dossier, self.lang.as_ref(), now)?;
        let record = match self.signed {
            true => {
                let keys = desk.keys(&[KeyName::Issuer])?;
                Some(learner_record::sign(&desk.home, &keys, &dossier, (&desk.clock, &desk.random))?)
            }
            false => None,
        };
        let pdf = transcript::pdf(&it, record.as_deref(), now)?;
        let files = [("pdf", pdf), ("csv", transcript::csv(&it)), ("json", transcript::json(&it)?)];
        for (ending, bytes) in &files {
            write_file(&self.to.join(format!("transcript.{ending}")), bytes, Reader::Owner)?;
        }
        let text = format!(
            "{} ({}): courses: {}, certificates: {}. It is in {}: transcript.pdf, .csv and .json. It names a person: keep it safe.",
            it.name,
            it.number,
            it.courses.len(),
            it.certificates.len(),
            shown(&self.to)
        );
        let data = json!({"learner": dossier.person.learner, "folder": shown(&self.to), "courses": it.courses.len(),
            "certificates": it.certificates.len(), "credited_ms": it.credited_ms, "signed": record.is_some()});
        Ok(Done::new(text, data))
    }
}

#[derive(Args)]
pub struct MakePacket {
    /// A number, a name, or the beginning of an id (8 digits).
    person: String,
    /// The folder that packet.zip and packet.pdf are written to.
    #[arg(long)]
    to: PathBuf,
    /// The language of its pages: en or es. Without it, the language the person reads.
    #[arg(long, value_parser = lang)]
    lang: Option<Lang>,
}

impl MakePacket {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let keys = desk.keys(&[KeyName::Issuer])?;
        let shop = |lang: &_| desk.papers(lang);
        let (registry, ports) = (desk.registry()?, (&desk.clock as _, &desk.random as _));
        let made = packet::make(&desk.home, &registry, &keys, (&self.person, self.lang.as_ref()), &shop, ports)?;
        write_file(&self.to.join("packet.zip"), &made.zip, Reader::Owner)?;
        write_file(&self.to.join("packet.pdf"), &made.pdf, Reader::Owner)?;
        let text = format!(
            "In {}: packet.zip and packet.pdf, certificates in it: {}, forms: {}, journal entries: {}. It is the person’s own: \
             hand it over, and keep no other copy than you must.",
            shown(&self.to),
            made.certificates,
            made.forms,
            made.entries
        );
        let data = json!({"folder": shown(&self.to), "files": made.files, "certificates": made.certificates,
            "forms": made.forms, "entries": made.entries});
        Ok(Done::new(text, data))
    }
}

#[derive(Args)]
pub struct LearnerRecord {
    /// A number, a name, or the beginning of an id (8 digits).
    person: String,
    /// The file to write, say learner-record.json.
    #[arg(short, long)]
    out: PathBuf,
}

impl LearnerRecord {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let dossier = Dossier::find(&desk.registry()?, &self.person)?;
        let keys = desk.keys(&[KeyName::Issuer])?;
        let bytes = learner_record::sign(&desk.home, &keys, &dossier, (&desk.clock, &desk.random))?;
        write_file(&self.out, &bytes, Reader::Owner)?;
        let checked = foothold::format::certificate::verify(&bytes)
            .map_err(|fault| Problem::new(Code::Internal).because(fault))?;
        let file = shown(&self.out);
        let text = format!("{}: {} certificates, signed, in {file}.", checked.name, checked.members.len());
        Ok(Done::new(text, json!({"file": file, "id": checked.id, "certificates": checked.members.len()})))
    }
}
