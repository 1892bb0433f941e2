//! `certificates`, `check-page` and `revoke`.

use super::desk::{Desk, Done, shown};
use super::report::write_csv;
use clap::Args;
use foothold::model::problem::Problem;
use foothold::office::home::{Reader, write_file};
use foothold::office::keys::KeyName;
use foothold::office::reports::lists;
use foothold::office::{check_page, documents, issue, people, receipts, revocations};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct Certificates {
    /// Only list; issue nothing.
    #[arg(long)]
    list: bool,
    /// Whom to ask about a certificate, printed on all that are issued from now on: an address, a telephone number.
    #[arg(long)]
    contact: Option<String>,
    /// Write the list as CSV, which any spreadsheet opens.
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

impl Certificates {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        if let Some(contact) = self.contact {
            let mut config = desk.home.config()?;
            config.contact = Some(contact.trim().to_owned()).filter(|contact| !contact.is_empty());
            desk.home.set_config(&config)?;
        }
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
        if let Some(path) = &self.csv {
            write_csv(path, &lists::certificates(&registry)?, &desk.zone())?;
        }
        let names = people::all(&registry)?;
        let mut text = format!("Issued now: {}.\n", issued.issued.len());
        let mut rows = Vec::new();
        for row in registry.certificates()? {
            let name = names.iter().find(|person| person.ids.contains(&row.learner)).map_or("", |person| &person.name);
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
pub struct CheckPage {
    /// The file to write, say check.html.
    #[arg(short, long)]
    out: PathBuf,
}

impl CheckPage {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let page = check_page::page(&desk.home)?;
        write_file(&self.out, page.as_bytes(), Reader::Anyone)?;
        let fingerprint = documents::read(&desk.home)?.fingerprint().to_string();
        let file = shown(&self.out);
        let text = format!(
            "The page is {file}. It knows the root of fingerprint {fingerprint} and today’s list of certificates taken \
             back: write it again when one is taken back."
        );
        Ok(Done::new(text, json!({"file": file, "fingerprint": fingerprint})))
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
        let keys = desk.keys(&[KeyName::Office, KeyName::Issuer])?;
        keys.signing(KeyName::Issuer)?; // it signs the list: asked for before anything is changed
        let mut registry = desk.registry()?;
        let (clock, random) = (&desk.clock, &desk.random);
        issue::revoke(&desk.home, &mut registry, &keys, &self.certificate, &self.reason, clock, random)?;
        let list = revocations::bring_up_to_date(&desk.home, &registry, &keys, desk.now())?;
        receipts::write_notice(&desk.home, &mut registry, &keys, clock)?;
        let version = list.map_or(0, |list| list.version);
        let text = format!(
            "Revoked: {}. The next receipts tell the stations, and so does the signed list in {}.",
            self.certificate,
            shown(&desk.home.notice())
        );
        Ok(Done::new(text, json!({"certificate": self.certificate, "list": version})))
    }
}
