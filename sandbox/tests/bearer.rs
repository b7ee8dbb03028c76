//! Requests with an access token.

use crate::common::Running;
use crate::sign_in::{WWW, get, token_for};
use reqwest::Method;
use serde_json::json;

const USERINFO: &str = "/launchpad/v1/userinfo.json";
const PRODUCTS: [&str; 4] = [
    "/me.json",
    "/projects/api/v3/me.json",
    "/desk/api/v2/me.json",
    "/spaces/api/v2/spaces/42/pages.json",
];

#[tokio::test]
async fn a_token_works_for_every_product_of_its_site_only() {
    let running = Running::start().await;
    let token = token_for(&running, "acme", "eu").await;
    for path in PRODUCTS {
        for (host, expected) in [
            ("acme.eu.teamwork.com", 200),
            ("ACME.eu.teamwork.com:443", 200),
            ("acme.teamwork.com", 401),
            ("beta.eu.teamwork.com", 401),
            ("missing.eu.teamwork.com", 404),
        ] {
            assert_eq!(get(&running, host, path, &token).await.0, expected, "{host}{path}");
        }
    }
}

#[tokio::test]
async fn products_respond_with_the_tokens_user() {
    let running = Running::start().await;
    let token = token_for(&running, "acme", "us").await;
    let [v1, v3, desk, _] = PRODUCTS;
    for (path, pointer) in
        [(v1, "/person/first-name"), (v3, "/person/firstName"), (desk, "/user/firstName")]
    {
        let (_, answer) = get(&running, "acme.teamwork.com", path, &token).await;
        assert_eq!(answer.pointer(pointer), Some(&json!("Ada")), "{path}");
    }
}

#[tokio::test]
async fn a_changed_token_is_refused() {
    let running = Running::start().await;
    let token = token_for(&running, "acme", "us").await;
    let (shorter, longer) = (&token[..token.len() - 1], format!("{token}a"));
    for path in PRODUCTS {
        for wrong in [shorter, &longer, "", "tkn.v1_"] {
            assert_eq!(get(&running, "acme.teamwork.com", path, wrong).await.0, 401, "{wrong}");
        }
    }
    for path in &PRODUCTS[2..] {
        let (status, _) = running.get("acme.teamwork.com", path, &token).await;
        assert_eq!(status, 401, "{path} with the token as an API key");
    }
}

#[tokio::test]
async fn userinfo_returns_the_tokens_user() {
    let running = Running::start().await;
    let token = token_for(&running, "beta", "eu").await;
    let (status, answer) = get(&running, WWW, USERINFO, &token).await;
    assert_eq!(status, 200);
    assert_eq!((&answer["user_id"], &answer["sub"]), (&json!(123_456), &json!("123456")));
    assert!(answer["installation_id"].is_u64());
    assert_eq!(answer["awsRegion"], "EU");
    assert_eq!(answer["url"], "https://beta.eu.teamwork.com/");
    assert!(answer["meta"]["scopes"].is_array());
}

#[tokio::test]
async fn userinfo_requires_a_token() {
    let running = Running::start().await;
    assert_eq!(get(&running, WWW, USERINFO, "made-up").await.0, 401);
    assert_eq!(running.get(WWW, USERINFO, "some-key").await.0, 401);
    let response = running.request(Method::GET, WWW, USERINFO).send().await.unwrap();
    assert_eq!(response.status(), 401);
}
