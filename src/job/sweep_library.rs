//! Tidying the library at program start, while the home is ours alone.

use super::pack_head::disk_problem;
use super::trust::held_trust;
use crate::library::home::Home;
use crate::library::sweep::{Swept, sweep};
use crate::model::id::Hash;
use crate::model::problem::Problem;
use crate::model::trust::Approval;
use crate::store::Store;

/// Sweeps what a power cut or a kill left behind. Before set-up there is nothing to sweep.
///
/// # Errors
/// The disk's or the database's.
pub fn sweep_library(home: &Home, store: &Store) -> Result<Swept, Problem> {
    if store.station()?.is_none() {
        return Ok(Swept::default());
    }
    let trust = held_trust(store)?;
    let installed: Vec<Hash> = store.packs()?.into_iter().map(|pack| pack.manifest).collect();
    let is_wanted = |manifest: &Hash| matches!(trust.catalogue.approval(manifest), Approval::Approved(_));
    sweep(home, &installed, &is_wanted).map_err(|fault| disk_problem(&fault))
}
