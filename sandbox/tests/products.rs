//! The endpoints of Teamwork's products.

use crate::common::Running;
use reqwest::Method;
use teamwork_connect_sandbox::Behavior;

const V1: &str = "/me.json";
const V3: &str = "/projects/api/v3/me.json";
const DESK: &str = "/desk/api/v2/me.json";
const SPACES: &str = "/spaces/api/v2/spaces/42/pages.json";

#[tokio::test]
async fn projects_responds_in_its_own_shapes() {
    let running = Running::start().await;
    let (status, v1) = running.get("acme.teamwork.com", V1, "some-key").await;
    assert_eq!((status, &v1["person"]["first-name"]), (200, &"Sam".into()));
    let (status, v3) = running.get("acme.eu.teamwork.com:443", V3, "some-key").await;
    assert_eq!((status, &v3["person"]["firstName"]), (200, &"Sam".into()));
    assert_eq!(v3["person"]["siteUrl"], "https://acme.eu.teamwork.com");
}

#[tokio::test]
async fn any_key_is_valid_except_the_invalid_and_the_empty_one() {
    let running = Running::start().await;
    for path in [V1, V3] {
        for (key, expected) in [("twp_a:b", 200), ("x", 200), ("invalid", 401), ("", 401)] {
            let (status, _) = running.get("acme.teamwork.com", path, key).await;
            assert_eq!(status, expected, "{path} with {key}");
        }
        for header in ["Bearer some-key", "Basic !!!", "Basic a2V5", "Basic", ""] {
            let request = running.request(Method::GET, "acme.teamwork.com", path);
            let response = request.header("Authorization", header).send().await.unwrap();
            assert_eq!(response.status(), 401, "{path} with {header}");
        }
    }
}

#[tokio::test]
async fn desk_and_spaces_accept_issued_tokens() {
    let running = Running::start().await;
    for path in [DESK, SPACES] {
        let (status, _) = running.get("acme.teamwork.com", path, "some-key").await;
        assert_eq!(status, 401, "{path} with Basic");
        let request = running.request(Method::GET, "acme.teamwork.com", path);
        let response = request.bearer_auth("some-token").send().await.unwrap();
        assert_eq!(response.status(), 401, "{path} with Bearer");
    }
}

#[tokio::test]
async fn a_missing_site_is_missing_everywhere() {
    let running = Running::start().await;
    for host in ["missing.teamwork.com", "missing.eu.teamwork.com", "www.teamwork.com", "localhost"]
    {
        for path in [V1, V3, DESK, SPACES, "/nothing"] {
            let (status, _) = running.get(host, path, "key").await;
            assert_eq!(status, 404, "{host}{path}");
        }
    }
}

#[tokio::test]
async fn endpoints_are_read_only() {
    let running = Running::start().await;
    for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
        let request = running.request(method.clone(), "acme.teamwork.com", V3);
        let response = request.basic_auth("key", Some("x")).send().await.unwrap();
        assert_eq!(response.status(), 405, "{method}");
    }
}

#[tokio::test]
async fn the_home_page_says_what_it_is() {
    let running = Running::start().await;
    let request = running.request(Method::GET, "127.0.0.1", "/");
    let page = request.send().await.unwrap().text().await.unwrap();
    assert!(page.contains("This is not Teamwork"));
    let behavior = serde_json::to_value(Behavior::default()).unwrap();
    for name in behavior.as_object().unwrap().keys() {
        assert!(page.contains(&format!("<code>{name}</code>")), "{name} is not explained");
    }
}
