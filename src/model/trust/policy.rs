//! The policy: how an office's stations behave, and to whom their exports are sealed.

use super::{Ext, Mark};
use crate::model::id::Slug;
use serde::{Deserialize, Serialize};

/// Settings of an office's stations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Whose.
    pub office: Slug,
    /// Of the root's entry for this office.
    pub series: u64,
    /// Rises with each policy.
    pub version: u64,
    /// When it was made, ms since 1970.
    pub created: u64,
    /// age recipients (`age1…`) of every export: the office's. With `recovery` at least two.
    pub recipients: Vec<String>,
    /// The offline recovery key's age recipient.
    pub recovery: String,
    /// How stations behave.
    pub settings: Settings,
    /// Room for later versions.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ext: Ext,
}

impl Policy {
    /// Where this policy stands.
    #[must_use]
    pub fn mark(&self) -> Mark {
        Mark { series: self.series, version: self.version }
    }

    /// Every age recipient of an export for the office, the recovery key last.
    pub fn seal_to(&self) -> impl Iterator<Item = &str> {
        self.recipients.iter().map(String::as_str).chain(std::iter::once(self.recovery.as_str()))
    }
}

/// How stations behave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// IANA time zone, `America/New_York`.
    pub tz: String,
    /// Idle minutes until the screen locks.
    pub idle_lock_min: u64,
    /// Idle minutes until time stops counting as seat time.
    pub idle_seat_min: u64,
    /// Longest sitting, minutes.
    pub session_max_min: u64,
    /// May certificates be printed.
    pub print: bool,
    /// May certificates be saved as PDF.
    pub save_pdf: bool,
    /// What happens to what learners write.
    pub free_text: FreeText,
    /// May learners take up courses themselves.
    pub learner_may_self_enrol: bool,
    /// May learners move between stations of the facility (later).
    pub roaming: bool,
    /// age recipients of inspectors (later).
    pub inspectors: Vec<String>,
    /// Days that exported records are kept at least.
    pub retain_days: u64,
    /// Names as tiles on the sign-in screen.
    pub name_tiles: bool,
    /// Full screen without a way out.
    pub kiosk: bool,
}

/// What happens to what learners write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FreeText {
    /// No places to write.
    Off,
    /// Stays on the station; withheld from exports.
    Local,
    /// Leaves after staff have seen it.
    Reviewed,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            tz: "America/New_York".into(),
            idle_lock_min: 10,
            idle_seat_min: 3,
            session_max_min: 240,
            print: true,
            save_pdf: true,
            free_text: FreeText::Local,
            learner_may_self_enrol: true,
            roaming: false,
            inspectors: Vec::new(),
            retain_days: 365,
            name_tiles: true,
            kiosk: false,
        }
    }
}
