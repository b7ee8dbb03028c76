//! The document that describes the API.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use crate::common::TestHost;

async fn document(host: &TestHost) -> Value {
    // Neither a session nor the header is needed to read it.
    let request = host.stranger().bare(Method::GET, "/openapi.json");
    request.send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn is_openapi_3_1_below_the_public_url() {
    let host = TestHost::start().await;
    let document = document(&host).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    assert_eq!(document["servers"][0]["url"], "http://localhost:8080/api");
}

#[tokio::test]
async fn lists_every_route() {
    let host = TestHost::start().await;
    let document = document(&host).await;
    let mut routes = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            routes.insert(format!("{method} {path}"));
        }
    }
    let expected = [
        "delete /authorizations/{id}",
        "delete /connections/{id}",
        "delete /oauth-clients/{id}",
        "delete /session",
        "delete /sessions",
        "get /authorizations/{id}",
        "get /config",
        "get /connections",
        "get /connections/{id}",
        "get /health",
        "get /oauth-clients",
        "get /oauth-clients/{id}",
        "get /oauth/callback",
        "get /oauth/done/{id}",
        "get /oauth/start/{id}",
        "post /authorizations/{id}/confirm",
        "post /connections",
        "post /connections/test",
        "post /connections/{id}/authorizations",
        "post /oauth-clients",
        "post /oauth/refused",
        "put /connections/{id}",
        "put /oauth-clients/{id}",
    ];
    assert_eq!(routes, expected.map(str::to_owned).into());
}

#[tokio::test]
async fn says_who_may_call_what() {
    let host = TestHost::start().await;
    let document = document(&host).await;
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(schemes["session"]["name"], "teamwork-connect-session");
    assert_eq!(schemes["bearer"]["scheme"], "bearer");
    assert_eq!(document["security"], json!([{"session": []}, {"bearer": []}]));
    for (path, item) in document["paths"].as_object().unwrap() {
        let open = path == "/health" || path.starts_with("/oauth/");
        for operation in item.as_object().unwrap().values() {
            let expected = if open { json!([{}]) } else { Value::Null };
            assert_eq!(operation["security"], expected, "{path}");
        }
    }
}

#[tokio::test]
async fn what_it_refers_to_is_there() {
    let host = TestHost::start().await;
    let document = document(&host).await;
    let problem = &document["components"]["schemas"]["Problem"]["properties"];
    assert!(problem.get("publicUrl").is_some(), "b03: where the host works");
    let text = document.to_string();
    let mut count = 0;
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
        count += 1;
    }
    assert!(count > 10);
    let body = &document["components"]["schemas"]["ConnectionBody"]["properties"];
    assert_eq!(body["apiKey"]["writeOnly"], true);
    let client = &document["components"]["schemas"]["OauthClientBody"]["properties"];
    assert_eq!(client["clientSecret"]["writeOnly"], true);
    let client = &document["components"]["schemas"]["OauthClient"]["properties"];
    assert!(client.get("clientSecret").is_none() && client.get("clientId").is_some());
    let confirmation = &document["components"]["schemas"]["ConfirmationBody"]["properties"];
    assert_eq!(confirmation["handle"]["writeOnly"], true);
    let answer = &document["components"]["schemas"]["Connection"]["properties"];
    assert!(answer.get("apiKey").is_none() && answer.get("hasApiKey").is_some());
}
