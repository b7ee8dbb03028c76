//! Two people edit the same connection.

use serde_json::Value;

use crate::common::{TestBackend, problem, projects};

#[tokio::test]
async fn the_second_of_two_edits_conflicts_and_changes_nothing() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    let first = caller.replace(&id, "\"1\"", &projects("First", "first-key")).await;
    assert_eq!(first.status(), 200);
    let second = caller.replace(&id, "\"1\"", &projects("Second", "second-key")).await;
    problem(second, 412, "conflict").await;
    assert_eq!(caller.get_json(&format!("/connections/{id}")).await["name"], "First");
    assert_eq!(*backend.backend.api_key("local", &id).await.unwrap().unwrap(), "first-key");

    let again = caller.replace(&id, "\"2\"", &projects("Second", "second-key")).await;
    assert_eq!(again.status(), 200);
}

#[tokio::test]
async fn exactly_one_of_several_parallel_edits_succeeds() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    let edits = (0..8).map(|number| {
        let (caller, id) = (caller.clone(), id.clone());
        async move {
            let body = projects(&format!("Edit {number}"), "key");
            caller.replace(&id, "\"1\"", &body).await
        }
    });
    let answers = futures::future::join_all(edits).await;
    let mut names = Vec::new();
    for answer in answers {
        match answer.status().as_u16() {
            200 => names.push(answer.json::<Value>().await.unwrap()["name"].clone()),
            status => assert_eq!(status, 412),
        }
    }
    assert_eq!(names.len(), 1);
    let kept = caller.get(&format!("/connections/{id}")).await;
    assert_eq!(kept.headers()["etag"], "\"2\"");
    assert_eq!(kept.json::<Value>().await.unwrap()["name"], names[0]);
}

#[tokio::test]
async fn a_malformed_etag_matches_nothing() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    for etag in ["1", "\"one\"", "\"", "\"-1\"", "\"01\"", "\"1", ","] {
        let answer = caller.replace(&id, etag, &projects("Changed", "key")).await;
        problem(answer, 412, "conflict").await;
    }
    assert_eq!(caller.get_json(&format!("/connections/{id}")).await["name"], "Acme");
}

#[tokio::test]
async fn a_stale_if_match_prevents_deletion() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let id = caller.created(&projects("Acme", "key")).await;
    for (etag, status) in [("\"2\"", 412), ("\"1\"", 204)] {
        let request = caller.request(reqwest::Method::DELETE, &format!("/connections/{id}"));
        let answer = request.header("If-Match", etag).send().await.unwrap();
        assert_eq!(answer.status(), status);
    }
    assert_eq!(caller.count().await, 0);
}
