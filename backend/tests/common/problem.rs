//! Problem documents.

use reqwest::Response;
use serde_json::Value;

/// Checks that a response is a problem with this status and code, and returns its document.
pub(crate) async fn problem(answer: Response, status: u16, code: &str) -> Value {
    assert_eq!(answer.status(), status);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let request_id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    let document: Value = answer.json().await.unwrap();
    assert_eq!(document["status"], status);
    assert_eq!(document["code"], code);
    assert_eq!(document["requestId"], request_id);
    assert!(!document["title"].as_str().unwrap().is_empty());
    let kind = document["type"].as_str().unwrap();
    assert!(kind.starts_with("urn:teamwork-connect:problem:"), "{kind}");
    document
}
