//! Mistakes put right: which events count for nothing, and which count as something else. Nothing is deleted.
//!
//! A correction stands unless another names it in `supersedes` (whether or not that one is superseded in turn: a new
//! correction says all that is to hold). Of several standing corrections of one event the latest holds. Only staff and
//! the office correct.

use super::fold::Order;
use super::stamp::Stamp;
use crate::model::event::{Body, CorrectionAction, Event};
use crate::model::id::Hash;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The corrections known of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Corrections {
    known: BTreeMap<Hash, Known>,
    /// Which correction holds for an event.
    holding: BTreeMap<Hash, Hash>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    order: Order,
    targets: Vec<Hash>,
    supersedes: Vec<Hash>,
    /// The body in the targets' place; none voids them.
    body: Option<Value>,
}

impl Corrections {
    pub(super) fn of<'a>(events: impl Iterator<Item = &'a Event>) -> Self {
        let mut all = Self::default();
        for event in events {
            all.learn(event);
        }
        all.settle();
        all
    }

    /// Takes one more; says whether it was not known.
    pub(super) fn take(&mut self, event: &Event) -> bool {
        let is_new = self.learn(event);
        if is_new {
            self.settle();
        }
        is_new
    }

    /// What counts in the place of `event`: itself (`None`), nothing, or another body.
    pub(super) fn instead_of(&self, event: &Event) -> Option<Option<Body>> {
        let holding = self.known.get(self.holding.get(&event.hash)?)?;
        // A replacement of a shape this version does not know still voids what it stands for.
        let body = holding.body.as_ref().map(|value| Body::read(&event.header.kind, value.clone()));
        Some(body.filter(|body| !matches!(body, Body::Opaque { .. } | Body::Correction(_))))
    }

    fn learn(&mut self, event: &Event) -> bool {
        let Some(Body::Correction(body)) = event.body() else { return false };
        if !Stamp::of(event).is_by_authority() || self.known.contains_key(&event.hash) {
            return false;
        }
        let replacement = match body.action {
            CorrectionAction::Void => None,
            CorrectionAction::Replace => body.body.clone(),
        };
        let known = Known {
            order: event.order(),
            targets: body.targets.clone(),
            supersedes: body.supersedes.clone(),
            body: replacement,
        };
        self.known.insert(event.hash, known);
        true
    }

    fn settle(&mut self) {
        let superseded: BTreeSet<Hash> =
            self.known.values().flat_map(|known| known.supersedes.iter().copied()).collect();
        let mut standing: Vec<_> = self.known.iter().filter(|(hash, _)| !superseded.contains(hash)).collect();
        standing.sort_by_key(|(_, known)| known.order);
        self.holding = standing
            .into_iter()
            .flat_map(|(hash, known)| known.targets.iter().map(|target| (*target, *hash)))
            .collect();
    }
}
