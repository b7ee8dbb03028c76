//! Limits on what one account can store.

use core::str::FromStr;

use thiserror::Error;

/// Limits on what one account can store. Lowering a limit deletes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// The maximum number of connections.
    pub connections: u32,
    /// The maximum number of OAuth 2.0 clients.
    pub oauth_clients: u32,
    /// The maximum number of sessions. Signing in beyond it ends the session that would expire
    /// first.
    pub sessions: u32,
}

/// The text is not a valid list of quotas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "Quotas must be a list such as connections=1000,clients=100,sessions=1000, each at least 1."
)]
pub struct QuotasError;

/// The account has reached a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the account has reached its quota")]
pub(crate) struct OverQuota;

impl Default for Quotas {
    fn default() -> Self {
        Self { connections: 1000, oauth_clients: 100, sessions: 1000 }
    }
}

impl FromStr for Quotas {
    type Err = QuotasError;

    /// Parses a list such as `connections=50,clients=10`. Quotas that it doesn't name keep their
    /// defaults.
    fn from_str(text: &str) -> Result<Self, QuotasError> {
        let mut quotas = Self::default();
        for entry in text.split(',') {
            let (name, quota) = entry.trim().split_once('=').ok_or(QuotasError)?;
            let quota = quota.parse().ok().filter(|quota| *quota > 0).ok_or(QuotasError)?;
            let own = match name {
                "connections" => &mut quotas.connections,
                "clients" => &mut quotas.oauth_clients,
                "sessions" => &mut quotas.sessions,
                _ => return Err(QuotasError),
            };
            *own = quota;
        }
        Ok(quotas)
    }
}

/// Returns an error if the count has reached the quota.
pub(crate) fn check(count: i64, quota: u32) -> Result<(), OverQuota> {
    if count >= i64::from(quota) { Err(OverQuota) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::Quotas;

    #[test]
    fn parses_quotas() {
        let expected = Quotas { connections: 5, sessions: 7, ..Quotas::default() };
        assert_eq!("connections=5, sessions=7".parse(), Ok(expected));
        for bad in ["", "off", "connections", "connections=", "connections=0", "x=1", "clients=-1"]
        {
            assert!(bad.parse::<Quotas>().is_err(), "{bad}");
        }
    }
}
