//! What a learner takes along when they leave, as far as it is of their own choice.

use super::JournalRow;
use crate::model::id::Slug;
use crate::model::trust::FreeText;

/// The pages of a packet, and those that could be in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketView {
    /// What becomes of what learners write here: only under `reviewed` can anything be put in.
    pub free_text: FreeText,
    /// Entries of the journal, the latest first, then notes, then what is in the packet alone.
    pub rows: Vec<PacketRow>,
}

impl PacketView {
    /// How many pages are in the packet.
    #[must_use]
    pub fn count(&self) -> usize {
        self.rows.iter().filter(|row| row.chosen.is_some()).count()
    }
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PacketRow {
    /// Its name in the packet.
    pub entry: Slug,
    /// What it is.
    pub of: PacketPage,
    /// The words that would go in now.
    pub words: String,
    /// The words that are in.
    pub chosen: Option<String>,
}

impl PacketRow {
    /// An entry of the journal.
    #[must_use]
    pub fn of_journal(row: JournalRow, chosen: Option<String>) -> Self {
        Self { entry: row.entry, of: PacketPage::Entry { day: row.day }, words: row.text, chosen }
    }

    /// Whether its words were changed after it was put in.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        let Some(chosen) = &self.chosen else { return false };
        match &self.of {
            // The name above a note is that of the day it was put in, in the language of that day.
            PacketPage::Note { note, .. } => {
                chosen != note && chosen.split_once('\n').is_none_or(|(_, under_name)| under_name != note)
            }
            PacketPage::Entry { .. } | PacketPage::Gone => *chosen != self.words,
        }
    }
}

/// What a page of a packet is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PacketPage {
    /// An entry of the journal: when it was begun, `YYYY-MM-DD`; empty if its name does not say.
    Entry {
        /// The day.
        day: String,
    },
    /// A note.
    Note {
        /// The lesson's name; none where it is not on this station.
        lesson: Option<String>,
        /// Its words without that name.
        note: String,
    },
    /// It is in the packet, and not on this station any more.
    Gone,
}
