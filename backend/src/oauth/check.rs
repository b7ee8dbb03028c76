//! What follows from a code: the exchange, the checks of who signed in where, and the token's storing.
//! No transaction is open while Teamwork is asked.

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

/// How soon what could not be stored is stored again.
const STORE_AGAIN_AFTER: Duration = Duration::from_millis(250);

/// How a check ended: with a token for this connection, or not.
struct Ending {
    result: Result<(ConnectionRow, Secret), ResultCode>,
    /// Who signed in, as far as Teamwork has said.
    signed_in: Option<AuthorizedAccount>,
}

impl Ending {
    const fn failed(code: ResultCode) -> Self {
        Self { result: Err(code), signed_in: None }
    }
}

/// Why a code cannot be checked, or how that ended cannot be stored.
#[derive(Debug, Error)]
enum CheckError {
    #[error(transparent)]
    Store(StoreError),
    /// Rows that refer to each other do not fit together, although each change of one ends the authorization.
    #[error("the rows of an authorization do not fit together")]
    Inconsistent,
}

impl CheckError {
    fn failure(&self) -> Failure {
        match self {
            Self::Store(cause) => cause.failure(),
            Self::Inconsistent => Failure::Other,
        }
    }

    /// Tells the operator.
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

/// Checks the code that came for an authorization, and keeps how that ended.
pub(crate) async fn check(app: &App, authorization: &AuthorizationRow, code: &Code) {
    // Who stops the backend waits for this.
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

/// Says again and again that the check goes on, and never ends.
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

/// Stores how an authorization ended. The code is used up and Teamwork's answer is here, so a database that is busy or
/// full is asked again, as long as a check may take.
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
                // Whoever asks is told so as soon as the time for a check has passed.
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
    // The code is for the app that the user was sent to Teamwork for. A secret that was changed
    // meanwhile is the same app's.
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

/// Why the product cannot be used with a token, as far as that can be known: for a product without a
/// documented path, the sign-in itself has to do.
async fn check_product(provider: &Provider, target: &Target, token: &Secret) -> Option<ResultCode> {
    target.test_path()?;
    let credential = Credential::AccessToken(token.expose());
    let report = connection_test::test(provider, target, Some(credential)).await;
    let failed = report.checks.iter().find(|check| check.status == CheckStatus::Failed)?;
    Some(match failed.code {
        // Teamwork itself has just named the site.
        None | Some(ResultCode::NotFound) => ResultCode::ProductUnavailable,
        Some(code) => code,
    })
}

/// Stores the token and how the authorization ended, all or nothing, unless the authorization was ended meanwhile. With
/// confirmation, what depends on who signed in waits for it.
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
        // Who deletes or changes a connection ends its authorizations. Should that ever fail to be so, a
        // token must not reach what it was not meant for.
        let current = current.ok_or(CheckError::Inconsistent)?;
        if !current.shares_authorization(checked)? {
            return Err(CheckError::Inconsistent);
        }
        let token = token.expose();
        if to_confirm {
            // Teamwork has named the site of the connection, or else there would be no token.
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
