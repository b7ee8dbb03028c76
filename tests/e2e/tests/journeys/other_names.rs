//! Reaching page and backend by another hostname than their own.

use serde_json::json;
use teamwork_connect_e2e::{Stage, play};

use crate::common::basic;

/// What the attacker's page requests from its own origin, like the panel would, and the responses.
const ATTACK: &str = "await Promise.all([...given].map(async ([method, path]) => {
    const headers = { 'X-Requested-With': 'teamwork-connect', 'Idempotency-Key': 'mine' };
    const response = await fetch(path, { method, headers });
    return [response.status, (await response.text()).includes('Acme')];
}))";

/// The server under another hostname of this machine.
fn by_name(stage: &Stage, name: &str) -> String {
    stage.server.url().replacen("localhost", name, 1)
}

#[test]
fn h1_dns_rebinding_gets_nothing() {
    play(async |stage| {
        let saved = stage.caller().await.create(&basic("Acme", "some-key")).await;
        let path = format!("/api/connections/{}", saved["id"].as_str().unwrap());
        stage.server.stop();
        stage.server.start_another_server("<!doctype html><title>Free games</title>").await;
        stage.browser.go(&by_name(stage, "rebind.localhost")).await;
        // From now on, the browser considers this page to have the backend's origin.
        stage.server.stop();
        stage.server.start_again().await;
        let before = stage.recorder.exchanges().len();
        let calls = json!([
            ["GET", "/api/config"],
            ["GET", "/api/connections"],
            ["GET", path],
            ["DELETE", path],
            ["POST", "/api/oauth-clients"],
        ]);
        let told = stage.browser.script(ATTACK, calls).await;
        assert_eq!(told, json!([(); 5].map(|()| json!([421, false]))));
        let exchanges = stage.recorder.exchanges().split_off(before);
        // Browsers retry on another connection.
        assert!(exchanges.len() >= 5, "the requests reached the backend");
        let answers = exchanges.iter().map(|exchange| exchange.answer.as_ref().unwrap());
        assert!(answers.into_iter().all(|answer| !answer.headers.contains_key("set-cookie")));
        assert_eq!(stage.server.count_connections().await, 1);
    });
}

#[test]
fn b03_a_page_under_another_hostname_names_the_right_one() {
    play(async |stage| {
        stage.browser.go(&by_name(stage, "127.0.0.1")).await;
        let url = stage.server.url();
        let sentence = format!("This application works only at {url}. Open it there.");
        stage.panel().says(&sentence).await;
        let diagnosis = stage.browser.script("await element.diagnose()", json!([])).await;
        assert_eq!(diagnosis["backend"]["worksAt"], format!("{url}/api"));
    });
}
