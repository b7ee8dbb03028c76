//! How much one account may have.

use core::str::FromStr;

use thiserror::Error;

/// How much one account may have. What is there already stays, whatever is set later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// Connections.
    pub connections: u32,
    /// OAuth 2.0 clients.
    pub oauth_clients: u32,
    /// Sessions. Whoever signs in beyond that ends the one that would end first.
    pub sessions: u32,
}

/// The text is no list of quotas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "Quotas must be a list such as connections=1000,clients=100,sessions=1000, each at least 1."
)]
pub struct QuotasError;

/// The account has as many as it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the account has as many as it may have")]
pub(crate) struct OverQuota;

impl Default for Quotas {
    fn default() -> Self {
        Self { connections: 1000, oauth_clients: 100, sessions: 1000 }
    }
}

impl FromStr for Quotas {
    type Err = QuotasError;

    /// Reads a list such as `connections=50,clients=10`; what it does not name is as by default.
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

/// Refuses one more where there are as many as there may be.
pub(crate) fn check(count: i64, quota: u32) -> Result<(), OverQuota> {
    if count >= i64::from(quota) { Err(OverQuota) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::Quotas;

    #[test]
    fn are_read() {
        let expected = Quotas { connections: 5, sessions: 7, ..Quotas::default() };
        assert_eq!("connections=5, sessions=7".parse(), Ok(expected));
        for bad in ["", "off", "connections", "connections=", "connections=0", "x=1", "clients=-1"]
        {
            assert!(bad.parse::<Quotas>().is_err(), "{bad}");
        }
    }
}
