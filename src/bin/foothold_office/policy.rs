//! `policy` and `revocations`.

use super::desk::{Desk, Done, shown};
use clap::Args;
use foothold::format::limits::DOCUMENT_BYTES_MAX;
use foothold::format::trust::REVOCATIONS_FILE;
use foothold::model::id::Hash;
use foothold::model::problem::{Code, Problem};
use foothold::model::trust::{Policy as Document, Settings, VerifyKey};
use foothold::office::home::{Reader, disk_problem, write_file};
use foothold::office::keys::KeyName;
use foothold::office::policy::{PolicyChange, change, in_force};
use foothold::office::revocations::KeyFate;
use foothold::office::{documents, revocations};
use serde_json::json;
use std::io::Read as _;
use std::path::{Path, PathBuf};

#[derive(Args)]
pub struct Policy {
    /// A file with all settings of stations as JSON, as this command prints them with --json.
    #[arg(long)]
    settings: Option<PathBuf>,
    /// One setting, as NAME=VALUE; once for each.
    #[arg(long = "set", value_name = "NAME=VALUE", value_parser = setting)]
    set: Vec<(String, String)>,
    /// The age recipients of sealed files beside the recovery key, all of them; once for each.
    #[arg(long = "recipient", value_name = "AGE1…")]
    recipients: Vec<String>,
    /// The age recipient of the recovery key.
    #[arg(long, value_name = "AGE1…")]
    recovery: Option<String>,
}

fn setting(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("a setting is given as NAME=VALUE")?;
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

impl Policy {
    /// Shows the policy in force, or signs the next one and puts it into the notice.
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let asked = PolicyChange {
            settings: self.settings.as_deref().map(read_settings).transpose()?,
            set: self.set,
            recipients: (!self.recipients.is_empty()).then_some(self.recipients),
            recovery: self.recovery,
        };
        if asked == PolicyChange::default() {
            return Ok(tell(&in_force(&desk.home)?, "In force", json!({"is_new": false})));
        }
        let keys = desk.keys(&[KeyName::Office])?;
        let (policy, is_new) = change(&desk.home, &desk.registry()?, &keys, &asked, desk.now())?;
        documents::publish(&desk.home)?;
        let head = if is_new {
            format!("Signed. It is in {}: it goes to every station", shown(&desk.home.notice()))
        } else {
            "That is what the policy says already; nothing was signed".to_owned()
        };
        Ok(tell(&policy, &head, json!({"is_new": is_new, "notice": shown(&desk.home.notice())})))
    }
}

fn tell(policy: &Document, head: &str, mut data: serde_json::Value) -> Done {
    let mut text = format!("{head}.\nPolicy {} of {}\n", policy.version, policy.office);
    if let Ok(serde_json::Value::Object(settings)) = serde_json::to_value(&policy.settings) {
        for (name, value) in &settings {
            text.push_str(&format!("  {name} = {value}\n"));
        }
    }
    for recipient in &policy.recipients {
        text.push_str(&format!("  sealed to {recipient}\n"));
    }
    text.push_str(&format!("  recovery {}", policy.recovery));
    data["policy"] = json!(policy.version);
    data["settings"] = json!(policy.settings);
    data["recipients"] = json!(policy.recipients);
    data["recovery"] = json!(policy.recovery);
    Done::new(text, data)
}

fn read_settings(file: &Path) -> Result<Settings, Problem> {
    let wrong = |detail: &dyn std::fmt::Display| {
        Problem::new(Code::PolicyWrong).with("setting", file.display()).because(detail)
    };
    let mut bytes = Vec::new();
    std::fs::File::open(file)
        .and_then(|file| file.take(DOCUMENT_BYTES_MAX as u64 + 1).read_to_end(&mut bytes))
        .map_err(|fault| disk_problem(file, &fault))?;
    if bytes.len() > DOCUMENT_BYTES_MAX {
        return Err(wrong(&"it is too large"));
    }
    serde_json::from_slice(&bytes).map_err(|fault| wrong(&fault))
}

#[derive(Args)]
pub struct Revocations {
    /// Also write the list to this file, for whoever checks certificates.
    #[arg(short, long)]
    out: Option<PathBuf>,
    /// An issuer key that others may hold (64 hexadecimal digits): only what this office's records hold of it stays good.
    #[arg(long, value_name = "KEY", value_parser = key)]
    stolen: Vec<VerifyKey>,
    /// An issuer key that is out of use from now on: what it signed before stays good.
    #[arg(long, value_name = "KEY", value_parser = key)]
    ended: Vec<VerifyKey>,
}

fn key(text: &str) -> Result<VerifyKey, String> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(text, &mut bytes).map_err(|_| "a key is 64 hexadecimal digits")?;
    Ok(Hash(bytes))
}

impl Revocations {
    /// Brings the signed list up to date and shows it.
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let keys = desk.keys(&[KeyName::Issuer])?;
        let registry = desk.registry()?;
        let fates = self.stolen.iter().map(|key| KeyFate::Stolen(*key));
        let fates: Vec<KeyFate> = fates.chain(self.ended.iter().map(|key| KeyFate::Ended(*key))).collect();
        let list = revocations::bring_up_to_date_with(&desk.home, &registry, &keys, desk.now(), &fates)?;
        documents::publish(&desk.home)?;
        let Some(list) = list else {
            return Ok(Done::new(
                "No certificate was ever taken back: there is no list yet.",
                json!({"version": null, "revoked": []}),
            ));
        };
        let mut text = format!("List of {}, {}\n", list.office, desk.day(list.created));
        for revoked in &list.revoked {
            text.push_str(&format!("  {} taken back {}\n", revoked.id, desk.day(revoked.at)));
        }
        for stolen in &list.stolen {
            let (key, good) = (hex::encode(stolen.key.0), stolen.good.len());
            text.push_str(&format!(
                "  key {key} stolen {}, {good} of its certificates stay good\n",
                desk.day(stolen.at)
            ));
        }
        for ended in &list.ended {
            text.push_str(&format!("  key {} out of use since {}\n", hex::encode(ended.key.0), desk.day(ended.at)));
        }
        let place = desk.home.trust().join(REVOCATIONS_FILE);
        if let Some(out) = &self.out {
            let bytes = std::fs::read(&place).map_err(|fault| disk_problem(&place, &fault))?;
            write_file(out, &bytes, Reader::Anyone)?;
        }
        let file = shown(self.out.as_deref().unwrap_or(&place));
        text.push_str(&format!("The signed list: {file}"));
        let data = json!({"version": list.version, "created": list.created, "revoked": list.revoked,
            "stolen": list.stolen, "ended": list.ended, "file": file});
        Ok(Done::new(text, data))
    }
}
