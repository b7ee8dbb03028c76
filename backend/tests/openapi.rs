//! The OpenAPI document.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use crate::common::TestBackend;

async fn document(backend: &TestBackend) -> Value {
    // Reading it requires neither a session nor the header.
    let request = backend.stranger().bare(Method::GET, "/openapi.json");
    request.send().await.unwrap().json().await.unwrap()
}

#[tokio::test]
async fn is_openapi_3_1_below_the_public_url() {
    let backend = TestBackend::start().await;
    let document = document(&backend).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1."));
    assert_eq!(document["servers"][0]["url"], "http://localhost:8080/api");
}

#[tokio::test]
async fn lists_every_route() {
    let backend = TestBackend::start().await;
    let document = document(&backend).await;
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
        "get /health/live",
        "get /health/ready",
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
async fn documents_the_authentication_of_every_operation() {
    let backend = TestBackend::start().await;
    let document = document(&backend).await;
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(schemes["session"]["name"], "teamwork-connect-session");
    assert_eq!(schemes["bearer"]["scheme"], "bearer");
    assert_eq!(document["security"], json!([{"session": []}, {"bearer": []}]));
    // Requesting the configuration signs the caller in, and a caller without a session can sign out.
    let open_exactly = ["get /config", "delete /session"];
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let open = path.starts_with("/health")
                || path.starts_with("/oauth/")
                || open_exactly.contains(&format!("{method} {path}").as_str());
            let expected = if open { json!([{}]) } else { Value::Null };
            assert_eq!(operation["security"], expected, "{method} {path}");
        }
    }
}

#[tokio::test]
async fn all_references_resolve() {
    let backend = TestBackend::start().await;
    let document = document(&backend).await;
    let problem = &document["components"]["schemas"]["Problem"]["properties"];
    assert!(problem.get("publicUrl").is_some(), "b03: where the backend works");
    let text = document.to_string();
    let mut count = 0;
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
        count += 1;
    }
    assert!(count > 10);
    let body = &document["components"]["schemas"]["ProjectsBasic"]["properties"];
    assert_eq!(body["apiKey"]["writeOnly"], true);
    let client = &document["components"]["schemas"]["OauthClientBody"]["properties"];
    assert_eq!(client["clientSecret"]["writeOnly"], true);
    let client = &document["components"]["schemas"]["OauthClient"]["properties"];
    assert!(client.get("clientSecret").is_none() && client.get("clientId").is_some());
    let confirmation = &document["components"]["schemas"]["ConfirmationBody"]["properties"];
    assert_eq!(confirmation["verificationCode"]["writeOnly"], true);
    let answer = &document["components"]["schemas"]["Connection"]["properties"];
    assert!(answer.get("apiKey").is_none() && answer.get("hasApiKey").is_some());
}

#[tokio::test]
async fn every_error_status_has_a_problem_and_every_operation_a_name() {
    let backend = TestBackend::start().await;
    let document = document(&backend).await;
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap().to_owned();
            assert!(names.insert(name), "{method} {path}");
            for (status, answer) in operation["responses"].as_object().unwrap() {
                let status: u16 = status.parse().expect("one status, and no range");
                if status >= 400 && !path.starts_with("/oauth/") {
                    let content = &answer["content"]["application/problem+json"];
                    assert!(content["schema"]["$ref"].is_string(), "{method} {path} {status}");
                }
            }
            let parameters = operation["parameters"].as_array();
            let header = parameters.is_some_and(|parameters| {
                parameters.iter().any(|parameter| parameter["name"] == "X-Requested-With")
            });
            let open = path.starts_with("/health") || path.starts_with("/oauth/");
            assert_eq!(header, !open, "{method} {path}");
        }
    }
    for (_, item) in document["paths"].as_object().unwrap() {
        for operation in item.as_object().unwrap().values() {
            for answer in operation["responses"].as_object().unwrap().values() {
                for link in answer["links"].as_object().into_iter().flat_map(|links| links.values())
                {
                    assert!(names.contains(link["operationId"].as_str().unwrap()), "{link}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_connection_is_exactly_one_of_six_variants() {
    let backend = TestBackend::start().await;
    let document = document(&backend).await;
    let schemas = &document["components"]["schemas"];
    let variants = schemas["ConnectionBody"]["oneOf"].as_array().unwrap();
    assert_eq!(variants.len(), 6);
    for variant in variants {
        let pointer = variant["$ref"].as_str().unwrap().trim_start_matches('#');
        let schema = document.pointer(pointer).unwrap();
        assert_eq!(schema["additionalProperties"], false);
        let required = schema["required"].as_array().unwrap();
        for key in ["name", "apiType", "apiVersion", "region", "siteName", "siteUrl"] {
            assert!(required.iter().any(|own| own == key), "{pointer} {key}");
        }
    }
    // The example is accurate.
    let caller = backend.caller().await;
    let example = &schemas["ProjectsBasic"]["examples"][0];
    assert_eq!(caller.create(example).await.status(), 201);
    let client = &schemas["OauthClientBody"]["examples"][0];
    assert_eq!(caller.create_client(client).await.status(), 201);
}
