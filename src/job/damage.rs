//! Damage of installed packs: written down once, and over when the pack is carried in again.

use crate::library::reader::Damage;
use crate::model::event::{Body, Draft, Event, StationDamage};
use crate::model::id::Hash;
use crate::model::problem::Problem;
use crate::store::{Store, StoreError, Writer};
use std::collections::BTreeMap;

/// Writes `station.damage` for each place that is not known yet. How many were new.
///
/// # Errors
/// The database's.
pub fn note(store: &mut Store, found: Vec<Damage>) -> Result<usize, Problem> {
    if found.is_empty() || store.station()?.is_none() {
        return Ok(0);
    }
    let known = outstanding(store)?;
    let bodies = found.into_iter().map(body).filter(|body| !known.contains(body)).collect::<Vec<_>>();
    store.write(|writer| -> Result<(), StoreError> {
        for body in &bodies {
            append(writer, body.clone())?;
        }
        Ok(())
    })?;
    Ok(bodies.len())
}

/// The event's body for a damage that a reader met.
#[must_use]
pub fn body(damage: Damage) -> StationDamage {
    StationDamage { pack: damage.manifest, file: damage.path, chunk: damage.chunk }
}

/// Writes one of them.
pub(super) fn append(writer: &mut Writer<'_>, body: StationDamage) -> Result<(), StoreError> {
    writer.append(Draft::station(Body::StationDamage(body)))?;
    Ok(())
}

/// The damage of packs that are here and were not carried in again since, in the order it was met.
///
/// # Errors
/// The database's.
pub fn outstanding(store: &Store) -> Result<Vec<StationDamage>, Problem> {
    let packs = store.packs()?;
    let mut open: BTreeMap<(Hash, String, u64), u64> = BTreeMap::new();
    let imported = store.notable_events("pack.imported")?;
    let mended_after = |manifest: &Hash, lamport: u64| {
        imported.iter().any(|event| is_import_of(event, manifest) && event.header.lamport > lamport)
    };
    for event in store.notable_events("station.damage")? {
        let Some(Body::StationDamage(damage)) = event.body() else { continue };
        let is_here = packs.iter().any(|pack| pack.manifest == damage.pack);
        if is_here && !mended_after(&damage.pack, event.header.lamport) {
            open.entry((damage.pack, damage.file.clone(), damage.chunk)).or_insert(event.header.lamport);
        }
    }
    let mut found: Vec<_> = open.into_iter().collect();
    found.sort_by_key(|(_, lamport)| *lamport);
    Ok(found.into_iter().map(|((pack, file, chunk), _)| StationDamage { pack, file, chunk }).collect())
}

fn is_import_of(event: &Event, manifest: &Hash) -> bool {
    matches!(event.body(), Some(Body::PackImported(imported)) if imported.manifest == *manifest)
}
