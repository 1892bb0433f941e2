//! Key slots: the station's secret keys, wrapped once for each member of staff and once for the recovery code.

use super::{Store, StoreError, Writer, row};
use crate::model::event::Actor;
use crate::model::id::StaffId;
use rusqlite::{OptionalExtension as _, params};

/// Whose slot it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotOwner {
    /// A member of staff, by passphrase.
    Staff(StaffId),
    /// Whoever holds the printed code.
    Recovery,
}

impl SlotOwner {
    fn text(self) -> String {
        match self {
            Self::Staff(staff) => Actor::Staff(staff).to_string(),
            Self::Recovery => "recovery".to_owned(),
        }
    }

    fn parse(text: &str) -> Option<Self> {
        match Actor::parse(text) {
            Some(Actor::Staff(staff)) => Some(Self::Staff(staff)),
            _ => (text == "recovery").then_some(Self::Recovery),
        }
    }
}

/// One wrapping of the station's keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySlot {
    /// Whose.
    pub owner: SlotOwner,
    /// An age file with one scrypt recipient.
    pub wrapped: Vec<u8>,
}

impl Writer<'_> {
    /// Writes a slot, over the one its owner has.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_key_slot(&mut self, slot: &KeySlot) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO key_slots(owner, wrapped) VALUES(?1, ?2) ON CONFLICT(owner) DO UPDATE SET wrapped = excluded.wrapped",
            )?
            .execute(params![slot.owner.text(), slot.wrapped])?;
        Ok(())
    }

    /// Takes a slot away.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn remove_key_slot(&mut self, owner: SlotOwner) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM key_slots WHERE owner = ?1")?.execute([owner.text()])?;
        Ok(())
    }
}

impl Store {
    /// The slot of `owner`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn key_slot(&self, owner: SlotOwner) -> Result<Option<KeySlot>, StoreError> {
        let wrapped: Option<Vec<u8>> = self
            .db
            .prepare_cached("SELECT wrapped FROM key_slots WHERE owner = ?1")?
            .query_row([owner.text()], |row| row.get(0))
            .optional()?;
        Ok(wrapped.map(|wrapped| KeySlot { owner, wrapped }))
    }

    /// Whose slots there are.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn key_slot_owners(&self) -> Result<Vec<SlotOwner>, StoreError> {
        let mut query = self.db.prepare_cached("SELECT owner FROM key_slots ORDER BY owner")?;
        let rows = query.query_map([], |row| row.get::<_, String>(0))?;
        rows.map(|text| SlotOwner::parse(&text?).ok_or_else(|| row::damaged("key slot"))).collect()
    }
}
