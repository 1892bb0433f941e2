//! Speed and time left of a long job, from its steps and a monotonic clock.

use super::watch::Step;

/// The speed told is that of about the last this many ms: quick to settle, slow to jump.
const WINDOW_MS: u64 = 3_000;

/// Speed and time left at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pace {
    /// Bytes (or events) a second, lately; 0 while not known.
    pub per_sec: u64,
    /// Seconds left, if it can be told.
    pub secs_left: Option<u64>,
}

/// Listens to the steps of one job.
#[derive(Debug, Default)]
pub struct Speed {
    since: Option<(Step, u64)>,
    before: u64,
}

impl Speed {
    /// Nothing heard yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a step heard at `now_ms` of the monotonic clock. A new stage starts anew.
    pub fn at(&mut self, step: Step, now_ms: u64) -> Pace {
        let (since, since_ms) = match self.since {
            Some((since, ms)) if since.stage == step.stage && since.done <= step.done => (since, ms),
            _ => {
                self.since = Some((step, now_ms));
                self.before = 0;
                return Pace::default();
            }
        };
        let elapsed_ms = now_ms.saturating_sub(since_ms);
        let per_sec = match elapsed_ms {
            0 => self.before,
            _ => (step.done - since.done).saturating_mul(1000) / elapsed_ms,
        };
        if elapsed_ms >= WINDOW_MS {
            self.since = Some((step, now_ms));
            self.before = per_sec;
        }
        let left = step.total.saturating_sub(step.done);
        Pace { per_sec, secs_left: (per_sec > 0 && step.total > 0).then(|| left.div_ceil(per_sec)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::job::watch::Stage;

    #[test]
    fn speed_and_time_left_follow_the_clock() {
        let step = |stage, done| Step { stage, done, total: 10_000 };
        let mut speed = Speed::new();
        assert_eq!(speed.at(step(Stage::Copying, 500), 1_000), Pace::default());
        assert_eq!(speed.at(step(Stage::Copying, 1_500), 2_000), Pace { per_sec: 1_000, secs_left: Some(9) });
        assert_eq!(speed.at(step(Stage::Copying, 3_500), 4_000).per_sec, 1_000);
        assert_eq!(speed.at(step(Stage::Copying, 3_500), 4_000).per_sec, 1_000, "no time, no news");
        assert_eq!(speed.at(step(Stage::Copying, 4_500), 4_500).per_sec, 2_000, "the last seconds count");
        assert_eq!(speed.at(step(Stage::Settling, 0), 5_000), Pace::default());
        assert_eq!(speed.at(Step { stage: Stage::Settling, done: 5, total: 0 }, 6_000).secs_left, None);
    }
}
