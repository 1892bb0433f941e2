//! `verify`: a certificate's file, here or where there is no office; and the office's own records.

use super::desk::{Desk, Done};
use clap::Args;
use foothold::format::certificate::{self, Checked};
use foothold::format::judgement::{self, Refusal, VALID};
use foothold::format::limits::{BAKED_BYTES_MAX, DOCUMENT_BYTES_MAX};
use foothold::format::trust::{open_revocations, open_root};
use foothold::model::problem::{Code, Problem};
use foothold::model::trust::{Fingerprint, Office, Revocations, Root};
use foothold::office::home::disk_problem;
use foothold::office::{documents, revocations};
use serde_json::json;
use std::io::Read as _;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Verify {
    /// A certificate: its JSON, or a picture or PDF with that in it. Without one, the office's own records are checked.
    file: Option<PathBuf>,
    /// The agency's root, to check a certificate where there is no office.
    #[arg(long, requires = "file")]
    root: Option<PathBuf>,
    /// The signed list of certificates that were taken back.
    #[arg(long, requires = "root")]
    revocations: Option<PathBuf>,
}

impl Verify {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        match (self.file, self.root) {
            (Some(file), Some(root)) => by_root(desk, &file, &root, self.revocations.as_deref()),
            (Some(file), None) => by_office(desk, &file),
            (None, _) => records(desk),
        }
    }
}

/// Against the office's own documents and records.
fn by_office(desk: &Desk, path: &Path) -> Result<Done, Problem> {
    let checked = read_certificate(desk, path)?;
    let trust = documents::read(&desk.home)?;
    let issuer = issuer_of(desk, path, &checked, &trust.root)?;
    let registry = desk.registry()?;
    for one in std::iter::once(&checked).chain(&checked.members) {
        if let Some((when, reason)) = registry.certificate(one.short_id())?.and_then(|row| row.revoked) {
            return Err(refused(desk, path, &Refusal::Revoked { at: when }).with("reason", reason));
        }
    }
    let list = revocations::in_force(&desk.home, &trust)?;
    let list = list.as_deref().filter(|list| list.office == issuer.id);
    good(desk, path, &checked, issuer, list, "It was not taken back, as far as the records here say.")
}

/// Against files alone: the agency's root, whose fingerprint is to be compared, and a revocation list.
fn by_root(desk: &Desk, path: &Path, root: &Path, list: Option<&Path>) -> Result<Done, Problem> {
    let checked = read_certificate(desk, path)?;
    let altered = |file: &Path, fault: &dyn std::fmt::Display| {
        Problem::new(Code::DocumentAltered).with("file", file.display()).because(fault)
    };
    let opened = open_root(&read_limited(root, DOCUMENT_BYTES_MAX)?, None).map_err(|fault| altered(root, &fault))?;
    let issuer = issuer_of(desk, path, &checked, &opened)?;
    let list = match list {
        Some(file) => {
            let bytes = read_limited(file, DOCUMENT_BYTES_MAX)?;
            let list = open_revocations(&bytes, &opened).map_err(|fault| altered(file, &fault))?;
            if list.office != issuer.id {
                return Err(altered(file, &"it is the list of another office"));
            }
            Some(list)
        }
        None => None,
    };
    let without = "Whether it was taken back is not known: give --revocations LIST.";
    let mut done = good(desk, path, &checked, issuer, list.as_deref(), without)?;
    let fingerprint = Fingerprint::of(&opened.hash()).to_string();
    done.text.push_str(&format!("\nThe root’s fingerprint is {fingerprint}. Compare it with the one on paper."));
    done.data["fingerprint"] = fingerprint.into();
    Ok(done)
}

fn read_limited(path: &Path, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(limit as u64 + 1).read_to_end(&mut bytes))
        .map_err(|fault| disk_problem(path, &fault))?;
    Ok(bytes)
}

fn refused(desk: &Desk, path: &Path, refusal: &Refusal) -> Problem {
    let problem = refusal.problem().with("file", path.display());
    match refusal {
        Refusal::Revoked { at } => problem.with("day", desk.day(*at)),
        Refusal::Altered(_) | Refusal::UnknownIssuer => problem,
    }
}

fn read_certificate(desk: &Desk, path: &Path) -> Result<Checked, Problem> {
    let checked = certificate::verify(&read_limited(path, BAKED_BYTES_MAX)?);
    checked.map_err(|fault| refused(desk, path, &fault.into()))
}

fn issuer_of<'a>(desk: &Desk, path: &Path, checked: &Checked, root: &'a Root) -> Result<&'a Office, Problem> {
    judgement::issuer(checked, Some(root)).map_err(|refusal| refused(desk, path, &refusal))
}

fn good(
    desk: &Desk,
    path: &Path,
    checked: &Checked,
    issuer: &Office,
    list: Option<&Revocations>,
    without_list: &str,
) -> Result<Done, Problem> {
    judgement::standing(checked, issuer, list).map_err(|refusal| refused(desk, path, &refusal))?;
    let of_list = match list {
        Some(list) => format!("Not on the list of {} of certificates taken back.", desk.day(list.created)),
        None => without_list.to_owned(),
    };
    let mut text = format!(
        "Valid: {} – {}, {}, issued by {}.\n{of_list}",
        checked.name, checked.title, checked.valid_from, issuer.name
    );
    for member in &checked.members {
        text.push_str(&format!("\nIn it: {}, {}, {}", member.title, member.valid_from, member.short_id()));
    }
    let member = |it: &Checked| json!({"id": it.id, "title": it.title, "valid_from": it.valid_from});
    let data = json!({"word": VALID, "id": checked.id, "name": checked.name, "title": checked.title, "valid_from": checked.valid_from,
        "members": checked.members.iter().map(member).collect::<Vec<_>>(), "issuer": issuer.name, "list": list.map(|list| json!({"version": list.version, "created": list.created}))});
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
