//! Sends requests built from the generated types, and parses the real responses with them.

use std::sync::atomic::{AtomicU32, Ordering};

use openapi_client::{
    Authorization, AuthorizationBody, AuthorizationMode, AuthorizationStart, AuthorizationStatus,
    Config, Connection, ConnectionBody, ConnectionSummary, ConnectionTestBody, DeskV2, Health,
    OauthClient, OauthClientBody, Problem, ProjectsBasic, ProjectsBasicSiteName, ResultCode,
    SpacesV0, TestReport,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use ureq::http::{Request, Response};
use ureq::{Agent, Body};

/// Sends a request to the backend.
fn call(method: &str, path: &str, body: Option<Value>) -> Response<Body> {
    let agent: Agent = Agent::config_builder().http_status_as_error(false).build().into();
    let [api, cookie] = ["BACKEND_API", "HOST_COOKIE"].map(|name| std::env::var(name).unwrap());
    let request = Request::builder()
        .method(method)
        .uri(format!("{api}{path}"))
        .header("X-Requested-With", "teamwork-connect")
        .header("Idempotency-Key", next_key())
        .header("Cookie", cookie);
    let answer = match body {
        Some(body) => {
            let request = request.header("Content-Type", "application/json");
            agent.run(request.body(body.to_string()).unwrap())
        }
        None => agent.run(request.body(()).unwrap()),
    };
    answer.unwrap()
}

/// A key that is unique within this run.
fn next_key() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("client-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

/// Parses a response and checks that nothing was lost: members that the type doesn't have would be missing
/// afterwards.
fn read<T: DeserializeOwned + Serialize>(status: u16, mut answer: Response<Body>) -> T {
    assert_eq!(answer.status(), status, "{:?}", answer.body_mut().read_to_string());
    let said: Value = answer.body_mut().read_json().unwrap();
    let read: T = serde_json::from_value(said.clone()).unwrap_or_else(|error| {
        panic!("{error}: {said}");
    });
    assert_eq!(without_nothing(serde_json::to_value(&read).unwrap()), without_nothing(said));
    read
}

/// Removes nulls and empty lists, which are equivalent to missing members.
fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(fields) => fields
            .into_iter()
            .filter(|(_, value)| !value.is_null() && *value != json!([]))
            .map(|(key, value)| (key, without_nothing(value)))
            .collect(),
        Value::Array(values) => values.into_iter().map(without_nothing).collect(),
        value => value,
    }
}

fn get<T: DeserializeOwned + Serialize>(path: &str) -> T {
    read(200, call("GET", path, None))
}

fn post<T: DeserializeOwned + Serialize>(status: u16, path: &str, body: &impl Serialize) -> T {
    read(status, call("POST", path, Some(serde_json::to_value(body).unwrap())))
}

/// Parses a request body into its type.
fn body<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

fn projects() -> Value {
    json!({
        "name": "Acme projects",
        "apiType": "projects",
        "apiVersion": "v3",
        "region": "eu",
        "siteName": "acme",
        "siteUrl": "https://acme.eu.teamwork.com",
        "apiBaseUrl": "https://acme.eu.teamwork.com/projects/api/v3",
        "authType": "basic",
        "apiKey": "the-key",
    })
}

fn client() -> OauthClient {
    let client =
        json!({"name": "Acme app", "clientId": "the-client", "clientSecret": "the-secret"});
    post(201, "/oauth-clients", &body::<OauthClientBody>(client))
}

fn desk(client: &str) -> Connection {
    let desk: DeskV2 = body(json!({
        "name": "Acme desk",
        "apiType": "desk",
        "apiVersion": "v2",
        "region": "us",
        "siteName": "acme",
        "siteUrl": "https://acme.teamwork.com",
        "apiBaseUrl": "https://acme.teamwork.com/desk/api/v2",
        "oauthClientId": client,
    }));
    post(201, "/connections", &ConnectionBody::from(desk))
}

#[test]
fn the_configuration_and_health_are_read() {
    let config: Config = get("/config");
    assert!(config.redirect_uri.unwrap().ends_with("/oauth/callback"));
    assert!(!config.capabilities.is_empty());
    for path in ["/health", "/health/live", "/health/ready"] {
        assert_eq!(get::<Health>(path).status, "ok");
    }
}

#[test]
fn a_saved_connection_is_read_back_and_listed() {
    let projects: ProjectsBasic = body(projects());
    let projects: Connection = post(201, "/connections", &ConnectionBody::from(projects));
    assert_eq!(projects.has_api_key, Some(true));
    let client = client();
    let desk = desk(&client.id);
    assert_eq!(desk.oauth_client_id.as_ref(), Some(&client.id));
    let spaces: SpacesV0 = body(json!({
        "name": "Acme spaces",
        "apiType": "spaces",
        "apiVersion": "v0",
        "region": "us",
        "siteName": "acme",
        "siteUrl": "https://acme.teamwork.com",
        "oauthClientId": client.id,
        "userId": "7",
    }));
    let spaces: Connection = post(201, "/connections", &ConnectionBody::from(spaces));
    assert_eq!(spaces.api_base_url, None);

    let list: Vec<ConnectionSummary> = get("/connections");
    for saved in [projects, desk, spaces] {
        assert!(list.iter().any(|row| row.id == saved.id && row.name == saved.name));
        assert_eq!(get::<Connection>(&format!("/connections/{}", saved.id)).name, saved.name);
    }
    let clients: Vec<OauthClient> = get("/oauth-clients");
    assert!(clients.iter().any(|own| own.id == client.id && own.client_id == "the-client"));
}

#[test]
fn an_authorization_is_started_and_read() {
    let connection = desk(&client().id);
    let path = format!("/connections/{}/authorizations", connection.id);
    let popup = AuthorizationBody { mode: AuthorizationMode::Popup, return_key: None };
    let start: AuthorizationStart = post(201, &path, &popup);
    assert!(start.start_url.ends_with(&start.id) && start.expires_in > 0);
    let record: Authorization = get(&format!("/authorizations/{}", start.id));
    assert_eq!(record.status, AuthorizationStatus::Pending);
}

#[test]
fn a_connection_is_tested() {
    let report: TestReport =
        post(200, "/connections/test", &body::<ConnectionTestBody>(projects()));
    assert!(report.ok && report.checks.len() == 3);
}

#[test]
fn problems_are_read() {
    let nothing: Problem = read(404, call("GET", "/connections/nothing", None));
    assert_eq!((nothing.status, nothing.code), (404, ResultCode::NotFound));
    let empty: Problem = post(422, "/connections", &json!({}));
    assert!(empty.errors.iter().any(|field| field.pointer == "/name" && field.code == "required"));
    let malformed: Problem = post(400, "/connections", &json!([]));
    assert_eq!(malformed.code, ResultCode::Invalid);
}

#[test]
fn invalid_values_do_not_parse() {
    assert!("acme".parse::<ProjectsBasicSiteName>().is_ok());
    for text in ["", "a.b", "eu", "-acme"] {
        assert!(text.parse::<ProjectsBasicSiteName>().is_err(), "{text}");
    }
    let mut unknown = projects();
    unknown["spaceId"] = "42".into();
    assert!(serde_json::from_value::<ProjectsBasic>(unknown).is_err());
}
