//! When and where an event happened, as the fold needs it.

use super::fold::Order;
use crate::model::event::{Actor, Event};
use crate::model::id::{EpochId, StationId};

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

    /// Whether staff or the office did it: what a learner or the program cannot do alone.
    pub(super) fn is_by_authority(&self) -> bool {
        matches!(self.actor, Actor::Staff(_) | Actor::Office)
    }
}
