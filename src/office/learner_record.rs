//! All certificates of a person that are in force, in one file signed by the issuer's key: a Comprehensive Learner Record
//! 2.0, see [`crate::format::certificate::clr`].

use super::documents;
use super::dossier::Dossier;
use super::home::OfficeHome;
use super::keys::{KeyName, Keys};
use crate::format::certificate::clr::{self, MEMBERS_MAX, Record};
use crate::model::ports::{Clock, Random};
use crate::model::problem::{Code, Problem};
use crate::text::Words;

/// The attachment's and the file's name.
pub const NAME: &str = "learner-record.json";

/// Signs the record of a person.
///
/// # Errors
/// [`Code::RecordEmpty`], a missing issuer key, the disk's.
pub fn sign(
    home: &OfficeHome,
    keys: &Keys,
    dossier: &Dossier,
    (clock, random): (&dyn Clock, &dyn Random),
) -> Result<Vec<u8>, Problem> {
    let good = dossier.certificates.iter().filter(|row| row.revoked.is_none());
    let members: Vec<Vec<u8>> = good.map(|row| row.file.clone()).collect();
    if members.is_empty() || members.len() > MEMBERS_MAX {
        return Err(Problem::new(Code::RecordEmpty).with("person", &dossier.person.name));
    }
    let (config, trust) = (home.config()?, documents::read(home)?);
    let office = trust.root.office(&config.office).filter(|_| config.names_issuer);
    let person = &dossier.person;
    let words = Words::for_tag(person.lang.as_str());
    let record = Record {
        id: uuid::Builder::from_custom_bytes(random.bytes16()).into_uuid(),
        issuer_name: office.map(|office| office.name.clone()),
        name: person.name.clone(),
        title: format!("{} – {}", words.get("transcript-title"), person.name),
        made_ms: clock.wall_ms(),
        members,
    };
    clr::issue(&record, &keys.signing(KeyName::Issuer)?).map_err(|fault| Problem::new(Code::Internal).because(fault))
}
