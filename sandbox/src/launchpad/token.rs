//! The token endpoint, where the app's server exchanges a code for an access token.

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::app::{CLIENT_ID, CLIENT_SECRET};
use super::sign_ins::{Identity, Redemption};
use crate::behavior::Behavior;
use crate::sandbox::Sandbox;
use crate::site::Site;
use crate::user::User;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new().route("/launchpad/v1/token.json", post(exchange))
}

/// The body, which is JSON according to Teamwork's documentation.
#[derive(Deserialize)]
struct TokenRequest {
    code: String,
    client_id: String,
    client_secret: String,
    redirect_uri: String,
    code_verifier: Option<String>,
}

async fn exchange(
    State(sandbox): State<Sandbox>,
    Extension(behavior): Extension<Behavior>,
    request: Result<Json<TokenRequest>, JsonRejection>,
) -> Response {
    if let Some(code) = &behavior.error {
        let description = behavior.error_description.as_deref();
        return error(code, description.unwrap_or("The sandbox is set to fail."));
    }
    let Ok(Json(request)) = request else {
        return error("invalid_request", "The body must be JSON with all four fields.");
    };
    if request.client_id != CLIENT_ID || request.client_secret != CLIENT_SECRET {
        return error("invalid_client", "No app has this client ID and secret.");
    }
    let now = sandbox.now();
    let other_site = behavior.token_site.as_deref().and_then(Site::parse);
    let redemption = Redemption {
        code: &request.code,
        redirect_uri: &request.redirect_uri,
        verifier: request.code_verifier.as_deref(),
    };
    let redeemed = sandbox.sign_ins(|sign_ins| sign_ins.redeem(redemption, other_site, now));
    let Ok((token, identity)) = redeemed else {
        return error(
            "invalid_grant",
            "The code is invalid, or isn't for this redirect URI and verifier.",
        );
    };
    let spelling = if behavior.new_spelling { "apiEndpoint" } else { "apiEndPoint" };
    answer(StatusCode::OK, success(&token, &identity, spelling))
}

/// Returns an error in the form of RFC 6749, section 5.2, always with 400. The status 401 is for
/// clients that authenticate by a header; here they do so in the body.
fn error(code: &str, description: &str) -> Response {
    answer(StatusCode::BAD_REQUEST, json!({"error": code, "error_description": description}))
}

fn answer(status: StatusCode, body: Value) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

fn success(token: &str, identity: &Identity, api_end_point: &str) -> Value {
    let Identity { user, site } = identity;
    let company = json!({"id": 1, "name": site.name, "logo": ""});
    json!({
        "access_token": token,
        "token_type": "Bearer",
        "status": "ok",
        "installation": {
            "id": site.id(),
            api_end_point: format!("{}/", site.url()),
            "region": if site.eu { "EU" } else { "US" },
            "url": format!("{}/", site.url()),
            "name": site.name,
            "logo": "",
            "company": company,
            "projectsEnabled": true,
            "deskEnabled": true,
            "chatEnabled": true,
        },
        "user": {
            "id": User::ID,
            "firstName": user.first_name,
            "lastName": user.last_name,
            "email": user.email(),
            "avatar": "",
            "company": company,
        },
    })
}
