//! Where code, state and token must never be.

use serde_json::json;
use teamwork_connect_e2e::{HostLog, play};
use url::Url;

use crate::common::{DESK, accept, assert_free_of, authorize, ready_to_authorize};

#[test]
fn the_page_never_hears_of_code_state_or_token() {
    play(async |stage| {
        ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        accept(stage, popup).await;
        let id = stage.caller().await.id_of("Acme desk").await;
        let token = stage.server.host().access_token("local", &id).await.unwrap().unwrap();
        let mut secrets = callback_parameters(stage);
        secrets.push(token.as_str().to_owned());

        let readable = stage.browser.text("await probe.readable()", json!([])).await;
        let addresses = stage.browser.text("probe.addresses().join()", json!([])).await;
        let console = stage.browser.console().await.join("\n");
        let log = HostLog::get().text();
        assert!(log.contains("/oauth/callback"), "the log is kept");
        for secret in &secrets {
            assert!(secret.len() >= 24, "long enough to be told from anything else");
            for (what, text) in [
                ("what a script can read", &readable),
                ("an address", &addresses),
                ("the console", &console),
                ("the log", &log),
            ] {
                assert_free_of(secret, what, text.as_bytes());
            }
            for exchange in stage.recorder.of_the_page() {
                let answer = exchange.answer.unwrap();
                assert_free_of(secret, "a request", exchange.uri.as_bytes());
                assert_free_of(secret, "a request", &exchange.body);
                assert_free_of(secret, "a header", format!("{:?}", exchange.headers).as_bytes());
                assert_free_of(secret, "an answer", &answer.body);
                assert_free_of(secret, "a header", format!("{:?}", answer.headers).as_bytes());
            }
            for exchange in stage.recorder.of_the_window() {
                let referer = exchange.headers.get("referer").map(|referer| referer.as_bytes());
                assert_free_of(secret, "a referrer", referer.unwrap_or_default());
            }
        }
    });
}

/// What Teamwork gave the host through the browser.
fn callback_parameters(stage: &teamwork_connect_e2e::Stage) -> Vec<String> {
    let visited = stage.recorder.of_the_window();
    let callback = visited.iter().find(|e| e.uri.starts_with("/api/oauth/callback")).unwrap();
    let callback = Url::parse(&format!("http://localhost{}", callback.uri)).unwrap();
    let values: Vec<_> = callback.query_pairs().map(|(_, value)| value.into_owned()).collect();
    assert_eq!(values.len(), 2, "code and state");
    values
}
