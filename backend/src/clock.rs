//! The clock of the backend, which tests can control.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// The system's clock, or one that a test controls. Clones share the same time.
#[derive(Clone, Debug)]
pub struct Clock {
    began: Instant,
    ahead_ms: Arc<AtomicU64>,
    behind_ms: Arc<AtomicU64>,
    /// The time of a stopped clock, in milliseconds since 1970. `None` follows the system's clock.
    standing_at: Option<u64>,
}

impl Clock {
    /// Returns a clock that follows the system's.
    #[must_use]
    pub fn system() -> Self {
        Self {
            began: Instant::now(),
            ahead_ms: Arc::default(),
            behind_ms: Arc::default(),
            standing_at: None,
        }
    }

    /// Returns a clock that is stopped at the present time until a test moves it.
    #[must_use]
    pub fn standing() -> Self {
        Self { standing_at: Some(system_ms()), ..Self::system() }
    }

    /// Moves this clock and its clones forward.
    pub fn advance(&self, by: Duration) {
        let ms = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.ahead_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// Sets this clock and its clones back, like a correction of the machine's time.
    pub fn set_back(&self, by: Duration) {
        let ms = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.behind_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// Returns the time in milliseconds since 1970, as stored in the database.
    pub(crate) fn now(&self) -> i64 {
        let ms = self.standing_at.unwrap_or_else(system_ms);
        let ms = ms.saturating_add(self.ahead_ms.load(Ordering::SeqCst));
        let ms = ms.saturating_sub(self.behind_ms.load(Ordering::SeqCst));
        i64::try_from(ms).unwrap_or(i64::MAX)
    }

    /// Returns the milliseconds since this clock was created. Changes of the system's time don't
    /// affect it.
    pub(crate) fn elapsed(&self) -> i64 {
        let ms = match self.standing_at {
            Some(_) => 0,
            None => u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX),
        };
        let ms = ms.saturating_add(self.ahead_ms.load(Ordering::SeqCst));
        i64::try_from(ms).unwrap_or(i64::MAX)
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::system()
    }
}

fn system_ms() -> u64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX)
}

/// Formats a time from the database as RFC 3339 in UTC.
pub(crate) fn rfc3339(time: i64) -> String {
    // The last moment of the year 9999, the latest that RFC 3339 can express.
    const LAST: u64 = 253_402_300_799_999;
    let ms = u64::try_from(time).unwrap_or(0).min(LAST);
    humantime::format_rfc3339_millis(UNIX_EPOCH + Duration::from_millis(ms)).to_string()
}

#[cfg(test)]
mod tests {
    use super::{Clock, Duration, rfc3339};

    #[test]
    fn clones_move_together() {
        let clock = Clock::system();
        let before = clock.now();
        clock.clone().advance(Duration::from_secs(60));
        assert!(clock.now() >= before + 60_000);
    }

    #[test]
    fn a_stopped_clock_moves_only_when_advanced() {
        let clock = Clock::standing();
        let before = clock.now();
        clock.clone().advance(Duration::from_millis(1));
        assert_eq!(clock.now(), before + 1);
    }

    #[test]
    fn l8_elapsed_time_does_not_depend_on_the_time_of_day() {
        let clock = Clock::standing();
        let (time, elapsed) = (clock.now(), clock.elapsed());
        clock.set_back(Duration::from_secs(60));
        assert_eq!((clock.now(), clock.elapsed()), (time - 60_000, elapsed));
        clock.advance(Duration::from_secs(1));
        assert_eq!((clock.now(), clock.elapsed()), (time - 59_000, elapsed + 1000));
    }

    #[test]
    fn formats_any_time() {
        assert_eq!(rfc3339(1_700_000_000_123), "2023-11-14T22:13:20.123Z");
        assert_eq!(rfc3339(-1), "1970-01-01T00:00:00.000Z");
        assert_eq!(rfc3339(i64::MAX), "9999-12-31T23:59:59.999Z");
    }
}
