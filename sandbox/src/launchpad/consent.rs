//! The consent page, which asks whether the app may act for the user.

use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::post;
use axum::{Extension, Router};
use serde::Deserialize;

use super::app::NAME;
use super::page::{Escaped, error_page, no_such_login, page};
use super::send_back::SendBack;
use super::sign_ins::Identity;
use crate::behavior::Behavior;
use crate::sandbox::Sandbox;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new().route("/launchpad/consent", post(decide))
}

/// The form fields of the page.
#[derive(Debug, Deserialize)]
struct ConsentForm {
    login: String,
    decision: Decision,
}

/// The button that the user clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Decision {
    Accept,
    Deny,
}

/// Returns the page that asks this user.
pub(crate) fn page_for(login: &str, identity: &Identity) -> Response {
    let heading = format!("{NAME} wants to access {}", identity.site.host());
    let html = format!(
        include_str!("consent.html"),
        login = Escaped(login),
        name = Escaped(&identity.user.name()),
    );
    page(StatusCode::OK, &heading, &html)
}

async fn decide(
    State(sandbox): State<Sandbox>,
    Extension(behavior): Extension<Behavior>,
    form: Result<Form<ConsentForm>, FormRejection>,
) -> Response {
    let Ok(Form(form)) = form else {
        return error_page("The form can’t be read.");
    };
    let Some((request, identity)) = sandbox.sign_ins(|sign_ins| sign_ins.end(&form.login)) else {
        return no_such_login();
    };
    let send_back = SendBack { request: &request, behavior: &behavior };
    if let Some(response) = send_back.with_error_as_told() {
        return response;
    }
    match form.decision {
        Decision::Accept => {
            let now = sandbox.now();
            let code =
                sandbox.sign_ins(|sign_ins| sign_ins.issue_code(request.clone(), identity, now));
            send_back.with_code(&code)
        }
        Decision::Deny => send_back.with_error("access_denied", "The user denied access."),
    }
}
