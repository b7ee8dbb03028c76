//! Both sides of a sign-in: the user's browser and the app's server.

use reqwest::{Method, Response, Url};
use serde_json::{Value, json};

use crate::common::Running;

/// The app's redirect URI.
pub(crate) const CALLBACK: &str = "http://localhost:49152/api/oauth/callback";

/// The hostname of the launchpad.
pub(crate) const WWW: &str = "www.teamwork.com";

/// The path of the token endpoint.
pub(crate) const TOKEN: &str = "/launchpad/v1/token.json";

/// Opens the login page with this query.
pub(crate) async fn open_with(running: &Running, query: &[(&str, &str)]) -> Response {
    let request = running.request(Method::GET, WWW, "/launchpad/login");
    request.query(query).send().await.unwrap()
}

/// Opens the login page as the app does.
pub(crate) async fn open(running: &Running) -> Response {
    let query = [("client_id", "sandbox-client"), ("redirect_uri", CALLBACK), ("state", "a b&c=d")];
    open_with(running, &query).await
}

/// Returns the hidden field that identifies the login.
pub(crate) fn login_of(page: &str) -> String {
    let (_, rest) = page.split_once(r#"name="login" value=""#).unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// Posts a form.
pub(crate) async fn post(running: &Running, path: &str, form: &[(&str, &str)]) -> Response {
    running.request(Method::POST, WWW, path).form(form).send().await.unwrap()
}

/// Submits the login page.
pub(crate) async fn sign_in(running: &Running, login: &str, site: &str, region: &str) -> Response {
    let form =
        [("login", login), ("name", "Ada King Lovelace"), ("site", site), ("region", region)];
    post(running, "/launchpad/login", &form).await
}

/// Clicks a button on the consent page.
pub(crate) async fn decide(running: &Running, login: &str, decision: &str) -> Response {
    post(running, "/launchpad/consent", &[("login", login), ("decision", decision)]).await
}

/// Signs in to a site, up to the consent page.
pub(crate) async fn up_to_consent(running: &Running, site: &str, region: &str) -> String {
    let page = open(running).await.text().await.unwrap();
    let login = login_of(&page);
    assert_eq!(sign_in(running, &login, site, region).await.status(), 200);
    login
}

/// Returns the target of a redirect.
pub(crate) fn location(response: &Response) -> Url {
    response.headers()["location"].to_str().unwrap().parse().unwrap()
}

/// Returns a parameter of a URL.
pub(crate) fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(own, _)| own == name).map(|(_, value)| value.into_owned())
}

/// Completes a sign-in and returns the code.
pub(crate) async fn code_for(running: &Running, site: &str, region: &str) -> String {
    let login = up_to_consent(running, site, region).await;
    let response = decide(running, &login, "accept").await;
    assert_eq!(response.status(), 303);
    parameter(&location(&response), "code").unwrap()
}

/// Returns the body that the app's server posts.
pub(crate) fn body_for(code: &str) -> Value {
    json!({
        "code": code,
        "client_id": "sandbox-client",
        "client_secret": "sandbox-secret",
        "redirect_uri": CALLBACK,
    })
}

/// Posts the body and returns status and JSON of the response.
pub(crate) async fn exchange(running: &Running, body: &Value) -> (u16, Value) {
    let request = running.request(Method::POST, WWW, TOKEN).json(body);
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    (status, response.json().await.unwrap())
}

/// Completes a sign-in and returns the access token.
pub(crate) async fn token_for(running: &Running, site: &str, region: &str) -> String {
    let code = code_for(running, site, region).await;
    let (status, answer) = exchange(running, &body_for(&code)).await;
    assert_eq!(status, 200, "{answer}");
    answer["access_token"].as_str().unwrap().to_owned()
}

/// Sends a `GET` with an access token and returns status and JSON.
pub(crate) async fn get(running: &Running, host: &str, path: &str, token: &str) -> (u16, Value) {
    let request = running.request(Method::GET, host, path).bearer_auth(token);
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    (status, response.json().await.unwrap())
}
