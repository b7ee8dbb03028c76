//! Testing unsaved settings, for everything that Teamwork may do.

use std::time::Duration;

use serde_json::{Value, json};
use teamwork_connect_sandbox::{AuthorizationScheme, Behavior};

use crate::common::{Caller, TestBackend, desk, projects, with};

const V3: &str = "/projects/api/v3/me.json";
const ME: &str = "/me.json";

/// A report in short: a letter for each check, and the code of the failed one.
async fn outcome(caller: &Caller, body: &Value) -> String {
    let report = caller.test(body).await;
    let checks = report["checks"].as_array().unwrap();
    let names: Vec<_> = checks.iter().map(|check| check["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["site", "sign_in", "product"]);
    let failed = checks.iter().any(|check| check["status"] == "failed");
    assert_eq!(report["ok"], !failed);
    let mut short: String =
        checks.iter().map(|check| &check["status"].as_str().unwrap()[..1]).collect();
    for check in checks {
        assert_eq!(check["status"] == "failed", check.get("code").is_some(), "{check}");
        if let Some(code) = check.get("code") {
            short.push(' ');
            short.push_str(code.as_str().unwrap());
        }
    }
    short
}

fn projects_of(version: &str, path: &str) -> Value {
    let body = with(projects("Acme", "good-key"), "apiVersion", version);
    with(body, "apiBaseUrl", format!("https://acme.eu.teamwork.com{path}"))
}

#[tokio::test]
async fn a_good_key_passes_in_every_version() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    for (version, base, path) in
        [("v1", "", ME), ("v2", "/projects/api/v2", ME), ("v3", "/projects/api/v3", V3)]
    {
        backend.sandbox.reset();
        assert_eq!(outcome(&caller, &projects_of(version, base)).await, "ppp", "{version}");
        let requests = backend.sandbox.requests();
        assert_eq!(requests.len(), 1);
        assert_eq!(requests[0].method, "GET");
        assert_eq!(requests[0].host, "acme.eu.teamwork.com");
        assert_eq!(requests[0].path, path);
        assert_eq!(requests[0].authorization, AuthorizationScheme::Basic);
    }
    assert_eq!(caller.count().await, 0, "nothing is stored");
}

#[tokio::test]
async fn a_name_is_not_needed() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let mut body = projects("", "good-key");
    assert_eq!(outcome(&caller, &body).await, "ppp");
    body.as_object_mut().unwrap().remove("name");
    assert_eq!(outcome(&caller, &body).await, "ppp");
}

#[tokio::test]
async fn a_bad_key_and_a_missing_site_are_told_apart() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    assert_eq!(outcome(&caller, &projects("Acme", "invalid")).await, "pfs denied");
    let mut missing = with(projects("Acme", "good-key"), "siteName", "missing");
    missing["siteUrl"] = "https://missing.eu.teamwork.com".into();
    missing["apiBaseUrl"] = "https://missing.eu.teamwork.com/projects/api/v3".into();
    assert_eq!(outcome(&caller, &missing).await, "fss not_found");
}

#[tokio::test]
async fn every_response_of_teamwork_is_mapped() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let status = |status| Behavior { status: Some(status), ..Behavior::default() };
    let body = |text: &str| Behavior { body: Some(text.to_owned()), ..Behavior::default() };
    let html = Behavior { content_type: Some("text/html".to_owned()), ..body("<html>") };
    let huge = |size| Behavior { huge_body: Some(size), ..Behavior::default() };
    for (behavior, expected) in [
        (body("{\"person\":{}}"), "ppp"),
        (status(401), "pfs denied"),
        (status(403), "ppf product_unavailable"),
        (status(404), "ppf product_unavailable"),
        (status(429), "pfs rate_limited"),
        (status(400), "ppf bad_response"),
        (status(418), "ppf bad_response"),
        (status(500), "fss provider_unavailable"),
        (status(502), "fss provider_unavailable"),
        (status(503), "fss provider_unavailable"),
        (status(599), "fss provider_unavailable"),
        (status(301), "fss not_found"),
        (status(304), "fss not_found"),
        (html, "ppf bad_response"),
        (body(""), "ppf bad_response"),
        (body("[]"), "ppf bad_response"),
        (body("{\"person\":"), "ppf bad_response"),
        (body(&format!("[{}]", " ".repeat(100_000))), "ppf bad_response"),
        // Regardless of its size.
        (huge(100_000), "ppp"),
        (huge(1_000_000_000), "ppp"),
        (Behavior { close: true, ..Behavior::default() }, "fss provider_unavailable"),
    ] {
        backend.sandbox.reset();
        backend.sandbox.behave(Behavior { path: Some(V3.to_owned()), ..behavior.clone() });
        let found = outcome(&caller, &projects("Acme", "good-key")).await;
        assert_eq!(found, expected, "{behavior:?}");
    }
}

#[tokio::test]
async fn without_a_product_path_the_common_path_decides() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    for (status, expected) in [
        (200, "ppf product_unavailable"),
        (403, "ppf product_unavailable"),
        (401, "pfs denied"),
        (404, "fss not_found"),
        (429, "pfs rate_limited"),
        (503, "fss provider_unavailable"),
    ] {
        backend.sandbox.reset();
        for (path, status) in [(V3, 404), (ME, status)] {
            backend.sandbox.behave(Behavior {
                path: Some(path.to_owned()),
                status: Some(status),
                body: Some("{}".to_owned()),
                ..Behavior::default()
            });
        }
        assert_eq!(outcome(&caller, &projects("Acme", "good-key")).await, expected, "{status}");
        let paths: Vec<_> = backend.sandbox.requests().into_iter().map(|r| r.path).collect();
        assert_eq!(paths, [V3, ME]);
    }
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    for status in [301, 302, 303, 307, 308] {
        backend.sandbox.reset();
        backend.sandbox.behave(Behavior {
            path: Some(V3.to_owned()),
            status: Some(status),
            location: Some(ME.to_owned()),
            ..Behavior::default()
        });
        assert_eq!(outcome(&caller, &projects("Acme", "good-key")).await, "fss not_found");
        let paths: Vec<_> = backend.sandbox.requests().into_iter().map(|r| r.path).collect();
        assert_eq!(paths, [V3], "{status}");
    }
}

#[tokio::test]
async fn slow_responses_time_out() {
    let backend =
        TestBackend::start_with(|config| config.test_timeout = Duration::from_millis(200)).await;
    let caller = backend.caller().await;
    backend.sandbox.behave(Behavior { delay_ms: Some(60_000), ..Behavior::default() });
    let found = outcome(&caller, &projects("Acme", "good-key")).await;
    assert_eq!(found, "fss provider_unavailable");
}

#[tokio::test]
async fn an_unreachable_site_is_reported() {
    let backend = TestBackend::start_with(|config| {
        // A port that was free a moment ago, so that nothing listens on it.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        config.sandbox_url = Some(format!("http://{address}").parse().unwrap());
    })
    .await;
    let found = outcome(&backend.caller().await, &projects("Acme", "good-key")).await;
    assert_eq!(found, "fss provider_unavailable");
}

#[tokio::test]
async fn with_oauth_only_the_site_is_checked_without_credentials() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let spaces = json!({
        "apiType": "spaces", "apiVersion": "v0", "region": "us", "siteName": "acme", "userId": "7",
        "siteUrl": "https://acme.teamwork.com", "apiBaseUrl": null, "oauthClientId": "some-client",
    });
    for body in [desk("Acme"), spaces] {
        assert_eq!(outcome(&caller, &body).await, "pss");
    }
    for request in backend.sandbox.requests() {
        assert_eq!((request.path.as_str(), request.authorization), (ME, AuthorizationScheme::None));
    }
    for (status, expected) in [
        (404, "fss not_found"),
        (302, "fss not_found"),
        (500, "fss provider_unavailable"),
        (401, "pss"),
        (403, "pss"),
        (429, "pss"),
    ] {
        backend.sandbox.reset();
        backend.sandbox.behave(Behavior { status: Some(status), ..Behavior::default() });
        assert_eq!(outcome(&caller, &desk("Acme")).await, expected, "{status}");
    }
}
