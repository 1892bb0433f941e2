//! Coming in: is there an office, making one, opening its keys.

use super::ask::NewOfficeForm;
use super::room::Room;
use super::told::Told;
use super::view::{EnteredView, StartView};
use crate::model::id::{PackId, Slug};
use crate::model::problem::{Code, Problem};
use crate::model::trust::Settings;
use crate::office::init::{NewOffice, init};
use crate::office::keys::{KeyName, Keys};
use crate::office::{documents, facilities, look};
use crate::worker::Secret;

/// The least length of a passphrase, as at the command line.
const PASSPHRASE_CHARS_MIN: usize = 15;

/// Whether there is an office here.
pub(super) fn start(room: &Room) -> Result<Told, Problem> {
    let mut view = StartView {
        folder: std::path::absolute(room.home.root()).unwrap_or_else(|_| room.home.root().to_owned()),
        exists: room.home.exists(),
        is_wrapped: false,
        name: String::new(),
        language: "en".to_owned(),
        by: room.options.by.clone(),
        look: look::read(&room.home),
    };
    if view.exists {
        let (config, trust) = (room.home.config()?, documents::read(&room.home)?);
        let keys = Keys::new(&room.home, None);
        view.is_wrapped = KeyName::ALL.iter().any(|name| keys.is_wrapped(*name));
        view.name = trust.root.office(&config.office).map(|office| office.name.clone()).unwrap_or_default();
        view.language = config.language;
    }
    Ok(Told::Start(view))
}

/// Makes an office; whoever made it is in.
pub(super) fn make(room: &mut Room, form: &NewOfficeForm) -> Result<Told, Problem> {
    if form.passphrase.as_str().chars().count() < PASSPHRASE_CHARS_MIN {
        return Err(Problem::new(Code::PassphraseShort));
    }
    let missing = |entry: &str| Problem::new(Code::EntryMissing).with("entry", entry);
    let names: Vec<&str> = form.facilities.iter().map(String::as_str).collect();
    let facilities = facilities::named(&names, &[]);
    if form.agency.trim().is_empty() || form.name.trim().is_empty() {
        return Err(missing("name"));
    }
    if facilities.is_empty() {
        return Err(missing("facility"));
    }
    let fixed = |text: &str| Slug::parse(text).expect("our own names are slugs");
    let new = NewOffice {
        agency: form.agency.trim().to_owned(),
        office: fixed("records"),
        office_name: form.name.trim().to_owned(),
        facilities,
        publisher: fixed("publisher"),
        publisher_name: "Publisher".to_owned(),
        prefixes: vec![PackId::parse("org.foothold").expect("our own name is a pack's")],
        settings: Settings { tz: form.tz.clone(), ..Settings::default() },
        language: form.language.clone(),
        names_issuer: form.names_issuer,
    };
    let secret = zeroize::Zeroizing::new(form.passphrase.as_str().to_owned());
    let keys = Keys::new(&room.home, Some(secret));
    let fingerprint = init(&room.home, &new, &keys, room.options.work, &*room.clock, &*room.random)?;
    let by = room.options.by.clone();
    room.enter(&by, Some(keys));
    entered(room, Some(fingerprint.to_string()))
}

/// Comes in.
pub(super) fn enter(room: &mut Room, passphrase: Option<&Secret>, by: &str) -> Result<Told, Problem> {
    room.home.config()?;
    let bare = Keys::new(&room.home, None);
    let is_wrapped = KeyName::ALL.iter().any(|name| bare.is_wrapped(*name));
    let keys = match (passphrase, is_wrapped) {
        (Some(passphrase), _) => Some(room.try_keys(Some(passphrase))?),
        (None, false) => Some(bare),
        (None, true) => None, // to look only
    };
    let by = if by.trim().is_empty() { room.options.by.clone() } else { by.to_owned() };
    room.enter(&by, keys);
    entered(room, None)
}

fn entered(room: &mut Room, made: Option<String>) -> Result<Told, Problem> {
    room.registry()?; // a registry that cannot be opened is told here, not at the first page
    let (config, trust) = (room.home.config()?, documents::read(&room.home)?);
    let office = trust.root.office(&config.office).ok_or_else(|| Problem::new(Code::OfficeDamaged))?;
    Ok(Told::Entered(EnteredView {
        name: office.name.clone(),
        agency: trust.root.agency.clone(),
        tz: config.tz,
        facilities: office.facilities.clone(),
        office: config.office,
        by: room.by.clone().unwrap_or_default(),
        has_keys: room.has_keys(),
        made,
    }))
}
