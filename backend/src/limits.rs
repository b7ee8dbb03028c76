//! Limits: rate limits, quotas, and one request at a time.

pub(crate) mod in_flight;
pub(crate) mod limiter;
pub(crate) mod quotas;
pub(crate) mod rate_limits;
