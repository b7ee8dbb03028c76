//! Who sends a request, and how that is known.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, header};
use tracing::Span;

use super::api_error::ApiError;
use super::client_ip::ClientIp;
use super::cookies;
use crate::app::App;
use crate::auth::session;
use crate::store::account::Account;
use crate::store::accounts;

/// Who sends a request.
///
/// The backend knows its own sessions (see [`Backend::sign_in`](crate::Backend::sign_in)). A server that it is mounted
/// in, and that knows its users in another way, says who it is by adding a `Caller` to the extensions of
/// the request, before the backend's router gets it:
///
/// ```
/// # use axum::{extract::Request, middleware::{Next, from_fn}, response::Response, Router};
/// # async fn account_of_token(_: &axum::http::HeaderMap) -> Option<String> { None }
/// use teamwork_connect_backend::Caller;
///
/// async fn recognize(mut request: Request, next: Next) -> Response {
///     if let Some(account) = account_of_token(request.headers()).await {
///         request.extensions_mut().insert(Caller::by_token(account));
///     }
///     next.run(request).await
/// }
///
/// # fn mount(backend: &teamwork_connect_backend::Backend) -> Router {
/// backend.router().layer(from_fn(recognize))
/// # }
/// ```
///
/// A request of nobody needs no such thing: the backend answers what it has to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    account: Account,
    sends_cookies: bool,
}

impl Caller {
    /// Somebody of this account, known by a cookie. The browser keeps cookies of the backend's site then, and
    /// an authorization of a connection is bound to it by one.
    #[must_use]
    pub fn by_cookie(account: impl Into<String>) -> Self {
        Self { account: Account::new(account), sends_cookies: true }
    }

    /// Somebody of this account, known by a token in a header. Whether the browser keeps cookies is not
    /// known, so an authorization of a connection is confirmed at the end by the page that began it.
    #[must_use]
    pub fn by_token(account: impl Into<String>) -> Self {
        Self { account: Account::new(account), sends_cookies: false }
    }

    /// Who sends a request with these headers and extensions, if that is known.
    pub(crate) async fn find(
        app: &App,
        headers: &HeaderMap,
        extensions: &Extensions,
    ) -> Result<Option<Self>, ApiError> {
        let (pool, now) = (app.database.pool(), app.clock.now());
        let told = match extensions.get::<Self>() {
            Some(told) => Some(told.clone()),
            None => by_bearer_token(app, headers, ClientIp::find(app, headers, extensions))?,
        };
        if let Some(caller) = told {
            accounts::ensure(&app.database, caller.account.id(), now).await?;
            return Ok(Some(caller));
        }
        let account = session::find(pool, &app.public_url, cookies::all(headers), now).await?;
        // Where a token is demanded, a cookie that was given before is of no use any more.
        let account = account.filter(|account| {
            app.bearer_token.is_none() || app.local_account.as_deref() != Some(account.id())
        });
        Ok(account.map(|account| Self { account, sends_cookies: true }))
    }

    pub(crate) fn account(&self) -> &Account {
        &self.account
    }

    /// Whether the browser has sent a cookie, so that it takes one, too.
    pub(crate) const fn sends_cookies(&self) -> bool {
        self.sends_cookies
    }
}

/// The local account, for whoever sends the one token that the backend was configured with. Who guesses is
/// told to wait after a while.
fn by_bearer_token(
    app: &App,
    headers: &HeaderMap,
    ip: ClientIp,
) -> Result<Option<Caller>, ApiError> {
    let (Some(token), Some(account)) = (&app.bearer_token, &app.local_account) else {
        return Ok(None);
    };
    let value = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let given = value.and_then(|value| value.split_once(' '));
    let given = given.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    match given {
        None => Ok(None),
        Some((_, given)) if token.is(given.trim()) => Ok(Some(Caller::by_token(account))),
        Some(_) => {
            app.limits.token(ip.network().as_deref())?;
            Ok(None)
        }
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let caller = Self::find(app, &parts.headers, &parts.extensions).await?;
        let caller = caller.ok_or(ApiError::SignedOut)?;
        Span::current().record("account", caller.account.id());
        Ok(caller)
    }
}

impl FromRequestParts<App> for Account {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        let caller = Caller::from_request_parts(parts, app).await?;
        Ok(caller.account().clone())
    }
}
