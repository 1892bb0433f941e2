//! Keys, kits, and the list of approved packs.

use super::post::Steps;
use super::room::{AtWork, Room};
use super::told::Told;
use super::view::{FacilitiesView, KeyRow, KeysView, KitView, OfficeStep, PackRow};
use crate::model::id::{Hash, Slug};
use crate::model::problem::Problem;
use crate::model::trust::Settings;
use crate::office::keys::{KeyName, Keys};
use crate::office::policy::{self, PolicyChange};
use crate::office::{approve, documents, facilities, kit, paper_words, receipts};
use std::fs;
use std::path::PathBuf;

/// The keys and documents of the office.
pub(super) fn keys(room: &mut Room) -> Result<Told, Problem> {
    let facilities = room.facilities()?;
    let keys = Keys::new(&room.home, None);
    let trust = documents::read(&room.home)?;
    let courses = room.registry()?.courses()?;
    let pack_row = |pack: &crate::model::trust::ApprovedPack| PackRow {
        pack: pack.id.to_string(),
        version: pack.version,
        manifest: pack.manifest,
        courses: courses
            .iter()
            .filter(|row| row.manifest == pack.manifest)
            .map(|row| row.course.title.get(row.course.first_language(), row.course.first_language()).to_owned())
            .collect(),
    };
    let key_row =
        |name: &KeyName| KeyRow { name: name.as_str(), is_here: keys.has(*name), is_wrapped: keys.is_wrapped(*name) };
    Ok(Told::Keys(Box::new(KeysView {
        folder: room.home.keys(),
        keys: KeyName::ALL.iter().map(key_row).collect(),
        fingerprint: trust.fingerprint().to_string(),
        versions: [trust.root.version, trust.catalogue.version, trust.policy.version],
        signed_ms: trust.created(),
        packs: trust.catalogue.packs().map(pack_row).collect(),
        withdrawn: trust.catalogue.withdrawn.len() as u64,
        settings: trust.policy.settings.clone(),
        facilities,
    })))
}

/// Makes a facility's kit, in the office's language.
pub(super) fn make_kit(room: &mut Room, facility: &Slug) -> Result<Told, Problem> {
    let (words, day) = paper_words::of_office(&room.home);
    let today = day(room.now());
    let work = room.at_work()?;
    let made = kit::make(work.home, work.keys, facility, work.clock, &|key| words.get(key), &today)?;
    Ok(Told::KitMade(KitView {
        facility: facility.clone(),
        folder: made.folder,
        page: made.page,
        fingerprint: made.fingerprint.to_string(),
    }))
}

/// Approves packs, all or none, and writes the notice that says so.
pub(super) fn approve(room: &mut Room, packs: &[PathBuf], steps: &mut Steps) -> Result<Told, Problem> {
    let now = room.now();
    let AtWork { home, registry, keys, clock, .. } = room.at_work()?;
    let total = packs.iter().map(|path| fs::metadata(path).map_or(0, |facts| facts.len())).sum();
    let mut done = 0;
    let mut on_bytes = |bytes: usize| {
        done += bytes as u64;
        let at = "keys-checking".to_owned();
        steps.tell(OfficeStep { at, done: done.min(total), total, ..OfficeStep::default() }); // it cannot be stopped
    };
    let (version, _) = approve::approve(home, registry, keys, packs, now, &mut on_bytes)?;
    receipts::write_notice(home, registry, keys, clock)?;
    Ok(Told::Packs { version })
}

/// Withdraws one pack, and writes the notice that says so.
pub(super) fn withdraw(room: &mut Room, manifest: &Hash) -> Result<Told, Problem> {
    let now = room.now();
    let work = room.at_work()?;
    let (version, _) = approve::withdraw(work.home, work.registry, work.keys, &[manifest.to_hex()], now)?;
    receipts::write_notice(work.home, work.registry, work.keys, work.clock)?;
    Ok(Told::Packs { version })
}

/// Signs the next rules of stations, and writes the notice that brings them.
pub(super) fn set_rules(room: &mut Room, settings: &Settings) -> Result<Told, Problem> {
    let now = room.now();
    let work = room.at_work()?;
    let change = PolicyChange { settings: Some(settings.clone()), ..PolicyChange::default() };
    let (policy, is_new) = policy::change(work.home, work.registry, work.keys, &change, now)?;
    if is_new {
        receipts::write_notice(work.home, work.registry, work.keys, work.clock)?;
    }
    Ok(Told::RulesSigned { version: policy.version, is_new })
}

/// Adds places, and writes the notice that says so.
pub(super) fn add_facilities(room: &mut Room, names: &[String]) -> Result<Told, Problem> {
    let now = room.now();
    let work = room.at_work()?;
    let added = facilities::add(work.home, work.registry, work.keys, names, now)?;
    receipts::write_notice(work.home, work.registry, work.keys, work.clock)?;
    Ok(Told::FacilitiesAdded(FacilitiesView {
        facilities: added.facilities,
        fingerprint: added.fingerprint.to_string(),
    }))
}
