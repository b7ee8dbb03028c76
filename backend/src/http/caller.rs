//! The caller of a request and how it is authenticated.

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

/// The caller of a request.
///
/// The backend knows its own sessions (see [`Backend::sign_in`](crate::Backend::sign_in)). A server
/// that embeds the backend and authenticates its users in another way adds a `Caller` to the
/// extensions of the request before it reaches the backend's router:
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
/// Leave unauthenticated requests as they are: the backend rejects them where authentication is
/// required.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    account: Account,
    sends_cookies: bool,
}

impl Caller {
    /// Creates a caller of this account that is authenticated by a cookie. Its browser stores
    /// cookies of the backend's site, so a cookie binds an authorization to that browser.
    #[must_use]
    pub fn by_cookie(account: impl Into<String>) -> Self {
        Self { account: Account::new(account), sends_cookies: true }
    }

    /// Creates a caller of this account that is authenticated by a token in a header. Its browser
    /// may not store cookies, so the page that begins an authorization must confirm it at the end.
    #[must_use]
    pub fn by_token(account: impl Into<String>) -> Self {
        Self { account: Account::new(account), sends_cookies: false }
    }

    /// Returns the caller of a request with these headers and extensions, or `None` if it is not
    /// authenticated.
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
        // If a bearer token is required, session cookies of the local account that were issued
        // earlier no longer count.
        let account = account.filter(|account| {
            app.bearer_token.is_none() || app.local_account.as_deref() != Some(account.id())
        });
        Ok(account.map(|account| Self { account, sends_cookies: true }))
    }

    pub(crate) fn account(&self) -> &Account {
        &self.account
    }

    /// Returns whether the browser sent a cookie, and so will store one too.
    pub(crate) const fn sends_cookies(&self) -> bool {
        self.sends_cookies
    }
}

/// Authenticates the local account by the configured bearer token. Repeated wrong tokens are rate
/// limited.
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
