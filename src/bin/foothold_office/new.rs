//! `init` and `kit`.

use super::desk::{Desk, Done, shown};
use clap::Args;
use foothold::crypto::seal::Work;
use foothold::format::limits::DOCUMENT_BYTES_MAX;
use foothold::format::trust::root_file;
use foothold::model::id::{PackId, Slug};
use foothold::model::problem::{Code, Problem};
use foothold::model::trust::{Facility, FreeText, Settings};
use foothold::office::init::{NewOffice, init};
use foothold::office::keys::{KeyName, Keys};
use foothold::office::{facilities, kit, receipts};
use serde_json::json;
use std::path::PathBuf;

#[derive(Args)]
pub struct Init {
    /// The agency's name.
    #[arg(long)]
    agency: String,
    /// Short name of this office, of a-z, 0-9 and -.
    #[arg(long, default_value = "records")]
    id: Slug,
    /// The office's name.
    #[arg(long)]
    name: String,
    /// A facility it serves, as SHORT=NAME; once for each.
    #[arg(long = "facility", required = true, value_parser = facility)]
    facilities: Vec<Facility>,
    /// Short name of the publisher of its packs.
    #[arg(long, default_value = "publisher")]
    publisher: Slug,
    /// Names of packs the publisher may sign, and all that begin so; once for each.
    #[arg(long = "prefix", default_value = "org.foothold")]
    prefixes: Vec<PackId>,
    /// Time zone of the stations.
    #[arg(long, default_value = "America/New_York")]
    tz: String,
    /// Language of the office's papers.
    #[arg(long, default_value = "en", value_parser = ["en", "es"])]
    language: String,
    /// What becomes of what learners write: off, local (stays) or reviewed (leaves after staff saw it).
    #[arg(long, default_value = "local", value_parser = ["off", "local", "reviewed"])]
    free_text: String,
    /// A file with all settings of stations as JSON, over the two above.
    #[arg(long)]
    settings: Option<PathBuf>,
    /// Leave the office's name off certificates.
    #[arg(long)]
    unnamed_issuer: bool,
    /// Write the keys without a passphrase: readable by whoever reads this folder.
    #[arg(long)]
    no_passphrase: bool,
}

fn facility(text: &str) -> Result<Facility, String> {
    let (id, name) = text.split_once('=').ok_or("a facility is given as SHORT=NAME")?;
    Ok(Facility { id: Slug::parse(id).map_err(|fault| fault.to_string())?, name: name.to_owned() })
}

impl Init {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let passphrase = if self.no_passphrase { None } else { Some(new_passphrase(desk)?) };
        let settings = self.settings()?;
        let keys = Keys::new(&desk.home, passphrase);
        let new = NewOffice {
            agency: self.agency,
            office: self.id,
            office_name: self.name,
            facilities: self.facilities,
            publisher: self.publisher,
            publisher_name: "Publisher".to_owned(),
            prefixes: self.prefixes,
            settings,
            language: self.language,
            names_issuer: !self.unnamed_issuer,
        };
        desk.step("Making the keys…");
        desk.place()?; // an address that cannot be used is refused before anything is made
        let fingerprint = init(&desk.home, &new, &keys, Work::Full, &desk.clock, &desk.random)?;
        desk.settle_registry()?;
        let names: Vec<&str> = KeyName::ALL.iter().map(|name| name.as_str()).collect();
        let text = format!(
            "The office is made in {}.\nRoot fingerprint: {fingerprint}\nKeys in {}: {}.\n\
             Lock a copy of the root, issuer and recovery keys away from this computer.\n\
             Next: foothold-office kit FACILITY",
            shown(desk.home.root()),
            shown(&desk.home.keys()),
            names.join(", ")
        );
        let root = desk.home.trust().join(root_file(1));
        let data = json!({"office": shown(desk.home.root()), "fingerprint": fingerprint.to_string(),
            "root": shown(&root), "keys": shown(&desk.home.keys())});
        Ok(Done::new(text, data))
    }

    fn settings(&self) -> Result<Settings, Problem> {
        let Some(file) = &self.settings else {
            let free_text = match self.free_text.as_str() {
                "off" => FreeText::Off,
                "reviewed" => FreeText::Reviewed,
                _ => FreeText::Local,
            };
            return Ok(Settings { tz: self.tz.clone(), free_text, ..Settings::default() });
        };
        let fault = |detail: &dyn std::fmt::Display| {
            Problem::new(Code::DocumentAltered).with("file", file.display()).because(detail)
        };
        let bytes = std::fs::read(file).map_err(|error| fault(&error))?;
        if bytes.len() > DOCUMENT_BYTES_MAX {
            return Err(fault(&"it is too large"));
        }
        serde_json::from_slice(&bytes).map_err(|error| fault(&error))
    }
}

fn new_passphrase(desk: &Desk) -> Result<zeroize::Zeroizing<String>, Problem> {
    let first = desk.passphrase("New passphrase of the keys (15 characters or more): ")?;
    if first.chars().count() < 15 {
        return Err(Problem::new(Code::PassphraseShort));
    }
    if !desk.has_passphrase_file() && desk.passphrase("The same again: ")? != first {
        return Err(Problem::new(Code::KeyPassphrase).because("the two are not the same"));
    }
    Ok(first)
}

#[derive(Args)]
pub struct AddFacility {
    /// Names of the new places, each in quotes.
    #[arg(required = true)]
    names: Vec<String>,
}

impl AddFacility {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let keys = desk.keys(&[KeyName::Root, KeyName::Office])?;
        let mut registry = desk.registry()?;
        let added = facilities::add(&desk.home, &registry, &keys, &self.names, desk.now())?;
        receipts::write_notice(&desk.home, &mut registry, &keys, &desk.clock)?;
        let named = |place: &Facility| format!("{} ({})", place.name, place.id);
        let names: Vec<String> = added.facilities.iter().map(named).collect();
        let text = format!(
            "Added: {}. Root {}, fingerprint {}.\nThe notice in {} brings it to the stations. Make the kits again, and print \
             their pages: the code is another one.",
            names.join(", "),
            added.root,
            added.fingerprint,
            shown(&desk.home.notice())
        );
        let data = json!({"facilities": added.facilities, "root": added.root,
            "fingerprint": added.fingerprint.to_string(), "notice": shown(&desk.home.notice())});
        Ok(Done::new(text, data))
    }
}

#[derive(Args)]
pub struct MakeKit {
    /// Short name of the facility.
    facility: Slug,
}

impl MakeKit {
    pub fn run(self, desk: &Desk) -> Result<Done, Problem> {
        let keys = desk.keys(&[KeyName::Office])?;
        let words = desk.words();
        let day = desk.day(desk.now());
        let made = kit::make(&desk.home, &keys, &self.facility, &desk.clock, &|key| words.get(key), &day)?;
        let text = format!(
            "Kit for the stick: {}\nPage to print, which travels apart: {}\nCode on the page: {}",
            shown(&made.folder),
            shown(&made.page),
            made.fingerprint
        );
        let data = json!({"folder": shown(&made.folder), "page": shown(&made.page),
            "fingerprint": made.fingerprint.to_string()});
        Ok(Done::new(text, data))
    }
}
