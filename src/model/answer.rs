//! What a learner answered: one shape for each kind of question, as kept in `quiz.answered` and shown again later.
//!
//! Only ids and the learner's own words; no right or wrong.

use super::id::{OptionId, Slug};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An answer to one question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Answer {
    /// One option (single).
    Choice {
        /// Which.
        option: OptionId,
    },
    /// Some options (multiple).
    Choices {
        /// Which, in any order.
        options: Vec<OptionId>,
    },
    /// Yes or no (true_false).
    Truth {
        /// Which.
        value: bool,
    },
    /// A number as typed (numeric), perhaps with its unit in the same text.
    Number {
        /// As typed.
        text: String,
        /// The unit, if it was chosen apart.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
    },
    /// Words as typed (short and open).
    Words {
        /// As typed.
        text: String,
    },
    /// Items in the order given (order).
    Order {
        /// First to last.
        items: Vec<OptionId>,
    },
    /// Left and right put together (match).
    Pairs {
        /// Left, right.
        pairs: Vec<(OptionId, OptionId)>,
    },
    /// Each gap's filling (gaps): words, or the id of the chosen option.
    Gaps {
        /// By gap.
        gaps: BTreeMap<Slug, String>,
    },
    /// Places pointed at (point), in ‰ of the picture's width and height.
    Points {
        /// Across, down.
        at: Vec<(u32, u32)>,
    },
}

impl Answer {
    /// Whether nothing was answered: such an answer is right of nothing and need not be kept.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Choice { .. } | Self::Truth { .. } => false,
            Self::Choices { options } => options.is_empty(),
            Self::Number { text, .. } | Self::Words { text } => text.trim().is_empty(),
            Self::Order { items } => items.is_empty(),
            Self::Pairs { pairs } => pairs.is_empty(),
            Self::Gaps { gaps } => gaps.values().all(|text| text.trim().is_empty()),
            Self::Points { at } => at.is_empty(),
        }
    }

    /// Whether it holds words the learner typed, which a policy may keep on the station.
    #[must_use]
    pub fn is_free_text(&self) -> bool {
        match self {
            Self::Number { .. } | Self::Words { .. } | Self::Gaps { .. } => true,
            Self::Choice { .. } | Self::Choices { .. } | Self::Truth { .. } => false,
            Self::Order { .. } | Self::Pairs { .. } | Self::Points { .. } => false,
        }
    }
}
