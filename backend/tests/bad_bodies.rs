//! Invalid bodies: each gets a 4xx, and nothing changes.

use reqwest::Method;
use serde_json::{Value, json};

use crate::common::{TestBackend, fresh_key, projects, with};

/// Bodies that are not JSON of the right shape: 400.
fn malformed() -> Vec<Vec<u8>> {
    let good = projects("Acme", "key").to_string();
    let deep = |open: &str, close: &str| {
        format!("{{\"name\":{}{}}}", open.repeat(2000), close.repeat(2000)).into_bytes()
    };
    let mut bodies: Vec<Vec<u8>> = [
        "",
        " ",
        "null",
        "true",
        "0",
        "\"text\"",
        "[]",
        "[{}]",
        "{",
        "}",
        "{]",
        "{}{}",
        "{} x",
        "{,}",
        "{\"name\"}",
        "{\"name\":}",
        "{\"name\":\"a\",}",
        "{name:\"a\"}",
        "{'name':'a'}",
        "//\n{}",
        "{\"name\":\"a\n\"}",
        "{\"name\":\"\\x\"}",
        "{\"name\":\"\\ud800\"}",
        "{\"name\":\"\\u12\"}",
        "{\"name\":NaN}",
        "{\"name\":1}",
        "{\"name\":true}",
        "{\"name\":[\"a\"]}",
        "{\"name\":{}}",
        "{\"apiKey\":1}",
        "{\"apiKey\":[]}",
        "{\"spaceId\":42}",
        "{\"name\":1e999}",
        "{\"name\":\"a\",\"name\":\"a\"}",
        "{\"apiKey\":\"a\",\"apiKey\":\"b\"}",
        "{\"\\u006eame\":\"a\",\"name\":\"a\"}",
        "{\"unknown\":1}",
        "{\"Name\":\"a\"}",
        "{\"name \":\"a\"}",
        "{\"__proto__\":{}}",
        "{\"constructor\":1}",
        "{\"id\":\"1\"}",
        "{\"status\":\"online\"}",
        "{\"hasApiKey\":true}",
        "{\"accountId\":\"other\"}",
        "{\"api_key\":\"a\"}",
        "{\"\":1}",
        "[\"Acme\",\"projects\",\"v3\",\"eu\",\"acme\",null,null,\"https://acme.eu.teamwork.com\",\
         \"https://acme.eu.teamwork.com/projects/api/v3\",\"basic\",null,\"key\"]",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .collect();
    bodies.push(deep("[", "]"));
    bodies.push(deep("{\"a\":", "}"));
    bodies.push([b"\xef\xbb\xbf", good.as_bytes()].concat());
    bodies.push(good.encode_utf16().flat_map(u16::to_le_bytes).collect());
    bodies.push(b"{\"name\":\"\xff\"}".to_vec());
    bodies.push(b"{\"name\":\"\xc0\xaf\"}".to_vec());
    bodies.push(b"{\"name\":\"\xed\xa0\x80\"}".to_vec());
    bodies.push(b"\0".to_vec());
    bodies.push(good.as_bytes()[..good.len() - 1].to_vec());
    bodies.push(b"{\"name\":\"a\0b\"}".to_vec());
    bodies
}

/// Invalid settings, and the setting named in the problem: 422.
fn invalid() -> Vec<(Value, &'static str)> {
    let good = || projects("Acme", "key");
    let mut bodies = vec![(json!({}), "/apiType")];
    for (key, value) in [
        ("name", json!("")),
        ("name", json!(null)),
        ("name", json!("a".repeat(101))),
        ("name", json!("a\0b")),
        ("name", json!("a\u{202e}b")),
        ("apiType", json!("chat")),
        ("apiType", json!("Projects")),
        ("apiVersion", json!("v0")),
        ("apiVersion", json!("3")),
        ("region", json!("EU")),
        ("siteName", json!("evil.example#")),
        ("siteName", json!("acme.teamwork.com.evil.example")),
        ("siteName", json!("acme.teamwork.com@evil.example")),
        ("siteName", json!("127.0.0.1")),
        ("siteName", json!("аcme")),
        ("siteName", json!("www")),
        ("siteName", json!("../acme")),
        ("siteUrl", json!("https://evil.example")),
        ("siteUrl", json!("https://acme.eu.teamwork.com/")),
        ("siteUrl", json!("http://acme.eu.teamwork.com")),
        ("siteUrl", json!(null)),
        ("apiBaseUrl", json!("https://evil.example/projects/api/v3")),
        ("apiBaseUrl", json!(null)),
        ("authType", json!("none")),
        ("authType", json!(null)),
        ("apiKey", json!("")),
        ("apiKey", json!("a\r\nX-Injected: 1")),
        ("apiKey", json!("ключ")),
        ("apiKey", json!("k".repeat(1025))),
        ("apiKey", json!(null)),
        ("userId", json!("1")),
        ("spaceId", json!("1")),
        ("oauthClientId", json!("1")),
    ] {
        let pointer: &'static str = format!("/{key}").leak();
        bodies.push((with(good(), key, value), pointer));
    }
    bodies
}

#[tokio::test]
async fn malformed_bodies_are_rejected_and_change_nothing() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Kept", "kept-key")).await;
    let before = caller.get_json(&format!("/connections/{id}")).await;
    let replace = format!("/connections/{id}");
    assert!(malformed().len() >= 50);
    for body in malformed() {
        for (method, path) in [
            (Method::POST, "/connections"),
            (Method::PUT, replace.as_str()),
            (Method::POST, "/connections/test"),
        ] {
            let request = caller.request(method.clone(), path).header("If-Match", "*");
            let request = request.header("Idempotency-Key", fresh_key());
            let request = request.header("Content-Type", "application/json");
            let answer = request.body(body.clone()).send().await.unwrap();
            let shown = String::from_utf8_lossy(&body[..body.len().min(60)]).into_owned();
            assert_eq!(answer.status(), 400, "{method} {path} {shown}");
            let document: Value = answer.json().await.unwrap();
            assert_eq!(document["code"], "invalid", "{shown}");
        }
    }
    assert_eq!(caller.get_json(&replace).await, before);
    assert_eq!(caller.count().await, 1);
    assert_eq!(*backend.backend.api_key("local", &id).await.unwrap().unwrap(), "kept-key");
    assert!(backend.sandbox.requests().is_empty(), "nothing was tested");
}

#[tokio::test]
async fn invalid_settings_are_named_and_change_nothing() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Kept", "kept-key")).await;
    let before = caller.get_json(&format!("/connections/{id}")).await;
    for (body, pointer) in invalid() {
        let mut answers = vec![caller.create(&body).await, caller.replace(&id, "*", &body).await];
        if pointer != "/name" {
            let request = caller.request(Method::POST, "/connections/test").json(&body);
            answers.push(request.send().await.unwrap());
        }
        for answer in answers {
            assert_eq!(answer.status(), 422, "{body}");
            let document: Value = answer.json().await.unwrap();
            let errors = document["errors"].as_array().unwrap();
            assert!(errors.iter().any(|error| error["pointer"] == pointer), "{body}: {document}");
        }
    }
    assert_eq!(caller.get_json(&format!("/connections/{id}")).await, before);
    assert_eq!(caller.count().await, 1);
    assert!(backend.sandbox.requests().is_empty(), "no site was called");
}

#[tokio::test]
async fn text_with_special_meaning_elsewhere_stays_text() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    for name in [
        "'; DROP TABLE connections; --",
        "\" OR \"\"=\"",
        "<script>alert(1)</script>",
        "{{7*7}} ${7*7} %s %n",
        "$1 ?1 :name",
        "\u{1f469}\u{200d}\u{1f4bb} Größe ŐŰ 数据",
        "../../etc/passwd",
    ] {
        let id = caller.created(&projects(name, "key")).await;
        assert_eq!(caller.get_json(&format!("/connections/{id}")).await["name"], name);
    }
    assert_eq!(caller.count().await, 7);
}
