//! What the clock does on a shared station: the screen locks when nobody is there, sittings end at call time and
//! after the longest time that policy allows, the sign-in screen comes to rest. Each is told before it happens.

use super::Stage;
use crate::model::event::SessionEnd;
use crate::model::id::LearnerId;
use crate::model::schedule;
use crate::ui::state::{Countdown, Parting, Who};
use crate::worker::Request;
use egui::Context;
use std::time::Duration;

/// The lock is told this long before.
const IDLE_TOLD_MS: u64 = 60_000;
/// The end of a sitting is told this long before.
const END_TOLD_MS: u64 = 5 * 60_000;
/// A sign-in screen that nobody touches for so long is as at first.
const REST_MS: u64 = 60_000;

/// A learner's time before the screen; locking and coming back does not begin it anew.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sitting {
    learner: LearnerId,
    since_wall_ms: u64,
    since_mono_ms: u64,
}

impl Stage {
    /// Does what is due, and wakes the window for what is next: nothing else repaints by itself.
    pub(super) fn watch_the_clock(&mut self, ctx: &Context) -> Vec<Request> {
        let (wall, mono) = (self.clock.wall_ms(), self.clock.mono_ms());
        self.life.look(ctx, wall, mono);
        self.state.countdown = None;
        let mut wake_ms = 60_000 - wall % 60_000;
        let mut requests = self.watch_the_end(wall, mono, &mut wake_ms);
        requests.extend(self.watch_for_life(mono, &mut wake_ms));
        if self.state.countdown.is_some() {
            wake_ms = wake_ms.min(1000 - mono % 1000);
        }
        ctx.request_repaint_after(Duration::from_millis(wake_ms.max(50)));
        requests
    }

    fn watch_for_life(&mut self, mono: u64, wake_ms: &mut u64) -> Vec<Request> {
        let idle_lock_min = self.state.place().map_or(0, |place| place.idle_lock_min);
        let limit_ms = u64::from(idle_lock_min) * 60_000;
        let idle = self.life.idle_ms(mono);
        match self.state.who {
            Who::Nobody | Who::Locked(_) => {
                if idle >= REST_MS && !self.is_resting {
                    self.is_resting = true;
                    self.screens.sign_in.rest();
                    self.state.rest();
                } else if idle < REST_MS {
                    self.is_resting = false;
                    *wake_ms = (*wake_ms).min(REST_MS - idle);
                }
                return Vec::new();
            }
            Who::Learner(_) | Who::Staff(_) => {}
        }
        if limit_ms == 0 {
            return Vec::new();
        }
        if self.screens.lesson.is_busy(&self.state.screen) {
            self.life.keep(mono);
        }
        let idle = self.life.idle_ms(mono);
        if idle >= limit_ms {
            let mut requests = self.leave();
            requests.extend(self.state.lock(SessionEnd::Idle));
            return requests;
        }
        let left_ms = limit_ms - idle;
        if left_ms <= IDLE_TOLD_MS {
            self.state.countdown = Some(Countdown::Lock { left_ms });
        }
        *wake_ms = (*wake_ms).min(left_ms.saturating_sub(IDLE_TOLD_MS).max(50)).min(left_ms);
        Vec::new()
    }

    fn watch_the_end(&mut self, wall: u64, mono: u64, wake_ms: &mut u64) -> Vec<Request> {
        let learner = match &self.state.who {
            Who::Learner(learner) | Who::Locked(learner) => learner.learner,
            Who::Nobody | Who::Staff(_) => {
                self.sitting = None;
                return Vec::new();
            }
        };
        let sitting = match self.sitting {
            Some(sitting) if sitting.learner == learner => sitting,
            _ => *self.sitting.insert(Sitting { learner, since_wall_ms: wall, since_mono_ms: mono }),
        };
        let Some((left_ms, why)) = self.end_of(sitting, wall, mono) else { return Vec::new() };
        if left_ms == 0 {
            self.is_resting = true; // why it ended is read by whoever comes back
            let mut requests = self.leave();
            requests.extend(self.state.end(SessionEnd::Call, why));
            return requests;
        }
        if left_ms <= END_TOLD_MS && matches!(self.state.who, Who::Learner(_)) {
            self.state.countdown = Some(Countdown::End { left_ms, at_wall_ms: wall + left_ms });
        }
        *wake_ms = (*wake_ms).min(left_ms.saturating_sub(END_TOLD_MS).max(50)).min(left_ms);
        Vec::new()
    }

    /// How long this sitting may still go on, and what ends it.
    fn end_of(&self, sitting: Sitting, wall: u64, mono: u64) -> Option<(u64, Parting)> {
        let place = self.state.place()?;
        let call = schedule::next_call_ms(&place.call_times, sitting.since_wall_ms, &self.tz)
            .map(|call| (call.saturating_sub(wall), Parting::Call));
        let longest_ms = u64::from(place.session_max_min) * 60_000;
        let most =
            (longest_ms > 0).then(|| ((sitting.since_mono_ms + longest_ms).saturating_sub(mono), Parting::TimeIsUp));
        call.into_iter().chain(most).min_by_key(|(left, _)| *left)
    }
}
