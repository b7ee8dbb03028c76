//! The browser that visits a page, and whether it may.

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
    /// The request's extensions, where an embedding server puts the user.
    extensions: Extensions,
    method: Method,
    ip: ClientIp,
}

impl Visitor {
    /// Fails if the visitor exceeds the rate limit.
    pub(crate) fn admit(&self, app: &App) -> Result<(), ApiError> {
        Ok(app.limits.callback(self.ip.network().as_deref())?)
    }

    /// Returns whether the user may have navigated to the page. This excludes a page that loads it
    /// in a frame or as an image, and a program that only probes whether it exists.
    pub(crate) fn navigates(&self) -> bool {
        // Browsers send the purpose of a request. Old ones omit it, and a service worker of this
        // origin that forwards a navigation sets it to "empty". Both are accepted: the cookie and
        // the state protect the page.
        let page = self
            .headers
            .get("sec-fetch-dest")
            .is_none_or(|value| value == "document" || value == "empty");
        page && self.method == Method::GET
    }

    /// Returns whether a page shows it in a frame.
    pub(crate) fn is_framed(&self) -> bool {
        let dest = self.headers.get("sec-fetch-dest").map(|value| value.as_bytes());
        matches!(dest, Some(b"iframe" | b"frame" | b"fencedframe" | b"embed" | b"object"))
    }

    /// Records in the audit log that this browser was refused.
    pub(crate) fn refused(&self, refusal: Refusal, authorization: Option<&AuthorizationRow>) {
        let ClientIp(ip) = self.ip;
        audit::visit_refused(refusal, authorization, ip);
    }

    /// Returns whether an authorization is bound to this browser and nobody else has signed in to
    /// it since.
    pub(crate) async fn is_bound_to(
        &self,
        app: &App,
        authorization: &AuthorizationRow,
    ) -> Result<bool, ApiError> {
        Ok(self.binding(app, authorization).is_some()
            && self.may_be_its_user(app, authorization).await?)
    }

    /// Returns whether the user may be the one who began an authorization. A browser without a
    /// session may.
    pub(crate) async fn may_be_its_user(
        &self,
        app: &App,
        authorization: &AuthorizationRow,
    ) -> Result<bool, ApiError> {
        let caller = Caller::find(app, &self.headers, &self.extensions).await?;
        Ok(caller.is_none_or(|caller| *caller.account() == authorization.account()))
    }

    /// Returns the verification code of an authorization if it is bound to this browser.
    pub(crate) fn verification_code(
        &self,
        app: &App,
        authorization: &AuthorizationRow,
    ) -> Option<String> {
        let cookie = self.binding(app, authorization)?;
        Some(verification_code::of_cookie(&authorization.id, cookie))
    }

    /// Returns the browser's cookies as name and value.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        cookies::all(&self.headers)
    }

    /// Returns the authorizations that the browser has cookies for.
    pub(crate) fn authorizations(&self, app: &App) -> Vec<String> {
        binding::named(&app.public_url, self.cookies())
    }

    /// Returns the value of the cookie that binds an authorization to this browser, if it has one.
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
