//! An attempt to authorise a connection, as it lies in the database.

use sqlx::FromRow;
use teamwork_connect_core::ResultCode;
use teamwork_connect_core::wire::{Authorization, AuthorizationStatus, AuthorizedAccount};

use crate::account::Account;
use crate::connection_row::CorruptRow;

/// How long the user may take to sign in.
pub(crate) const LIFETIME_MS: i64 = 10 * 60 * 1000;

/// How long the check of Teamwork's answer can take at most. One that lasts longer died with its process.
pub(crate) const CHECK_LIMIT_MS: i64 = 2 * 60 * 1000;

/// A row of the table `authorizations`.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct AuthorizationRow {
    pub(crate) id: String,
    account_id: String,
    pub(crate) connection_id: String,
    pub(crate) return_key: Option<String>,
    pub(crate) binding_hash: String,
    /// Teamwork's ID of the client that the user was sent to Teamwork with.
    pub(crate) client_id: Option<String>,
    status: String,
    code: Option<String>,
    site_url: Option<String>,
    user_name: Option<String>,
    expires_at: i64,
    consumed_at: Option<i64>,
}

impl AuthorizationRow {
    /// The row of an attempt that begins.
    pub(crate) fn new(
        id: String,
        account: &Account,
        connection: &str,
        return_key: Option<String>,
        binding_hash: String,
        now: i64,
    ) -> Self {
        Self {
            id,
            account_id: account.id().to_owned(),
            connection_id: connection.to_owned(),
            return_key,
            binding_hash,
            client_id: None,
            status: AuthorizationStatus::Pending.to_string(),
            code: None,
            site_url: None,
            user_name: None,
            expires_at: now.saturating_add(LIFETIME_MS),
            consumed_at: None,
        }
    }

    pub(crate) fn account(&self) -> Account {
        Account::new(&self.account_id)
    }

    pub(crate) const fn expires_at(&self) -> i64 {
        self.expires_at
    }

    /// How it stands at this time. Nobody has to be there when one expires: the clock says so.
    pub(crate) fn to_authorization(&self, now: i64) -> Result<Authorization, CorruptRow> {
        let mut status = AuthorizationStatus::parse(&self.status).ok_or(CorruptRow)?;
        let mut code = match &self.code {
            Some(code) => Some(ResultCode::parse(code).ok_or(CorruptRow)?),
            None => None,
        };
        if status == AuthorizationStatus::Pending && self.expires_at <= now {
            status = AuthorizationStatus::Expired;
        }
        let begun = self.consumed_at.unwrap_or(0);
        if status == AuthorizationStatus::Checking && begun.saturating_add(CHECK_LIMIT_MS) <= now {
            status = AuthorizationStatus::Failed;
            code = Some(ResultCode::ExchangeUnknown);
        }
        let account = self.site_url.as_ref().map(|site_url| AuthorizedAccount {
            site_url: site_url.clone(),
            user_name: self.user_name.clone().unwrap_or_default(),
        });
        Ok(Authorization { id: self.id.clone(), status, code, account })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(status: AuthorizationStatus, consumed_at: Option<i64>) -> AuthorizationRow {
        let (account, hash) = (Account::new("local"), "hash".to_owned());
        let row = AuthorizationRow::new("id".to_owned(), &account, "connection", None, hash, 1000);
        AuthorizationRow { status: status.to_string(), consumed_at, ..row }
    }

    fn judged(row: &AuthorizationRow, now: i64) -> (AuthorizationStatus, Option<ResultCode>) {
        let authorization = row.to_authorization(now).unwrap();
        (authorization.status, authorization.code)
    }

    #[test]
    fn expires_in_the_very_millisecond() {
        let row = row(AuthorizationStatus::Pending, None);
        assert_eq!(judged(&row, 1000 + LIFETIME_MS - 1).0, AuthorizationStatus::Pending);
        assert_eq!(judged(&row, 1000 + LIFETIME_MS).0, AuthorizationStatus::Expired);
    }

    #[test]
    fn a_check_that_died_is_told() {
        let row = row(AuthorizationStatus::Checking, Some(5000));
        let late = 5000 + CHECK_LIMIT_MS;
        assert_eq!(judged(&row, late - 1), (AuthorizationStatus::Checking, None));
        let unknown = Some(ResultCode::ExchangeUnknown);
        assert_eq!(judged(&row, late), (AuthorizationStatus::Failed, unknown));
    }

    #[test]
    fn what_has_ended_does_not_expire() {
        for status in [AuthorizationStatus::Succeeded, AuthorizationStatus::Cancelled] {
            assert_eq!(judged(&row(status, None), i64::MAX).0, status);
        }
    }
}
