//! Saved data survives a restart.

use crate::common::{TestBackend, projects};

#[tokio::test]
async fn t98_everything_survives_a_restart() {
    let backend = TestBackend::start().await;
    let caller = backend.caller().await;
    let body = projects("Acme", "the-key");
    let location = caller.create_as("one", &body).await.headers()["location"].clone();
    let list = caller.get_json("/connections").await;

    let backend = backend.restart().await;
    let caller = caller.at(backend.address);
    assert_eq!(caller.get_json("/connections").await, list, "the session is still valid");
    let id = list[0]["id"].as_str().unwrap();
    assert_eq!(*backend.backend.api_key("local", id).await.unwrap().unwrap(), "the-key");
    let read = caller.get(&format!("/connections/{id}")).await;
    assert_eq!(read.headers()["etag"], "\"1\"");

    let again = caller.create_as("one", &body).await;
    assert_eq!(again.headers()["location"], location, "the response is still stored");
    assert_eq!(caller.count().await, 1);
}
