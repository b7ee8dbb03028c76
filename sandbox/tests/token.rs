//! The token endpoint.

use std::time::Duration;

use crate::common::Running;
use crate::sign_in::{
    CALLBACK, TOKEN, WWW, body_for, code_for, decide, exchange, get, location, login_of, open_with,
    parameter, sign_in,
};
use reqwest::Method;
use serde_json::json;

const MINUTE: Duration = Duration::from_secs(60);
const ME: &str = "/projects/api/v3/me.json";

#[tokio::test]
async fn returns_a_token_with_its_user_and_site() {
    let running = Running::start().await;
    for (site, region, url, answered_region) in [
        ("acme", "us", "https://acme.teamwork.com/", "US"),
        ("beta", "eu", "https://beta.eu.teamwork.com/", "EU"),
    ] {
        let code = code_for(&running, site, region).await;
        let (status, answer) = exchange(&running, &body_for(&code)).await;
        assert_eq!(status, 200);
        assert!(answer["access_token"].as_str().unwrap().starts_with("tkn.v1_"));
        assert_eq!((&answer["status"], &answer["token_type"]), (&json!("ok"), &json!("Bearer")));
        let installation = &answer["installation"];
        assert!(installation["id"].is_u64());
        assert_eq!(installation["apiEndPoint"], url);
        assert_eq!(installation["url"], url);
        assert_eq!(installation["region"], answered_region);
        assert_eq!(installation["name"], site);
        assert_eq!(installation["company"]["name"], site);
        for product in ["projectsEnabled", "deskEnabled", "chatEnabled"] {
            assert_eq!(installation[product], true, "{product}");
        }
        assert_eq!(answer["user"]["id"], 123_456);
        assert_eq!(answer["user"]["firstName"], "Ada");
        assert_eq!(answer["user"]["lastName"], "King Lovelace");
        assert_eq!(answer["user"]["email"], "ada@example.com");
    }
}

#[tokio::test]
async fn must_not_be_cached() {
    let running = Running::start().await;
    let code = code_for(&running, "acme", "us").await;
    let request = running.request(Method::POST, WWW, TOKEN).json(&body_for(&code));
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["content-type"], "application/json");
}

#[tokio::test]
async fn a_second_use_of_a_code_revokes_the_token() {
    let running = Running::start().await;
    let code = code_for(&running, "acme", "us").await;
    let (_, answer) = exchange(&running, &body_for(&code)).await;
    let token = answer["access_token"].as_str().unwrap();
    assert_eq!(get(&running, "acme.teamwork.com", ME, token).await.0, 200);
    for _ in 0..2 {
        let (status, answer) = exchange(&running, &body_for(&code)).await;
        assert_eq!((status, &answer["error"]), (400, &json!("invalid_grant")));
    }
    assert_eq!(get(&running, "acme.teamwork.com", ME, token).await.0, 401);
    assert_eq!(get(&running, WWW, "/launchpad/v1/userinfo.json", token).await.0, 401);
}

#[tokio::test]
async fn a_code_with_a_challenge_requires_its_verifier() {
    // RFC 7636, appendix B.
    let (verifier, challenge) = (
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    );
    let running = Running::start().await;
    let query = [
        ("client_id", "sandbox-client"),
        ("redirect_uri", CALLBACK),
        ("code_challenge", challenge),
        ("code_challenge_method", "S256"),
    ];
    assert_eq!(open_with(&running, &query[..3]).await.status(), 400, "only S256");
    for (given, expected) in [
        (None, 400),
        (Some("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl"), 400),
        (Some(challenge), 400),
        (Some(verifier), 200),
    ] {
        let login = login_of(&open_with(&running, &query).await.text().await.unwrap());
        sign_in(&running, &login, "acme", "us").await;
        let back = location(&decide(&running, &login, "accept").await);
        let mut body = body_for(&parameter(&back, "code").unwrap());
        if let Some(given) = given {
            body["code_verifier"] = given.into();
        }
        assert_eq!(exchange(&running, &body).await.0, expected, "{given:?}");
    }
    let mut body = body_for(&code_for(&running, "acme", "us").await);
    body["code_verifier"] = verifier.into();
    assert_eq!(exchange(&running, &body).await.0, 400, "a verifier without a challenge is refused");
}

#[tokio::test]
async fn a_code_is_valid_for_fifteen_minutes() {
    let running = Running::start().await;
    let (young, old) =
        (code_for(&running, "acme", "us").await, code_for(&running, "acme", "us").await);
    running.sandbox.advance_clock(14 * MINUTE);
    assert_eq!(exchange(&running, &body_for(&young)).await.0, 200);
    running.sandbox.advance_clock(MINUTE);
    let (status, answer) = exchange(&running, &body_for(&old)).await;
    assert_eq!((status, &answer["error"]), (400, &json!("invalid_grant")));
}

#[tokio::test]
async fn the_clock_can_be_advanced_over_http() {
    let running = Running::start().await;
    let code = code_for(&running, "acme", "us").await;
    let control =
        |body| running.request(Method::POST, "localhost", "/sandbox/clock").json(&body).send();
    assert_eq!(control(json!({"advanceSeconds": 901})).await.unwrap().status(), 204);
    assert_eq!(exchange(&running, &body_for(&code)).await.0, 400);
    assert!(control(json!({"advanceSeconds": -1})).await.unwrap().status().is_client_error());
    assert!(control(json!({"seconds": 1})).await.unwrap().status().is_client_error());
    // As far as possible and further, which must not crash it.
    for _ in 0..2 {
        assert_eq!(control(json!({"advanceSeconds": u64::MAX})).await.unwrap().status(), 204);
    }
    let code = code_for(&running, "acme", "us").await;
    assert_eq!(exchange(&running, &body_for(&code)).await.0, 200);
}

#[tokio::test]
async fn refuses_a_wrong_client_and_keeps_the_code() {
    let running = Running::start().await;
    let code = code_for(&running, "acme", "us").await;
    for (field, wrong) in
        [("client_id", "other"), ("client_secret", "wrong"), ("client_secret", "")]
    {
        let mut body = body_for(&code);
        body[field] = json!(wrong);
        let (status, answer) = exchange(&running, &body).await;
        assert_eq!((status, &answer["error"]), (400, &json!("invalid_client")), "{field}");
    }
    assert_eq!(exchange(&running, &body_for(&code)).await.0, 200);
}

#[tokio::test]
async fn refuses_a_different_redirect_uri() {
    let running = Running::start().await;
    let code = code_for(&running, "acme", "us").await;
    for other in ["http://localhost:49153/api/oauth/callback", "https://evil.example/", ""] {
        let mut body = body_for(&code);
        body["redirect_uri"] = json!(other);
        let (status, answer) = exchange(&running, &body).await;
        assert_eq!((status, &answer["error"]), (400, &json!("invalid_grant")), "{other}");
    }
    assert_eq!(exchange(&running, &body_for(&code)).await.0, 200);
}

#[tokio::test]
async fn refuses_an_unknown_code() {
    let running = Running::start().await;
    for code in ["", "made-up"] {
        let (status, answer) = exchange(&running, &body_for(code)).await;
        assert_eq!((status, &answer["error"]), (400, &json!("invalid_grant")));
    }
}

#[tokio::test]
async fn accepts_only_json() {
    let running = Running::start().await;
    let code = code_for(&running, "acme", "us").await;
    let request = || running.request(Method::POST, WWW, TOKEN);
    let mut lacking = body_for(&code);
    lacking.as_object_mut().unwrap().remove("redirect_uri");
    for request in [request().form(&body_for(&code)), request().json(&lacking), request()] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 400);
        let answer: serde_json::Value = response.json().await.unwrap();
        assert_eq!(answer["error"], "invalid_request");
    }
    let response = running.request(Method::GET, WWW, TOKEN).send().await.unwrap();
    assert_eq!(response.status(), 405);
}

#[tokio::test]
async fn codes_belong_to_the_redirect_uri_of_their_own_login() {
    let running = Running::start().await;
    let other = "http://127.0.0.1:1/oauth/callback";
    let query = [("client_id", "sandbox-client"), ("redirect_uri", other)];
    let login = login_of(&open_with(&running, &query).await.text().await.unwrap());
    sign_in(&running, &login, "acme", "us").await;
    let url = location(&decide(&running, &login, "accept").await);
    assert!(url.as_str().starts_with(other));
    let mut body = body_for(&parameter(&url, "code").unwrap());
    assert_eq!(exchange(&running, &body).await.0, 400);
    body["redirect_uri"] = json!(other);
    assert_eq!(exchange(&running, &body).await.0, 200);
}

#[tokio::test]
async fn exchanges_can_be_counted_and_nothing_secret_is_logged() {
    let running = Running::start().await;
    let code = code_for(&running, "acme", "us").await;
    let (_, answer) = exchange(&running, &body_for(&code)).await;
    let token = answer["access_token"].as_str().unwrap();
    get(&running, "acme.teamwork.com", ME, token).await;
    let requests = running.sandbox.requests();
    assert_eq!(requests.iter().filter(|request| request.path == TOKEN).count(), 1);
    let log = serde_json::to_string(&requests).unwrap();
    for secret in [&*code, token, "sandbox-secret"] {
        assert!(!log.contains(secret), "{log}");
    }
}

#[tokio::test]
async fn a_reset_clears_codes_and_tokens() {
    let running = Running::start().await;
    let used = code_for(&running, "acme", "us").await;
    let (_, answer) = exchange(&running, &body_for(&used)).await;
    let unused = code_for(&running, "acme", "us").await;
    running.sandbox.reset();
    assert_eq!(exchange(&running, &body_for(&unused)).await.0, 400);
    let token = answer["access_token"].as_str().unwrap();
    assert_eq!(get(&running, "acme.teamwork.com", ME, token).await.0, 401);
}
