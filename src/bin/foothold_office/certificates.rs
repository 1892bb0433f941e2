//! `certificates`, `revoke` and `verify`.

use super::desk::{Desk, Done, shown};
use clap::Args;
use foothold::format::certificate;
use foothold::format::limits::CERTIFICATE_BYTES_MAX;
use foothold::format::trust::verify_key;
use foothold::model::problem::{Code, Problem};
use foothold::office::keys::KeyName;
use foothold::office::{documents, issue, people, receipts};
use serde_json::json;
use std::io::Read as _;
use std::path::PathBuf;

#[derive(Args)]
pub struct Certificates {
    /// Only list; issue nothing.
    #[arg(long)]
    list: bool,
}

impl Certificates {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let mut registry = desk.registry()?;
        let mut issued = issue::IssueReport::default();
        if !self.list {
            let keys = desk.keys(&[KeyName::Office, KeyName::Issuer])?;
            let shop = |lang: &_| desk.papers(lang);
            issued = issue::run(&desk.home, &mut registry, &keys, &desk.clock, &desk.random, &shop)?;
            if !issued.issued.is_empty() {
                receipts::write_notice(&desk.home, &mut registry, &keys, &desk.clock)?;
            }
        }
        let names = people::all(&registry)?;
        let mut text = format!("Issued now: {}.\n", issued.issued.len());
        let mut rows = Vec::new();
        for row in registry.certificates()? {
            let name = names.iter().find(|person| person.learner == row.learner).map_or("", |person| &person.name);
            let state = if row.revoked.is_some() { " REVOKED" } else { "" };
            text.push_str(&format!("{} {name}: {} {}, {}{state}\n", row.id, row.course, row.cert, desk.day(row.dated)));
            rows.push(
                json!({"id": row.id, "learner": row.learner, "name": name, "course": row.course, "cert": row.cert,
                "dated": row.dated, "date_from_office": row.date_from_office, "revoked": row.revoked.is_some(),
                "file": shown(&desk.home.certificates().join(format!("{}.json", row.id)))}),
            );
        }
        text.push_str(&format!("Files are in {}.", shown(&desk.home.certificates())));
        Ok(Done::new(text, json!({"issued": issued.issued, "certificates": rows})))
    }
}

#[derive(Args)]
pub struct Revoke {
    /// The certificate's id.
    certificate: String,
    /// Why, for the record.
    #[arg(long)]
    reason: String,
}

impl Revoke {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let keys = desk.keys(&[KeyName::Office])?;
        let mut registry = desk.registry()?;
        let (clock, random) = (&desk.clock, &desk.random);
        issue::revoke(&desk.home, &mut registry, &keys, &self.certificate, &self.reason, clock, random)?;
        receipts::write_notice(&desk.home, &mut registry, &keys, clock)?;
        let text = format!("Revoked: {}. The next receipts tell the stations.", self.certificate);
        Ok(Done::new(text, json!({"certificate": self.certificate})))
    }
}

#[derive(Args)]
pub struct Verify {
    /// A certificate's JSON file. Without one, the office's own records are checked.
    file: Option<PathBuf>,
}

impl Verify {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        match self.file {
            Some(file) => certificate_file(desk, file),
            None => records(desk),
        }
    }
}

fn certificate_file(desk: &Desk, path: PathBuf) -> Result<Done, Problem> {
    let altered = |detail: &dyn std::fmt::Display| {
        Problem::new(Code::CertificateAltered).with("file", path.display()).because(detail)
    };
    let mut bytes = Vec::new();
    let limit = CERTIFICATE_BYTES_MAX as u64 + 1;
    std::fs::File::open(&path)
        .and_then(|file| file.take(limit).read_to_end(&mut bytes))
        .map_err(|fault| foothold::office::home::disk_problem(&path, &fault))?;
    let checked = certificate::verify(&bytes).map_err(|fault| altered(&fault))?;
    let trust = documents::read(&desk.home)?;
    let key = verify_key(&checked.key);
    let issuer = trust.root.offices.iter().find(|office| office.issuers.contains(&key));
    let issuer = issuer.ok_or_else(|| altered(&"it is whole, but its issuer is no office of this agency"))?;
    let id = checked.id.strip_prefix("urn:uuid:").unwrap_or(&checked.id);
    if let Some((when, reason)) = desk.registry()?.certificate(id)?.and_then(|row| row.revoked) {
        return Err(Problem::new(Code::CertificateRevoked)
            .with("file", path.display())
            .with("day", desk.day(when))
            .with("reason", reason));
    }
    let text =
        format!("Good: {} – {}, {}, issued by {}.", checked.name, checked.title, checked.valid_from, issuer.name);
    let data = json!({"id": checked.id, "name": checked.name, "title": checked.title, "valid_from": checked.valid_from,
        "issuer": issuer.name});
    Ok(Done::new(text, data))
}

fn records(desk: &Desk) -> Result<Done, Problem> {
    let (registry, trust) = (desk.registry()?, documents::read(&desk.home)?);
    registry.check_whole()?;
    let counts = registry.counts(None)?;
    let hash = registry.contents_hash()?;
    let text = format!(
        "The records are whole. Root {} ({}), catalogue {}, policy {}.\n\
         Entries: {} counted, {} unconfirmed, {} quarantined, {} incomplete.\nContents: {hash}",
        trust.root.version,
        trust.fingerprint(),
        trust.catalogue.version,
        trust.policy.version,
        counts.counted,
        counts.unconfirmed,
        counts.quarantined,
        counts.unrooted
    );
    let data = json!({"root": trust.root.version, "fingerprint": trust.fingerprint().to_string(),
        "catalogue": trust.catalogue.version, "policy": trust.policy.version, "counted": counts.counted,
        "unconfirmed": counts.unconfirmed, "quarantined": counts.quarantined, "incomplete": counts.unrooted,
        "contents": hash});
    Ok(Done::new(text, data))
}
