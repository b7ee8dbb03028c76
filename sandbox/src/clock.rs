//! The sandbox's clock, which tests move.

use std::time::{Duration, Instant};

/// Runs as time does, and can be moved on besides.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    started: Instant,
    advanced: Duration,
}

impl Default for Clock {
    fn default() -> Self {
        Self { started: Instant::now(), advanced: Duration::ZERO }
    }
}

impl Clock {
    /// The time since the start of this clock.
    pub(crate) fn now(&self) -> Duration {
        self.started.elapsed().saturating_add(self.advanced)
    }

    /// Moves it on.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.advanced = self.advanced.saturating_add(by);
    }
}
