//! When to poll the backend.

/// The shortest time between two polls, in milliseconds, regardless of hints.
pub(super) const LEAST_PAUSE: u64 = 500;

/// How often to check the window, in milliseconds.
pub(super) const LOOK: u64 = 500;

/// The polls for one authorization: one at a time, on schedule, and sooner on hints.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Questions {
    began: u64,
    pace: u8,
    /// Whether a poll is unanswered.
    open: bool,
    /// When the last poll was sent.
    put: u64,
    /// The earliest time of the next poll, regardless of hints.
    earliest: u64,
    due: u64,
}

impl Questions {
    /// Schedules the first poll after the first interval. `pace` is a random number for jitter.
    pub(super) fn new(now: u64, pace: u8) -> Self {
        Self {
            began: now,
            pace,
            open: false,
            put: now,
            earliest: now + LEAST_PAUSE,
            due: now + interval(0, pace),
        }
    }

    /// There may be news: poll sooner, but never more than twice a second.
    pub(super) fn hint(&mut self, now: u64) {
        self.due = self.due.min(now.max(self.earliest));
    }

    pub(super) fn is_due(&self, now: u64) -> bool {
        !self.open && now >= self.due
    }

    /// A poll was sent.
    pub(super) fn put(&mut self, now: u64) {
        self.open = true;
        self.put = now;
        self.earliest = now + LEAST_PAUSE;
        // Wait for the response. A hint that arrives earlier brings the next poll forward.
        self.due = u64::MAX;
    }

    /// The poll was answered, or never will be.
    pub(super) fn close(&mut self, now: u64) {
        self.open = false;
        self.due = self.due.min(self.put + interval(now.saturating_sub(self.began), self.pace));
    }

    /// The backend asked not to be polled before `until`.
    pub(super) fn hold_back(&mut self, until: u64) {
        self.earliest = self.earliest.max(until);
        self.due = self.due.max(self.earliest);
    }

    /// How long to wait before the next check, in milliseconds.
    pub(super) fn pause(&self, now: u64) -> u64 {
        // While a poll is unanswered, only the window needs checking.
        let pause = if self.open { LOOK } else { self.due.saturating_sub(now) };
        pause.clamp(1, LOOK)
    }
}

/// The time between two polls: 1 s for the first 15 s, when most people finish, 2 s for the next minute, then 5 s.
/// `pace` makes it up to a tenth shorter or longer.
fn interval(since_start: u64, pace: u8) -> u64 {
    let interval = match since_start {
        0..15_000 => 1000,
        15_000..75_000 => 2000,
        _ => 5000,
    };
    interval * (900 + u64::from(pace) * 200 / 255) / 1000
}

#[cfg(test)]
mod tests {
    use super::{Questions, interval};

    #[test]
    fn every_second_then_two_then_five() {
        let between = |elapsed| (interval(elapsed, 0), interval(elapsed, 255));
        assert_eq!(between(0), (900, 1100));
        assert_eq!(between(14_999), (900, 1100));
        assert_eq!(between(15_000), (1800, 2200));
        assert_eq!(between(74_999), (1800, 2200));
        assert_eq!(between(75_000), (4500, 5500));
        assert_eq!(between(600_000), (4500, 5500));
    }

    #[test]
    fn what_the_backend_wants_comes_before_any_hint() {
        let mut questions = Questions::new(0, 128);
        questions.put(1000);
        questions.hint(1100);
        questions.close(1200);
        questions.hold_back(9000);
        questions.hint(2000);
        assert!(!questions.is_due(8999));
        assert!(questions.is_due(9000));
    }
}
