//! `POST /connections/test`: tests unsaved settings.

use axum::Json;
use axum::extract::State;
use teamwork_connect_core::validation::validate_target_body;
use teamwork_connect_core::wire::{ConnectionBody, TestReport};

use crate::app::App;
use crate::http::api_error::ApiError;
use crate::http::json_body::JsonBody;
use crate::http::problem::Problem;
use crate::operations::audit::{self, SecretKind};
use crate::provider::client::Credential;
use crate::provider::connection_test;
use crate::store::account::Account;
use crate::store::{access_tokens, passed_tests};

/// Tests unsaved settings against Teamwork.
///
/// Neither stores nor logs them. The name is optional. A connection that is saved within ten
/// minutes with an API key that passed is `online`.
///
/// With OAuth 2.0, the test uses the token of a connection that was authorized for the same API
/// type, site and client, if the account has one. Otherwise only the site is checked, and the other
/// checks are skipped.
#[utoipa::path(
    post,
    path = "/connections/test",
    request_body = ConnectionBody,
    responses(
        (status = 200, body = TestReport),
        (status = "4XX", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn test(
    State(app): State<App>,
    account: Account,
    body: JsonBody<ConnectionBody>,
) -> Result<Json<TestReport>, ApiError> {
    app.limits.save(account.id())?;
    let target = validate_target_body(&body.value).map_err(ApiError::InvalidSettings)?;
    let sealed = access_tokens::find_for(app.database.pool(), &account, &target).await?;
    let token = sealed.as_ref().map(|sealed| sealed.open(&app.keys, account.id())).transpose()?;
    if let Some(sealed) = &sealed {
        audit::secret_read(SecretKind::AccessToken, sealed.connection(), account.id());
    }
    let credential = match (&body.value.api_key, &token) {
        (Some(api_key), _) => Some(Credential::ApiKey(api_key.expose())),
        (None, Some(token)) => Some(Credential::AccessToken(token)),
        (None, None) => None,
    };
    let report = connection_test::test(&app.provider, &target, credential).await;
    if let Some(api_key) = body.value.api_key.as_ref().filter(|_| report.ok) {
        let settings = (&account, &target, api_key);
        passed_tests::remember(app.database.writer(), &app.keys, settings, app.clock.now()).await?;
    }
    Ok(Json(report))
}
