//! The login page. It asks for a name and a site, but for no password.

use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use serde::Deserialize;
use serde_json::Value;

use super::app::CLIENT_ID;
use super::consent;
use super::page::{Escaped, error_page, no_such_login, page};
use super::send_back::SendBack;
use super::sign_ins::{Identity, LoginRequest};
use crate::behavior::Behavior;
use crate::sandbox::Sandbox;
use crate::site::Site;
use crate::user::User;

pub(crate) fn router() -> Router<Sandbox> {
    Router::new().route("/launchpad/login", get(show).post(sign_in))
}

/// The query with which the app sends the browser.
#[derive(Debug, Deserialize)]
struct LoginQuery {
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    redirect_uri: String,
    state: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
}

/// The form fields of the page.
#[derive(Debug, Deserialize)]
struct LoginForm {
    login: String,
    name: String,
    site: String,
    region: Region,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Region {
    Us,
    Eu,
}

/// Shows the login page. It never redirects on errors, because the link may not come from the app.
async fn show(
    State(sandbox): State<Sandbox>,
    Extension(behavior): Extension<Behavior>,
    query: Result<Query<LoginQuery>, QueryRejection>,
) -> Response {
    let Ok(Query(query)) = query else {
        return error_page("The link to this page is invalid.");
    };
    if query.client_id != CLIENT_ID {
        return error_page("No app is registered with this client ID.");
    }
    if !sandbox.app().has_redirect_uri(&query.redirect_uri) {
        return error_page("The app isn’t registered with this redirect URI.");
    }
    if query.code_challenge.is_some() && query.code_challenge_method.as_deref() != Some("S256") {
        return error_page("The app must use the challenge method S256.");
    }
    let request = LoginRequest {
        redirect_uri: query.redirect_uri,
        state: query.state,
        challenge: query.code_challenge,
    };
    let send_back = SendBack { request: &request, behavior: &behavior };
    if let Some(response) = send_back.with_error_as_told() {
        return response;
    }
    let login = sandbox.sign_ins(|sign_ins| sign_ins.begin(request));
    let preset = LoginForm {
        login,
        name: "Ada Lovelace".to_owned(),
        site: "acme".to_owned(),
        region: Region::Us,
    };
    let script = behavior.navigate_opener.as_deref().map(navigate_opener).unwrap_or_default();
    page(StatusCode::OK, HEADING, &(form_html(&preset, None) + &script))
}

/// Returns a script that does what a hostile page could do to the page that opened its window.
fn navigate_opener(url: &str) -> String {
    // JSON is also a JavaScript string. Escaping `<` keeps it from ending the element.
    let url = Value::from(url).to_string().replace('<', "\\u003c");
    format!("<script>try {{ opener.location = {url} }} catch {{ /* No opener. */ }}</script>")
}

async fn sign_in(
    State(sandbox): State<Sandbox>,
    typed: Result<Form<LoginForm>, FormRejection>,
) -> Response {
    let Ok(Form(typed)) = typed else {
        return error_page("The form can’t be read.");
    };
    if !sandbox.sign_ins(|sign_ins| sign_ins.is_pending(&typed.login)) {
        return no_such_login();
    }
    let Some(user) = User::named(&typed.name) else {
        return form(StatusCode::UNPROCESSABLE_ENTITY, &typed, Some(Mistake::Name));
    };
    let Some(site) = site(&typed) else {
        return form(StatusCode::UNPROCESSABLE_ENTITY, &typed, Some(Mistake::Site));
    };
    let identity = Identity { user, site };
    let answer = consent::page_for(&typed.login, &identity);
    sandbox.sign_ins(|sign_ins| sign_ins.identify(&typed.login, identity));
    answer
}

fn site(typed: &LoginForm) -> Option<Site> {
    let name = typed.site.trim().to_ascii_lowercase();
    let region = if typed.region == Region::Eu { ".eu" } else { "" };
    Site::parse(&format!("{name}{region}.teamwork.com")).filter(|site| site.name == name)
}

/// The field that the user has to correct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mistake {
    Name,
    Site,
}

impl Mistake {
    fn sentence(self) -> &'static str {
        match self {
            Self::Name => "Enter a name.",
            Self::Site => "Site not found. Enter only its name, such as acme.",
        }
    }
}

const HEADING: &str = "Sign in to Teamwork (sandbox)";

fn form(status: StatusCode, values: &LoginForm, mistake: Option<Mistake>) -> Response {
    page(status, HEADING, &form_html(values, mistake))
}

fn form_html(values: &LoginForm, mistake: Option<Mistake>) -> String {
    let error = mistake.map_or_else(String::new, |mistake| {
        format!("<p class=\"error\" id=\"error\" role=\"alert\">{}</p>", mistake.sentence())
    });
    let marked = |field: Mistake| {
        if mistake == Some(field) {
            " aria-invalid=\"true\" aria-describedby=\"error\" autofocus"
        } else {
            ""
        }
    };
    let selected = |region: Region| if values.region == region { " selected" } else { "" };
    format!(
        include_str!("login.html"),
        error = error,
        login = Escaped(&values.login),
        name = Escaped(&values.name),
        name_marked = marked(Mistake::Name),
        site = Escaped(&values.site),
        site_marked = marked(Mistake::Site),
        us = selected(Region::Us),
        eu = selected(Region::Eu),
    )
}
