//! Who a request comes from.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::api_error::ApiError;
use crate::app::App;
use crate::session;

/// The account that a request is signed in to. Every row belongs to one, and every query names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Account(String);

impl Account {
    pub(crate) fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    pub(crate) fn id(&self) -> &str {
        &self.0
    }
}

impl FromRequestParts<App> for Account {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, ApiError> {
        session::find(app.database.pool(), &app.public_url, &parts.headers, app.clock.now())
            .await?
            .ok_or(ApiError::SignedOut)
    }
}
