//! Checking a code: the exchange, the checks of who signed in where, and storing the token. No
//! transaction is open during calls to Teamwork.

use std::time::Duration;

use teamwork_connect_core::wire::{AuthorizedAccount, CheckStatus};
use teamwork_connect_core::{ResultCode, Secret, Target};
use thiserror::Error;
use tokio::time::{Instant, sleep};
use tracing::{error, info, warn};

use super::bring_online::bring_online;
use super::exchange::{self, Code};
use crate::app::App;
use crate::crypto::sealed_secret::SealedSecret;
use crate::operations::audit::{self, Event, SecretKind};
use crate::provider::client::{Credential, Provider};
use crate::provider::connection_test;
use crate::store::authorization_row::{AuthorizationRow, CHECK_LIMIT_MS};
use crate::store::authorizations::{self, Conclusion};
use crate::store::connection_row::ConnectionRow;
use crate::store::database::Failure;
use crate::store::error::StoreError;
use crate::store::{confirmations, connections, oauth_clients};

/// How long to wait before storing an outcome is retried.
const STORE_AGAIN_AFTER: Duration = Duration::from_millis(250);

/// The outcome of a check: a token for this connection, or a failure.
struct Ending {
    result: Result<(ConnectionRow, Secret), ResultCode>,
    /// Who signed in, as far as Teamwork reported it.
    signed_in: Option<AuthorizedAccount>,
}

impl Ending {
    const fn failed(code: ResultCode) -> Self {
        Self { result: Err(code), signed_in: None }
    }
}

/// Why a code can't be checked, or why the outcome can't be stored.
#[derive(Debug, Error)]
enum CheckError {
    #[error(transparent)]
    Store(StoreError),
    /// Related rows are inconsistent, although every change to one of them ends the authorization.
    #[error("the rows of an authorization don't match")]
    Inconsistent,
}

impl CheckError {
    fn failure(&self) -> Failure {
        match self {
            Self::Store(cause) => cause.failure(),
            Self::Inconsistent => Failure::Other,
        }
    }

    /// Logs the error for the operator.
    fn log(&self) {
        if let Self::Store(cause) = self {
            cause.log();
        }
    }
}

impl<E: Into<StoreError>> From<E> for CheckError {
    fn from(cause: E) -> Self {
        Self::Store(cause.into())
    }
}

/// Checks the code that arrived for an authorization, and stores the outcome.
pub(crate) async fn check(app: &App, authorization: &AuthorizationRow, code: &Code) {
    // `Backend::settle` waits for this lock.
    let _going_on = app.checks.read().await;
    let until = Instant::now() + Duration::from_millis(CHECK_LIMIT_MS.unsigned_abs());
    let checked = async {
        let ending = match ask(app, authorization, code).await {
            Ok(ending) => ending,
            Err(error) => {
                error.log();
                Ending::failed(ResultCode::Internal)
            }
        };
        store(app, authorization, &ending, until).await;
    };
    tokio::select! {
        () = checked => {}
        () = keep_lease(app, authorization) => {}
    }
}

/// Renews the lease of the check periodically. Never returns.
async fn keep_lease(app: &App, authorization: &AuthorizationRow) {
    let account = authorization.account();
    let every = Duration::from_millis(authorizations::LEASE_MS.unsigned_abs() / 3);
    loop {
        sleep(every).await;
        let (writer, now) = (app.database.writer(), app.clock.now());
        let extended = authorizations::extend_lease(writer, &account, &authorization.id, now);
        if let Err(cause) = extended.await {
            warn!(%cause, authorization = authorization.id, "couldn't extend a lease");
        }
    }
}

/// Stores the outcome of an authorization. The code is used up and can't be exchanged again, so a
/// busy or full database is retried for as long as a check may take.
async fn store(app: &App, authorization: &AuthorizationRow, ending: &Ending, until: Instant) {
    loop {
        let Err(error) = conclude(app, authorization, ending).await else { return };
        error.log();
        match error.failure() {
            Failure::Busy | Failure::Full if Instant::now() < until => {
                warn!(
                    authorization = authorization.id,
                    "will store the result of the authorization later"
                );
                sleep(STORE_AGAIN_AFTER).await;
            }
            _ => {
                // Polling reports the failure as soon as the time limit of a check has passed.
                error!(
                    authorization = authorization.id,
                    "can't store the result of the authorization"
                );
                return;
            }
        }
    }
}

async fn ask(
    app: &App,
    authorization: &AuthorizationRow,
    code: &Code,
) -> Result<Ending, CheckError> {
    let (pool, account) = (app.database.pool(), authorization.account());
    let connection = connections::find(pool, &account, &authorization.connection_id).await?;
    let Some(connection) = connection else {
        return Ok(Ending::failed(ResultCode::NotFound));
    };
    let target = connection.to_oauth_target()?;
    let client = target.api.client().ok_or(CheckError::Inconsistent)?.as_str();
    let client_row = client;
    let client = oauth_clients::credentials(pool, &app.keys, &account, client_row).await?;
    let client = client.ok_or(CheckError::Inconsistent)?;
    audit::secret_read(SecretKind::ClientSecret, client_row, account.id());
    // The code is bound to the client that the user was sent to Teamwork with. A secret that
    // changed meanwhile still belongs to the same client.
    if authorization.client_id.as_ref() != Some(&client.client_id) {
        return Ok(Ending::failed(ResultCode::ClientInvalid));
    }

    let redirect_uri = app.public_url.join("/oauth/callback");
    let grant = match exchange::exchange(&app.provider, &client, code, &redirect_uri).await {
        Ok(grant) => grant,
        Err(code) => return Ok(Ending::failed(code)),
    };
    let signed_in =
        AuthorizedAccount { site_url: grant.site.to_string(), user_name: grant.user_name };
    let result = if grant.site == target.site {
        match check_product(&app.provider, &target, &grant.access_token).await {
            None => Ok((connection, grant.access_token)),
            Some(code) => Err(code),
        }
    } else {
        Err(ResultCode::SiteMismatch)
    };
    Ok(Ending { result, signed_in: Some(signed_in) })
}

/// Returns why the product can't be used with a token, as far as that is known. For a product
/// without a documented path, the sign-in itself has to suffice.
async fn check_product(provider: &Provider, target: &Target, token: &Secret) -> Option<ResultCode> {
    target.test_path()?;
    let credential = Credential::AccessToken(token.expose());
    let report = connection_test::test(provider, target, Some(credential)).await;
    let failed = report.checks.iter().find(|check| check.status == CheckStatus::Failed)?;
    Some(match failed.code {
        // The site exists: Teamwork itself has just named it.
        None | Some(ResultCode::NotFound) => ResultCode::ProductUnavailable,
        Some(code) => code,
    })
}

/// Stores the token and the outcome in one transaction, unless the authorization was ended
/// meanwhile. If it must be confirmed, everything that depends on who signed in waits for the
/// confirmation.
async fn conclude(
    app: &App,
    authorization: &AuthorizationRow,
    ending: &Ending,
) -> Result<(), CheckError> {
    let (account, now) = (authorization.account(), app.clock.now());
    let (id, connection_id) = (&authorization.id, &authorization.connection_id);
    let failure = ending.result.as_ref().err().copied();
    let signed_in = ending.signed_in.as_ref();
    let to_confirm = authorization.needs_confirmation() && signed_in.is_some();
    let conclusion = Conclusion { failure, signed_in, to_confirm };
    let mut transaction = app.database.write(&account).await?;
    let concluded = authorizations::conclude(&mut transaction, &account, id, conclusion, now);
    if !concluded.await? {
        info!(
            authorization = id,
            "the authorization ended while Teamwork's response was being checked"
        );
        return Ok(());
    }
    if let Ok((checked, token)) = &ending.result {
        let current = connections::find(&mut *transaction, &account, connection_id).await?;
        // Deleting or changing a connection ends its authorizations. If that should ever fail, a
        // token must not reach a site that it was not meant for.
        let current = current.ok_or(CheckError::Inconsistent)?;
        if !current.shares_authorization(checked)? {
            return Err(CheckError::Inconsistent);
        }
        let token = token.expose();
        if to_confirm {
            // There is only a token if Teamwork has named the connection's site.
            let site = signed_in.map_or("", |account| account.site_url.as_str());
            let place = confirmations::token_place(account.id(), id, site);
            let token = SealedSecret::seal(&app.keys, place, token)?;
            confirmations::keep_token(&mut transaction, &account, id, &token).await?;
        } else {
            let signed_in_as = signed_in.map_or("", |account| account.user_name.as_str());
            let token = (token, signed_in_as);
            bring_online(&mut transaction, &app.keys, &account, &current, token, now).await?;
        }
    }
    transaction.commit().await?;
    let event = match failure {
        _ if to_confirm => Event::AuthorizationAwaitsConfirmation,
        None => Event::AuthorizationSucceeded,
        Some(code) => Event::AuthorizationFailed(code),
    };
    app.metrics.done(event, id);
    Ok(())
}
