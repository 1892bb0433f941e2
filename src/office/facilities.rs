//! The places that an office serves. They stand in the root, so another one takes the next root: signed with the root
//! key, it reaches the stations with the next notice, and kits are made from it.

use super::documents;
use super::forgotten;
use super::home::OfficeHome;
use super::keys::{KeyName, Keys};
use super::registry::Registry;
use crate::format::limits::ROOTS_MAX;
use crate::format::trust::{self, root_file};
use crate::model::id::Slug;
use crate::model::problem::{Code, Problem};
use crate::model::text::plain;
use crate::model::trust::{Facility, Fingerprint, ROLE_ROOT};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization as _;

/// Longest short name that is made of a name.
const SLUG_CHARS_MAX: usize = 40;
/// Longest name, in characters.
const NAME_CHARS_MAX: usize = 120;

/// Places that were added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// The new ones.
    pub facilities: Vec<Facility>,
    /// The version of the root that lists them.
    pub root: u64,
    /// Its code, which stands on the pages of kits from now on.
    pub fingerprint: Fingerprint,
}

/// Adds places by their names, all or none.
///
/// # Errors
/// [`Code::EntryMissing`] if there is no name, or one that is too long; [`Code::FacilityTaken`]; [`Code::KeyMissing`] of
/// the root key, also where roots are signed by several; [`Code::OfficeBehind`] if stations hold a newer root, which the
/// next one must follow; the disk's.
pub fn add(home: &OfficeHome, registry: &Registry, keys: &Keys, names: &[String], now: u64) -> Result<Added, Problem> {
    let (office, held) = (home.config()?.office, documents::hold(home)?);
    let [newest, ..] = forgotten::newest(registry, held.trust())?;
    let mut root = held.trust().root.clone().into_inner();
    if newest > root.version {
        return Err(Problem::new(Code::OfficeBehind).with("file", root_file(newest)));
    }
    let place = root.offices.iter_mut().find(|known| known.id == office);
    let place = place.ok_or_else(|| Problem::new(Code::OfficeDamaged))?;
    let names: Vec<&str> = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let is_sane = |name: &&str| name.chars().count() <= NAME_CHARS_MAX && !name.chars().any(char::is_control);
    if names.is_empty() || !names.iter().all(is_sane) {
        return Err(Problem::new(Code::EntryMissing).with("entry", "facility"));
    }
    let said = |name: &str| plain(&name.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut known: BTreeSet<String> = place.facilities.iter().map(|facility| said(&facility.name)).collect();
    if let Some(twice) = names.iter().find(|name| !known.insert(said(name))) {
        return Err(Problem::new(Code::FacilityTaken).with("facility", twice));
    }
    let facilities = named(&names, &place.facilities);
    place.facilities.extend(facilities.iter().cloned());
    if root.role(ROLE_ROOT).is_none_or(|role| role.threshold > 1) {
        return Err(Problem::new(Code::KeyMissing).with("key", "root").because("several must sign this root"));
    }
    (root.version, root.created) = (root.version + 1, now);
    if root.version > ROOTS_MAX as u64 {
        return Err(Problem::new(Code::OfficeDamaged).with("file", "root").because("a notice holds no more roots"));
    }
    let signed = trust::sign_root(&root, &[&keys.signing(KeyName::Root)?])
        .map_err(|fault| Problem::new(Code::Internal).because(fault))?;
    let fingerprint = held.write(&root_file(root.version), &signed)?.fingerprint();
    Ok(Added { facilities, root: root.version, fingerprint })
}

/// Places of these names, with short names that differ from each other and from those `known`.
#[must_use]
pub fn named(names: &[&str], known: &[Facility]) -> Vec<Facility> {
    let mut taken: BTreeSet<String> = known.iter().map(|facility| facility.id.to_string()).collect();
    let mut out = Vec::new();
    for name in names.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        let stem = slug_of(name);
        let numbered = |n: u32| if n == 1 { stem.clone() } else { format!("{stem}-{n}") };
        let free = (1..).map(numbered).find(|text| !taken.contains(text)).unwrap_or_else(|| stem.clone());
        if let Ok(id) = Slug::parse(&free) {
            taken.insert(free);
            out.push(Facility { id, name: name.to_owned() });
        }
    }
    out
}

/// A name in small letters a–z, digits and single hyphens.
fn slug_of(name: &str) -> String {
    let mut out = String::new();
    for c in name.nfkd().filter(char::is_ascii).flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(SLUG_CHARS_MAX);
    let out = out.trim_matches('-');
    if out.is_empty() { "place".to_owned() } else { out.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_get_short_names_that_differ() {
        let known = [Facility { id: Slug::parse("place").unwrap(), name: "Place".into() }];
        let places = named(&["North Facility", "north  facility!", "Centro Día", "東", " "], &known);
        let short: Vec<String> = places.into_iter().map(|place| place.id.to_string()).collect();
        assert_eq!(short, ["north-facility", "north-facility-2", "centro-dia", "place-2"]);
    }
}
