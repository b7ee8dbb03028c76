//! The rate limits of the API and the sign-in pages.

use core::num::NonZeroU32;
use core::str::FromStr;

use thiserror::Error;

use super::limiter::Limiter;
use crate::clock::Clock;

/// The rate limits, in requests per minute, with bursts up to that number. `None` means unlimited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimits {
    /// Saves and tests of connections, and saves of clients, per account.
    pub save: Option<NonZeroU32>,
    /// New authorizations per account.
    pub start: Option<NonZeroU32>,
    /// Visits of the start page and the callback, per address.
    pub callback: Option<NonZeroU32>,
    /// Status requests per authorization.
    pub poll: Option<NonZeroU32>,
    /// Deletions, cancellations and confirmations per account.
    pub change: Option<NonZeroU32>,
    /// New sessions of the local account per address.
    pub session: Option<NonZeroU32>,
    /// Wrong bearer tokens per address.
    pub token: Option<NonZeroU32>,
}

/// The text is not a valid list of rate limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "Rate limits must be \"off\" or a list such as save=60,start=30,callback=120,poll=240,change=120,session=60,token=20, each a number per minute or \"off\"."
)]
pub struct RateLimitsError;

impl RateLimits {
    /// Unlimited.
    pub const OFF: Self = Self {
        save: None,
        start: None,
        callback: None,
        poll: None,
        change: None,
        session: None,
        token: None,
    };
}

impl Default for RateLimits {
    /// Normal use of the panel stays below these limits. A script that guesses in a loop exceeds
    /// them.
    fn default() -> Self {
        let per_minute = [60, 30, 120, 240, 120, 60, 20].map(NonZeroU32::new);
        let [save, start, callback, poll, change, session, token] = per_minute;
        Self { save, start, callback, poll, change, session, token }
    }
}

impl FromStr for RateLimits {
    type Err = RateLimitsError;

    /// Parses `off`, or a list such as `save=10,poll=120`. Limits that it doesn't name keep their
    /// defaults.
    fn from_str(text: &str) -> Result<Self, RateLimitsError> {
        if text == "off" {
            return Ok(Self::OFF);
        }
        let mut limits = Self::default();
        for entry in text.split(',') {
            let (name, limit) = entry.trim().split_once('=').ok_or(RateLimitsError)?;
            let limit = match limit {
                "off" => None,
                limit => Some(limit.parse().map_err(|_| RateLimitsError)?),
            };
            let own = match name {
                "save" => &mut limits.save,
                "start" => &mut limits.start,
                "callback" => &mut limits.callback,
                "poll" => &mut limits.poll,
                "change" => &mut limits.change,
                "session" => &mut limits.session,
                "token" => &mut limits.token,
                _ => return Err(RateLimitsError),
            };
            *own = limit;
        }
        Ok(limits)
    }
}

/// A rate limit is exceeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("too many requests")]
pub(crate) struct Exceeded {
    /// The seconds until the next request is accepted.
    pub(crate) retry_after: u32,
}

/// The state of the rate limits. It uses elapsed time, because the time of day can be changed.
#[derive(Debug)]
pub(crate) struct Limiters {
    save: Limiter,
    start: Limiter,
    callback: Limiter,
    poll: Limiter,
    change: Limiter,
    session: Limiter,
    token: Limiter,
    clock: Clock,
}

impl Limiters {
    pub(crate) fn new(limits: RateLimits, clock: Clock) -> Self {
        Self {
            save: Limiter::new(limits.save),
            start: Limiter::new(limits.start),
            callback: Limiter::new(limits.callback),
            poll: Limiter::new(limits.poll),
            change: Limiter::new(limits.change),
            session: Limiter::new(limits.session),
            token: Limiter::new(limits.token),
            clock,
        }
    }

    /// Counts a save or a test.
    pub(crate) fn save(&self, account: &str) -> Result<(), Exceeded> {
        refuse(self.save.admit(account, self.clock.elapsed()))
    }

    /// Counts the beginning of an authorization.
    pub(crate) fn start(&self, account: &str) -> Result<(), Exceeded> {
        refuse(self.start.admit(account, self.clock.elapsed()))
    }

    /// Counts a visit of the start page or the callback.
    pub(crate) fn callback(&self, network: Option<&str>) -> Result<(), Exceeded> {
        self.by_address(&self.callback, network)
    }

    /// Counts a status request for an authorization.
    pub(crate) fn poll(&self, authorization: &str) -> Result<(), Exceeded> {
        refuse(self.poll.admit(authorization, self.clock.elapsed()))
    }

    /// Counts a deletion, cancellation or confirmation.
    pub(crate) fn change(&self, account: &str) -> Result<(), Exceeded> {
        refuse(self.change.admit(account, self.clock.elapsed()))
    }

    /// Counts a new session of the local account.
    pub(crate) fn session(&self, network: Option<&str>) -> Result<(), Exceeded> {
        self.by_address(&self.session, network)
    }

    /// Counts a wrong bearer token.
    pub(crate) fn token(&self, network: Option<&str>) -> Result<(), Exceeded> {
        self.by_address(&self.token, network)
    }

    /// If the address is unknown, no limit applies.
    fn by_address(&self, limiter: &Limiter, network: Option<&str>) -> Result<(), Exceeded> {
        match network {
            Some(network) => refuse(limiter.admit(network, self.clock.elapsed())),
            None => Ok(()),
        }
    }
}

fn refuse(admitted: Result<(), u32>) -> Result<(), Exceeded> {
    admitted.map_err(|retry_after| Exceeded { retry_after })
}

#[cfg(test)]
mod tests {
    use core::num::NonZeroU32;

    use super::RateLimits;

    #[test]
    fn parses_rate_limits() {
        assert_eq!("off".parse(), Ok(RateLimits::OFF));
        let expected =
            RateLimits { save: NonZeroU32::new(10), poll: None, ..RateLimits::default() };
        assert_eq!("save=10, poll=off".parse(), Ok(expected));
        for bad in ["", "on", "save", "save=", "save=0", "save=-1", "save=x", "sav=1", "save=1,"] {
            assert!(bad.parse::<RateLimits>().is_err(), "{bad}");
        }
    }
}
