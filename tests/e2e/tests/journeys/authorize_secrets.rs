//! Where the authorization code, state and token must never appear.

use serde_json::json;
use teamwork_connect_e2e::{BackendLog, play, until_equal};

use crate::common::{
    DESK, accept, assert_free_of, authorize, callback_parameters, ready_to_authorize,
};

#[test]
fn t37_t38_code_state_and_token_never_reach_the_page() {
    play(async |stage| {
        ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        accept(stage, popup).await;
        let id = stage.caller().await.id_of("Acme desk").await;
        let token = stage.server.backend().access_token("local", &id).await.unwrap().unwrap();
        let mut secrets = callback_parameters(stage);
        secrets.push(token.as_str().to_owned());

        let readable = stage.browser.text("await probe.readable()", json!([])).await;
        let addresses = stage.browser.text("probe.addresses().join()", json!([])).await;
        let console = stage.browser.console().await.join("\n");
        let log = BackendLog::get().text();
        assert!(log.contains("/oauth/callback"), "the log is captured");
        for secret in &secrets {
            assert!(secret.len() >= 24, "long enough to be unique");
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

#[test]
fn t37_t39_the_done_page_shows_the_outcome_and_loads_nothing_external() {
    play(async |stage| {
        ready_to_authorize(stage, DESK).await;
        let popup = authorize(stage).await;
        accept(stage, popup).await;
        let secrets = callback_parameters(stage);
        let visited = stage.recorder.of_the_window();
        let done = visited.iter().find(|it| it.uri.starts_with("/api/oauth/done/")).unwrap();
        stage.browser.go(&format!("{}{}", stage.server.url(), done.uri)).await;
        let text = async |expression: &str| stage.browser.text(expression, json!([])).await;
        assert!(text("document.body.innerText").await.contains("Connected to Teamwork"));
        // Its policy allows its own script and style, and it requests nothing else.
        until_equal("H1".to_owned(), async || text("document.activeElement.tagName").await).await;
        assert_eq!(text("getComputedStyle(document.body).display").await, "grid");
        let addresses = text("probe.addresses().join(' ')").await;
        let own = stage.server.url();
        assert!(
            addresses.split(' ').all(|it| it.starts_with(&own) || !it.contains("://")),
            "{addresses}"
        );
        let readable = text("await probe.readable()").await;
        for secret in &secrets {
            assert_free_of(secret, "an address", addresses.as_bytes());
            assert_free_of(secret, "what a script can read", readable.as_bytes());
        }
    });
}
