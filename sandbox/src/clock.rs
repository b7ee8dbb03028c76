//! The sandbox's clock, which tests can advance.

use std::time::{Duration, Instant};

/// A clock that runs with real time and can be advanced.
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
    /// Returns the time since this clock was created.
    pub(crate) fn now(&self) -> Duration {
        self.started.elapsed().saturating_add(self.advanced)
    }

    /// Advances the clock.
    pub(crate) fn advance(&mut self, by: Duration) {
        self.advanced = self.advanced.saturating_add(by);
    }
}
