//! The way from the office's threads to the window.

use super::told::{OfficeEvent, Told};
use super::view::OfficeStep;
use crate::model::ports::Clock;
use crate::model::problem::Problem;
use crate::worker::Ticket;
use crate::worker::line::Cancels;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, PoisonError};

/// The least time between two steps that are told, ms.
const STEP_MS: u64 = 50;

/// Brings what is told to the window. Shared by the threads.
#[derive(Clone)]
pub(super) struct Post {
    tell: SyncSender<OfficeEvent>,
    wake: Arc<dyn Fn() + Send + Sync>,
    cancels: Cancels,
    clock: Arc<dyn Clock>,
}

impl Post {
    pub(super) fn new(
        tell: SyncSender<OfficeEvent>,
        wake: Arc<dyn Fn() + Send + Sync>,
        cancels: Cancels,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self { tell, wake, cancels, clock }
    }

    /// Ends a ticket.
    pub(super) fn last(&self, ticket: Ticket, result: Result<Told, Problem>) {
        self.cancels.lock().unwrap_or_else(PoisonError::into_inner).remove(&ticket);
        let told = result.unwrap_or_else(|problem| {
            log::warn!("{problem}");
            Told::Failed(problem)
        });
        if self.tell.send(OfficeEvent { ticket, told }).is_ok() {
            (self.wake)();
        } // else the window is gone
    }

    /// Whether the ticket should stop.
    pub(super) fn cancel_of(&self, ticket: Ticket) -> Arc<AtomicBool> {
        let cancels = self.cancels.lock().unwrap_or_else(PoisonError::into_inner);
        cancels.get(&ticket).cloned().unwrap_or_default()
    }

    /// Tells the steps of a ticket, at most twenty times a second, and whether it should stop.
    pub(super) fn steps(&self, ticket: Ticket) -> Steps {
        let cancel = self.cancel_of(ticket);
        Steps { post: self.clone(), ticket, cancel, begun: self.clock.mono_ms(), told: None }
    }
}

/// The steps of one ticket.
pub(super) struct Steps {
    post: Post,
    ticket: Ticket,
    cancel: Arc<AtomicBool>,
    begun: u64,
    told: Option<u64>,
}

impl Steps {
    /// Tells how far it is, with speed and time left; false if it should stop.
    pub(super) fn tell(&mut self, mut step: OfficeStep) -> bool {
        let now = self.post.clock.mono_ms();
        if step.done >= step.total || self.told.is_none_or(|at| now >= at + STEP_MS) {
            self.told = Some(now);
            let spent = now.saturating_sub(self.begun);
            step.per_sec = step.done.saturating_mul(1000).checked_div(spent).unwrap_or(0);
            step.secs_left = step.total.saturating_sub(step.done).checked_div(step.per_sec);
            // If the window is far behind, this step is left out.
            if self.post.tell.try_send(OfficeEvent { ticket: self.ticket, told: Told::Step(step) }).is_ok() {
                (self.post.wake)();
            }
        }
        !self.cancel.load(std::sync::atomic::Ordering::Relaxed)
    }
}
