//! "Try it": a station set up by a throw-away office on the same computer, with two people and one member of staff
//! whose PINs and passphrase everybody may know. It is marked in its kit, shown on every screen, and never exports.

mod office;

use self::office::TryOutOffice;
use super::notice::take_notice_files;
use super::people;
use super::setup::{SetUpAnswers, set_up};
use super::sign_in::Effort;
use super::start::{OpenHome, open};
use super::trust::KitSeen;
use crate::format::dsse::{self, DocumentKind};
use crate::format::json;
use crate::library::home::Home;
use crate::library::reader::PackReader;
use crate::model::event::Actor;
use crate::model::id::{Hash, Lang, PackId};
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use zeroize::Zeroizing;

/// Whom the try-out knows: name, number, PIN, language.
pub const PEOPLE: [(&str, &str, &str, &str); 2] =
    [("Sam Rivera", "1001", "246801", "en"), ("Lucía Ortiz", "1002", "135790", "es")];
/// The member of staff.
pub const STAFF_NAME: &str = "Alex Morgan";
/// Their passphrase.
pub const STAFF_PASSPHRASE: &str = "try foothold today";

/// A try-out that is ready but for its packs.
#[derive(Debug)]
pub struct TryOut {
    /// Its home, open.
    pub open: OpenHome,
    /// Packs that are approved but not installed yet: to be carried in as always.
    pub to_import: Vec<PathBuf>,
}

/// A pack to approve.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offered {
    pack: PackId,
    version: u64,
    manifest: Hash,
    payload: Vec<u8>,
}

/// Opens the try-out of `home`, making it if it is not there. Each of `packs` is then approved in it.
///
/// # Errors
/// A pack that does not read; the disk's and the database's.
pub fn prepare(
    home: &Home,
    packs: &[PathBuf],
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
) -> Result<TryOut, Problem> {
    let offered = packs.iter().map(|path| offer(path)).collect::<Result<Vec<_>, _>>()?;
    let mut open = open(&home.tryout(), clock.clone(), random.clone())?;
    let path = open.home.keys().join("try-out-office.json");
    let is_set_up = open.store.station()?.is_some();
    let mut office = if is_set_up { TryOutOffice::load(&path)? } else { TryOutOffice::fresh(&*random) };
    office.approve(&offered, clock.wall_ms());
    office.save(&path)?; // first: whatever the station holds, the office knows that it signed it
    if is_set_up {
        take_notice_files(&mut open.store, &office.documents()?, Actor::Station)?;
    } else {
        found(&mut open, &office)?;
    }
    let mut to_import = Vec::new();
    for (path, offer) in packs.iter().zip(&offered) {
        if open.store.pack(&offer.manifest)?.is_none() {
            to_import.push(path.clone());
        }
    }
    Ok(TryOut { open, to_import })
}

/// Sets the station up and adds its people.
fn found(open: &mut OpenHome, office: &TryOutOffice) -> Result<(), Problem> {
    let internal = |fault: String| Problem::new(Code::Internal).because(fault);
    let kit = KitSeen::open(office.documents()?, &office.kit()?).map_err(|fault| internal(fault.to_string()))?;
    let answers = SetUpAnswers {
        fingerprint: kit.trust().fingerprint().to_string(),
        station: "Foothold".into(),
        administrator: STAFF_NAME.into(),
        passphrase: Zeroizing::new(STAFF_PASSPHRASE.into()),
        effort: Some(Effort::Trifle),
    };
    let done = set_up(&mut open.store, kit, &answers)?;
    for (name, number, pin, lang) in PEOPLE {
        let lang = Lang::parse(lang).map_err(|fault| internal(fault.to_string()))?;
        let new = people::NewLearner { name: name.into(), number: number.into(), birth_year: None, lang };
        let (learner, _one_time) = people::add(&mut open.store, Actor::Staff(done.administrator), &new)?;
        people::choose_pin(&mut open.store, learner.id, pin)?;
    }
    Ok(())
}

fn offer(path: &Path) -> Result<Offered, Problem> {
    let refused = |fault: String| Problem::new(Code::PackNotAPack).with("file", path.display()).because(fault);
    let reader = PackReader::open_any(path).map_err(|fault| refused(fault.to_string()))?;
    let payload = json::to_canonical(reader.manifest()).map_err(|fault| refused(fault.to_string()))?;
    let manifest = reader.manifest();
    Ok(Offered { pack: manifest.pack_id.clone(), version: manifest.version, manifest: reader.hash(), payload })
}

/// The throw-away publisher's signature over a pack's manifest, which travels in the catalogue.
fn countersign(offer: &Offered, key: &crate::crypto::sign::SecretKey) -> crate::model::trust::DetachedSignature {
    dsse::sign_detached(DocumentKind::Pack, &offer.payload, key)
}

/// A kit in `folder`, of an office made for it.
#[cfg(test)]
pub(super) fn tests_kit(folder: &Path) -> PathBuf {
    use crate::format::trust::{CATALOGUE_FILE, KIT_FILE, POLICY_FILE, root_file};
    let mut office = TryOutOffice::fresh(&crate::system::SystemRandom);
    office.approve(&[], 1);
    let files = office.documents().unwrap();
    std::fs::create_dir_all(folder).unwrap();
    for (name, bytes) in [
        (root_file(1), &files.roots[0]),
        (CATALOGUE_FILE.into(), &files.catalogue),
        (POLICY_FILE.into(), &files.policy),
        (KIT_FILE.into(), &office.kit().unwrap()),
    ] {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    folder.to_owned()
}
