//! A rate limiter.

use core::num::NonZeroU32;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

const MINUTE_MS: i64 = 60_000;

/// Limits each client to a number of requests per minute, with bursts up to that number (the
/// generic cell rate algorithm).
#[derive(Debug)]
pub(crate) struct Limiter {
    /// The cost of a request in milliseconds. `None` means unlimited.
    cost_ms: Option<i64>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// For each client, the time at which its allowance is full again.
    spent: HashMap<String, i64>,
    swept: i64,
}

impl Limiter {
    pub(crate) fn new(per_minute: Option<NonZeroU32>) -> Self {
        let cost_ms = per_minute.map(|limit| MINUTE_MS / i64::from(limit.get()));
        Self { cost_ms, state: Mutex::default() }
    }

    /// Admits a request of a client, or returns the seconds until one would be admitted. `now` is
    /// in milliseconds and must be monotonic.
    pub(crate) fn admit(&self, somebody: &str, now: i64) -> Result<(), u32> {
        let Some(cost) = self.cost_ms else {
            return Ok(());
        };
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.sweep(now);
        let spent = state.spent.get(somebody).copied().unwrap_or(now).max(now);
        let after = spent.saturating_add(cost);
        let early = after.saturating_sub(now).saturating_sub(MINUTE_MS);
        if early > 0 {
            let seconds = u64::try_from(early).unwrap_or(0).div_ceil(1000);
            return Err(u32::try_from(seconds).unwrap_or(u32::MAX));
        }
        state.spent.insert(somebody.to_owned(), after);
        Ok(())
    }
}

impl State {
    /// Removes, once a minute, the clients whose allowance is full again.
    fn sweep(&mut self, now: i64) {
        if now.saturating_sub(self.swept) >= MINUTE_MS {
            self.swept = now;
            self.spent.retain(|_, spent| *spent > now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn admits_a_burst_and_then_a_steady_rate() {
        let limiter = Limiter::new(NonZeroU32::new(6));
        for _ in 0..6 {
            assert_eq!(limiter.admit("a", 1000), Ok(()));
        }
        assert_eq!(limiter.admit("a", 1000), Err(10));
        assert_eq!(limiter.admit("a", 10_999), Err(1));
        assert_eq!(limiter.admit("b", 1000), Ok(()), "other clients are not affected");
        assert_eq!(limiter.admit("a", 11_000), Ok(()));
        assert_eq!(limiter.admit("a", 11_000), Err(10));
        for _ in 0..6 {
            assert_eq!(limiter.admit("a", 200_000), Ok(()));
        }
        assert!(limiter.admit("a", 200_000).is_err());
    }

    #[test]
    fn forgets_idle_clients() {
        let limiter = Limiter::new(NonZeroU32::new(1));
        for number in 0..1000 {
            assert_eq!(limiter.admit(&number.to_string(), 0), Ok(()));
        }
        assert_eq!(limiter.admit("a", 61_000), Ok(()));
        assert_eq!(limiter.state.lock().unwrap().spent.len(), 1);
    }

    #[test]
    fn without_a_limit_admits_everything() {
        let limiter = Limiter::new(None);
        assert!((0..10_000).all(|_| limiter.admit("a", 0).is_ok()));
    }
}
