//! Copies of the records, and bringing them back, with what was signed after the copy.

use super::room::Room;
use super::told::Told;
use super::view::{BroughtBackView, SavedView};
use crate::model::problem::Problem;
use crate::office::{backup, documents, forgotten};
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

/// Brings documents back from a stick or kit, and puts them into the notice.
pub(super) fn bring_back(room: &mut Room, from: &Path) -> Result<Told, Problem> {
    let back = forgotten::bring_back(&room.home, from)?;
    documents::publish(&room.home)?;
    let trust = &back.trust;
    Ok(Told::BroughtBack(BroughtBackView {
        is_news: back.is_news,
        versions: [trust.root.version, trust.catalogue.version, trust.policy.version],
        facilities: room.facilities()?,
    }))
}
