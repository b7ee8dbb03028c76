//! An authorization of a connection, as stored in the database.

use sqlx::FromRow;
use teamwork_connect_core::ResultCode;
use teamwork_connect_core::wire::{Authorization, AuthorizationStatus, AuthorizedAccount};

use super::account::Account;
use super::connection_row::CorruptRow;

/// The time limit for the user to sign in.
pub(crate) const LIFETIME_MS: i64 = 10 * 60 * 1000;

/// The time limit for the check of Teamwork's answer. A check that takes longer died with its
/// process.
pub(crate) const CHECK_LIMIT_MS: i64 = 2 * 60 * 1000;

/// The time limit for confirming an authorization.
pub(crate) const CONFIRMATION_LIMIT_MS: i64 = 5 * 60 * 1000;

/// A row of the table `authorizations`, without the access token that it may hold.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct AuthorizationRow {
    pub(crate) id: String,
    account_id: String,
    pub(crate) connection_id: String,
    pub(crate) return_key: Option<String>,
    /// The origin of the page that began it, if known.
    pub(crate) origin: Option<String>,
    needs_confirmation: i64,
    /// The hash of the cookie that binds it to a browser. If it must be confirmed, there is no
    /// cookie before the first visit.
    pub(crate) binding_hash: Option<String>,
    pub(crate) verification_code_hash: Option<String>,
    pub(crate) wrong_verification_codes: i64,
    /// Teamwork's ID of the client that the user was sent to Teamwork with.
    pub(crate) client_id: Option<String>,
    status: String,
    expires_at: i64,
    code: Option<String>,
    site_url: Option<String>,
    user_name: Option<String>,
}

impl AuthorizationRow {
    /// Returns the row of a new authorization. It is bound to a browser if the hash of a cookie is
    /// given.
    pub(crate) fn new(
        id: String,
        account: &Account,
        connection: &str,
        binding_hash: Option<String>,
        now: i64,
    ) -> Self {
        Self {
            id,
            account_id: account.id().to_owned(),
            connection_id: connection.to_owned(),
            return_key: None,
            origin: None,
            needs_confirmation: i64::from(binding_hash.is_none()),
            binding_hash,
            verification_code_hash: None,
            wrong_verification_codes: 0,
            client_id: None,
            status: AuthorizationStatus::Pending.to_string(),
            expires_at: now.saturating_add(LIFETIME_MS),
            code: None,
            site_url: None,
            user_name: None,
        }
    }

    pub(crate) fn account(&self) -> Account {
        Account::new(&self.account_id)
    }

    /// Returns whether the page that began it must confirm it.
    pub(crate) const fn needs_confirmation(&self) -> bool {
        self.needs_confirmation != 0
    }

    pub(crate) const fn expires_at(&self) -> i64 {
        self.expires_at
    }

    /// Returns its state at this time, for the page that began it. Who signed in and the outcome
    /// are hidden until that page has confirmed that it was the same person.
    pub(crate) fn to_authorization(&self, now: i64) -> Result<Authorization, CorruptRow> {
        let authorization = self.outcome(now)?;
        Ok(match authorization.status {
            AuthorizationStatus::AwaitingConfirmation => {
                Authorization { code: None, account: None, ..authorization }
            }
            _ => authorization,
        })
    }

    /// Returns its state at this time, for the browser that signed in. Expiry is derived from the
    /// clock, so nobody needs to record it.
    pub(crate) fn outcome(&self, now: i64) -> Result<Authorization, CorruptRow> {
        let status = AuthorizationStatus::parse(&self.status).ok_or(CorruptRow)?;
        let code = match &self.code {
            Some(code) => Some(ResultCode::parse(code).ok_or(CorruptRow)?),
            None => None,
        };
        let account = self.site_url.as_ref().map(|site_url| AuthorizedAccount {
            site_url: site_url.clone(),
            user_name: self.user_name.clone().unwrap_or_default(),
        });
        let (status, code, account) = match status {
            _ if !status.is_open() || now < self.expires_at => (status, code, account),
            AuthorizationStatus::Checking => {
                (AuthorizationStatus::Failed, Some(ResultCode::ExchangeUnknown), None)
            }
            _ => (AuthorizationStatus::Expired, None, None),
        };
        Ok(Authorization { id: self.id.clone(), status, code, account })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPIRY: i64 = 1000 + LIFETIME_MS;

    fn row(status: AuthorizationStatus) -> AuthorizationRow {
        let account = Account::new("local");
        let row = AuthorizationRow::new("id".to_owned(), &account, "connection", None, 1000);
        AuthorizationRow { status: status.to_string(), ..row }
    }

    fn judged(row: &AuthorizationRow, now: i64) -> (AuthorizationStatus, Option<ResultCode>) {
        let authorization = row.to_authorization(now).unwrap();
        (authorization.status, authorization.code)
    }

    #[test]
    fn expires_exactly_on_time() {
        for status in [AuthorizationStatus::Pending, AuthorizationStatus::AwaitingConfirmation] {
            assert_eq!(judged(&row(status), EXPIRY - 1).0, status);
            assert_eq!(judged(&row(status), EXPIRY).0, AuthorizationStatus::Expired);
        }
    }

    #[test]
    fn an_abandoned_check_is_reported() {
        let row = row(AuthorizationStatus::Checking);
        assert_eq!(judged(&row, EXPIRY - 1), (AuthorizationStatus::Checking, None));
        let unknown = Some(ResultCode::ExchangeUnknown);
        assert_eq!(judged(&row, EXPIRY), (AuthorizationStatus::Failed, unknown));
    }

    #[test]
    fn an_ended_authorization_does_not_expire() {
        for status in [AuthorizationStatus::Succeeded, AuthorizationStatus::Cancelled] {
            assert_eq!(judged(&row(status), i64::MAX).0, status);
        }
    }

    #[test]
    fn who_signed_in_is_hidden_until_confirmed() {
        let answered = |status| AuthorizationRow {
            code: Some(ResultCode::SiteMismatch.to_string()),
            site_url: Some("https://acme.teamwork.com".to_owned()),
            ..row(status)
        };
        let awaiting = answered(AuthorizationStatus::AwaitingConfirmation);
        let told = awaiting.to_authorization(1000).unwrap();
        assert_eq!((told.code, told.account), (None, None));
        assert_eq!(awaiting.outcome(1000).unwrap().code, Some(ResultCode::SiteMismatch));
        assert_eq!(awaiting.outcome(EXPIRY).unwrap().account, None);
        let told = answered(AuthorizationStatus::Failed).to_authorization(1000).unwrap();
        assert_eq!(told.code, Some(ResultCode::SiteMismatch));
        assert!(told.account.is_some());
    }
}
