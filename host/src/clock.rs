//! What time it is, and how a test changes that.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The system's clock, which a test can move forward. Clones move together.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    ahead_ms: Arc<AtomicU64>,
    /// Where it stands still, in milliseconds since 1970; otherwise it goes as the system's does.
    standing_at: Option<u64>,
}

impl Clock {
    /// The clock of the system.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still at the present time, until it is moved.
    #[must_use]
    pub fn standing() -> Self {
        Self { standing_at: Some(system_ms()), ..Self::default() }
    }

    /// Moves it, and its clones, forward.
    pub fn advance(&self, by: Duration) {
        let ms = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.ahead_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// The time in milliseconds since 1970, as it stands in the database.
    pub(crate) fn now(&self) -> i64 {
        let ms = self.standing_at.unwrap_or_else(system_ms);
        let ahead = self.ahead_ms.load(Ordering::SeqCst);
        i64::try_from(ms.saturating_add(ahead)).unwrap_or(i64::MAX)
    }
}

fn system_ms() -> u64 {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX)
}

/// A time of the database as RFC 3339 in UTC.
pub(crate) fn rfc3339(time: i64) -> String {
    // The last moment that RFC 3339 can write, in its year 9999.
    const LAST: u64 = 253_402_300_799_999;
    let ms = u64::try_from(time).unwrap_or(0).min(LAST);
    humantime::format_rfc3339_millis(UNIX_EPOCH + Duration::from_millis(ms)).to_string()
}

#[cfg(test)]
mod tests {
    use super::{Clock, Duration, rfc3339};

    #[test]
    fn moves_with_its_clones() {
        let clock = Clock::system();
        let before = clock.now();
        clock.clone().advance(Duration::from_secs(60));
        assert!(clock.now() >= before + 60_000);
    }

    #[test]
    fn stands_still_until_it_is_moved() {
        let clock = Clock::standing();
        let before = clock.now();
        clock.clone().advance(Duration::from_millis(1));
        assert_eq!(clock.now(), before + 1);
    }

    #[test]
    fn writes_every_time() {
        assert_eq!(rfc3339(1_700_000_000_123), "2023-11-14T22:13:20.123Z");
        assert_eq!(rfc3339(-1), "1970-01-01T00:00:00.000Z");
        assert_eq!(rfc3339(i64::MAX), "9999-12-31T23:59:59.999Z");
    }
}
