//! When and where an event happened, as the fold needs it.

use super::fold::Order;
use crate::model::event::{Actor, Event};
use crate::model::id::{EpochId, Hash, StationId};

/// Of one event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stamp {
    pub order: Order,
    pub station: StationId,
    pub epoch: EpochId,
    pub wall_ms: u64,
    pub mono_ms: u64,
    actor: Actor,
}

impl Stamp {
    pub(super) fn of(event: &Event) -> Self {
        let header = &event.header;
        Self {
            order: event.order(),
            station: header.station,
            epoch: header.epoch,
            wall_ms: header.wall,
            mono_ms: header.mono,
            actor: header.actor,
        }
    }

    /// Of what is not an event yet: after all others, at a place of its own.
    pub(super) fn pending(active_ms: u64) -> Self {
        Self {
            order: (u64::MAX, Hash([0xff; 32])),
            station: StationId([0; 16]),
            epoch: EpochId([0; 16]),
            wall_ms: active_ms,
            mono_ms: active_ms,
            actor: Actor::Station,
        }
    }

    /// Whether the learner did it: what nobody else can choose.
    pub(super) fn is_by_learner(&self) -> bool {
        matches!(self.actor, Actor::Learner(_))
    }

    /// Whether staff or the office did it: what a learner or the program cannot do alone.
    pub(super) fn is_by_authority(&self) -> bool {
        matches!(self.actor, Actor::Staff(_) | Actor::Office)
    }
}
