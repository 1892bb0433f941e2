//! Which bodies stay on the station when its log is carried out: free text unless policy says otherwise, a journal always,
//! and of what learners put into their packets all that is not in it any more.

use super::follow::Followed;
use crate::model::event::{Body, Event};
use crate::model::id::{Hash, LearnerId};
use crate::model::problem::Problem;
use crate::model::trust::FreeText;
use crate::store::Store;
use std::collections::{BTreeMap, BTreeSet};

/// Decides for one export.
pub(super) struct Withheld<'a> {
    store: &'a Store,
    discloses_text: bool,
    /// The choices that stand, of whom they were asked for.
    packets: BTreeMap<LearnerId, BTreeSet<Hash>>,
}

impl<'a> Withheld<'a> {
    /// Under a policy.
    pub(super) fn under(store: &'a Store, policy: FreeText) -> Self {
        Self { store, discloses_text: policy == FreeText::Reviewed, packets: BTreeMap::new() }
    }

    /// Whether the body of this event stays here.
    pub(super) fn has(&mut self, event: &Event) -> Result<bool, Problem> {
        let Some(body) = event.body() else { return Ok(false) };
        if body.is_private() || (!self.discloses_text && body.has_free_text()) {
            return Ok(true);
        }
        match (body, event.header.learner) {
            (Body::PacketChosen(page), Some(learner)) if page.text.is_some() => {
                Ok(!self.packet(learner)?.contains(&event.hash))
            }
            _ => Ok(false),
        }
    }

    fn packet(&mut self, learner: LearnerId) -> Result<&BTreeSet<Hash>, Problem> {
        if !self.packets.contains_key(&learner) {
            let followed = Followed::of(self.store, learner)?;
            let standing = followed.fold().keepings().packet_choices().copied().collect();
            self.packets.insert(learner, standing);
        }
        Ok(&self.packets[&learner])
    }
}
