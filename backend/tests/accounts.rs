//! Resources of one account don't exist for another.

use crate::common::{TestBackend, problem, projects};

#[tokio::test]
async fn t74_accounts_do_not_see_each_other() {
    let backend = TestBackend::start().await;
    let (mine, other) = (backend.caller().await, backend.caller_of("other").await);
    let id = mine.created(&projects("Mine", "my-key")).await;

    assert_eq!(other.count().await, 0);
    let path = format!("/connections/{id}");
    problem(other.get(&path).await, 404, "not_found").await;
    problem(other.delete(&id).await, 404, "not_found").await;
    let theirs = projects("Theirs", "their-key");
    for etag in ["\"1\"", "*"] {
        problem(other.replace(&id, etag, &theirs).await, 404, "not_found").await;
    }
    assert!(backend.backend.api_key("other", &id).await.unwrap().is_none());

    assert_eq!(mine.get_json(&path).await["name"], "Mine");
    assert_eq!(*backend.backend.api_key("local", &id).await.unwrap().unwrap(), "my-key");
}

#[tokio::test]
async fn an_idempotency_key_belongs_to_one_account() {
    let backend = TestBackend::start().await;
    let (mine, other) = (backend.caller().await, backend.caller_of("other").await);
    let first = mine.create_as("shared", &projects("Mine", "key")).await;
    let second = other.create_as("shared", &projects("Theirs", "key")).await;
    assert_eq!(
        (first.status(), second.status()),
        (201.try_into().unwrap(), 201.try_into().unwrap())
    );
    assert_ne!(first.headers()["location"], second.headers()["location"]);
    assert_eq!((mine.count().await, other.count().await), (1, 1));
}

#[tokio::test]
async fn two_sessions_of_one_account_see_the_same() {
    let backend = TestBackend::start().await;
    let (here, there) = (backend.caller().await, backend.caller().await);
    here.created(&projects("Acme", "key")).await;
    assert_eq!(there.count().await, 1);
}
