//! Copies of the records, and bringing them back.

use super::room::Room;
use super::told::Told;
use super::view::SavedView;
use crate::model::problem::Problem;
use crate::office::backup;
use std::path::Path;

/// Makes a checked copy in a new folder of `to`.
pub(super) fn backup(room: &mut Room, to: &Path) -> Result<Told, Problem> {
    let folder = to.join(format!("office-backup-{}", room.now() / 1000));
    let home = room.home.clone();
    backup::backup(&home, room.registry()?, &folder)?;
    Ok(Told::Saved(SavedView { folder, files: 1 }))
}

/// Brings a copy back into the office's empty folder.
pub(super) fn restore(room: &mut Room, from: &Path) -> Result<Told, Problem> {
    room.close_registry();
    backup::restore(from, &room.home)?;
    super::start::start(room)
}
