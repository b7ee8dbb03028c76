//! Whose browser it is that visits a page.

use core::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, Method};

use crate::app::App;
use crate::http::api_error::ApiError;
use crate::http::caller::Caller;
use crate::http::client_ip::ClientIp;
use crate::http::cookies;
use crate::oauth::{binding, verification_code};
use crate::operations::audit::{self, Refusal};
use crate::store::authorization_row::AuthorizationRow;

/// A browser that visits a page.
pub(crate) struct Visitor {
    headers: HeaderMap,
    /// What the server that the backend is mounted in says of the user.
    extensions: Extensions,
    method: Method,
    ip: ClientIp,
}

impl Visitor {
    /// Refuses whoever comes too often.
    pub(crate) fn admit(&self, app: &App) -> Result<(), ApiError> {
        Ok(app.limits.callback(self.ip.network().as_deref())?)
    }

    /// Whether the user may have gone there, rather than a page that shows it in a frame or as an image, or a
    /// program that only looks whether it is there.
    pub(crate) fn navigates(&self) -> bool {
        // Browsers say what it is for. One that is too old to, says nothing, and a service worker of this
        // origin that passes a visit on makes it "empty": what protects is the cookie and the state.
        let page = self
            .headers
            .get("sec-fetch-dest")
            .is_none_or(|value| value == "document" || value == "empty");
        page && self.method == Method::GET
    }

    /// Whether a page shows it in a frame.
    pub(crate) fn is_framed(&self) -> bool {
        let dest = self.headers.get("sec-fetch-dest").map(|value| value.as_bytes());
        matches!(dest, Some(b"iframe" | b"frame" | b"fencedframe" | b"embed" | b"object"))
    }

    /// Tells the operator that this browser was sent away.
    pub(crate) fn refused(&self, refusal: Refusal, authorization: Option<&AuthorizationRow>) {
        let ClientIp(ip) = self.ip;
        audit::visit_refused(refusal, authorization, ip);
    }

    /// Whether the browser is the one that an authorization is bound to, and nobody else signed in to it since.
    pub(crate) async fn is_bound_to(
        &self,
        app: &App,
        authorization: &AuthorizationRow,
    ) -> Result<bool, ApiError> {
        Ok(self.binding(app, authorization).is_some()
            && self.may_be_its_user(app, authorization).await?)
    }

    /// Whether the user may be the one who began an authorization. Nobody signed in may be.
    pub(crate) async fn may_be_its_user(
        &self,
        app: &App,
        authorization: &AuthorizationRow,
    ) -> Result<bool, ApiError> {
        let caller = Caller::find(app, &self.headers, &self.extensions).await?;
        Ok(caller.is_none_or(|caller| *caller.account() == authorization.account()))
    }

    /// The verification code that confirms an authorization, if the browser is the one that it is bound to.
    pub(crate) fn verification_code(
        &self,
        app: &App,
        authorization: &AuthorizationRow,
    ) -> Option<String> {
        let cookie = self.binding(app, authorization)?;
        Some(verification_code::of_cookie(&authorization.id, cookie))
    }

    /// Its cookies, as name and value.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        cookies::all(&self.headers)
    }

    /// The authorizations that the browser has cookies for.
    pub(crate) fn authorizations(&self, app: &App) -> Vec<String> {
        binding::named(&app.public_url, self.cookies())
    }

    /// The value of the cookie that binds an authorization to this browser, if one does.
    pub(crate) fn binding(&self, app: &App, authorization: &AuthorizationRow) -> Option<&str> {
        binding::value_of(&app.public_url, self.cookies(), authorization)
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self {
            headers: parts.headers.clone(),
            extensions: parts.extensions.clone(),
            method: parts.method.clone(),
            ip: ClientIp::from_request_parts(parts, app).await?,
        })
    }
}
