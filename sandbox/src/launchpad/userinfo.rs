//! The userinfo endpoint: the user and the site of an access token.

use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::authentication::BearerIdentity;
use crate::sandbox::Sandbox;
use crate::user::User;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new().route("/launchpad/v1/userinfo.json", get(userinfo))
}

async fn userinfo(BearerIdentity(identity): BearerIdentity) -> Json<Value> {
    let site = &identity.site;
    Json(json!({
        "sub": User::ID.to_string(),
        "user_id": User::ID,
        "installation_id": site.id(),
        "awsRegion": if site.eu { "EU" } else { "US" },
        "url": format!("{}/", site.url()),
        "name": identity.user.name(),
        "email": identity.user.email(),
        "meta": {"scopes": ["desk", "openid", "projects", "spaces"]},
    }))
}
