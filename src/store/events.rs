//! Appending, in one transaction each time.

use super::{Checkpoint, Store, StoreError};
use crate::model::event::{Draft, Event};

impl Store {
    /// Appends one event. Once this returns it is on the disk.
    ///
    /// # Errors
    /// [`StoreError`]; nothing was written.
    pub fn append(&mut self, draft: Draft) -> Result<Event, StoreError> {
        self.write(|writer| writer.append(draft))
    }

    /// Appends several events, all or none.
    ///
    /// # Errors
    /// [`StoreError`]; nothing was written.
    pub fn append_all(&mut self, drafts: Vec<Draft>) -> Result<Vec<Event>, StoreError> {
        self.write(|writer| drafts.into_iter().map(|draft| writer.append(draft)).collect())
    }

    /// Appends several events and sets the sitting's checkpoint to what stands after them, all or none.
    ///
    /// # Errors
    /// [`StoreError`]; nothing was written.
    pub fn append_with_checkpoint(&mut self, drafts: Vec<Draft>, after: &Checkpoint) -> Result<Vec<Event>, StoreError> {
        self.write(|writer| {
            let events = drafts.into_iter().map(|draft| writer.append(draft)).collect::<Result<_, _>>()?;
            writer.set_checkpoint(after)?;
            Ok(events)
        })
    }
}
