//! What is saved outlives the process.

use crate::common::{TestHost, projects};

#[tokio::test]
async fn t98_everything_is_there_after_a_restart() {
    let host = TestHost::start().await;
    let caller = host.caller().await;
    let body = projects("Acme", "the-key");
    let location = caller.create_as("one", &body).await.headers()["location"].clone();
    let list = caller.get_json("/connections").await;

    let host = host.restart().await;
    let caller = caller.at(host.address);
    assert_eq!(caller.get_json("/connections").await, list, "the session is still good");
    let id = list[0]["id"].as_str().unwrap();
    assert_eq!(*host.host.api_key("local", id).await.unwrap().unwrap(), "the-key");
    let read = caller.get(&format!("/connections/{id}")).await;
    assert_eq!(read.headers()["etag"], "\"1\"");

    let again = caller.create_as("one", &body).await;
    assert_eq!(again.headers()["location"], location, "the answer is still known");
    assert_eq!(caller.count().await, 1);
}
