//! Headers from the page: requested for every request, and renewed once when they are rejected.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    Answer, Backend, Stage, basic, connection, finish, press, problem, script, settled,
};

/// Makes the page return a numbered token, and counts the calls, and the overlapping calls.
async fn give_tokens(stage: &Stage) {
    let code = "{
        const session = given.session = {asked: 0, at_once: 0, under_way: 0};
        given.getHeaders = async () => {
            session.asked += 1;
            session.under_way += 1;
            session.at_once = Math.max(session.at_once, session.under_way);
            await new Promise((resolve) => setTimeout(resolve));
            session.under_way -= 1;
            return {Authorization: `Bearer ${session.asked}`};
        };
    }";
    script(code, &stage.element).await;
}

async fn session(stage: &Stage) -> Value {
    script("given.session", &stage.element).await
}

/// Waits until the panel has a response, however long the page takes.
async fn is_answered(stage: &Stage) {
    for _ in 0..100 {
        settled().await;
        if !stage.banners().is_empty() {
            return;
        }
    }
    panic!("no answer");
}

#[wasm_bindgen_test]
async fn every_request_gets_fresh_headers() {
    let stage = Stage::create().await;
    give_tokens(&stage).await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    is_answered(&stage).await;
    let post = &stage.backend.saves()[0];
    // The first request was for the entered name.
    assert_eq!(stage.backend.asked("GET /connections")[0].header("Authorization"), "Bearer 1");
    // The second request tested the settings.
    assert_eq!(post.header("Authorization"), "Bearer 3");
    assert_eq!(post.header("X-Requested-With"), "teamwork-connect");
    assert_eq!(stage.banners(), ["Connection saved."]);
}

#[wasm_bindgen_test]
async fn b12_waiting_for_headers_times_out() {
    let stage = Stage::timed(Backend::new(), &[]).await;
    script("{ given.getHeaders = () => new Promise(() => {}); }", &stage.element).await;
    stage.fill(&basic()).await;
    press(&stage.button("Save"));
    stage.advance(29_000).await;
    assert_eq!(stage.banners(), [""; 0]);
    stage.advance(2_000).await;
    assert!(
        stage.banners().concat().starts_with("Your session has ended."),
        "{:?}",
        stage.banners()
    );
    assert!(stage.backend.saves().is_empty());
    assert_eq!(stage.field("API key").value(), "twp_key");
    // It can be retried.
    script("{ given.getHeaders = () => ({}); }", &stage.element).await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.press("Save").await;
    is_answered(&stage).await;
    assert_eq!(stage.backend.saves().len(), 1);
}

#[wasm_bindgen_test]
async fn a_rejected_request_is_retried_once_with_the_same_key() {
    let stage = Stage::create().await;
    give_tokens(&stage).await;
    let expired = problem(401, "session_expired", &[]);
    stage.backend.on("POST /connections", [expired, Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    is_answered(&stage).await;
    let saves = stage.backend.saves();
    let tokens: Vec<&str> = saves.iter().map(|save| save.header("Authorization")).collect();
    assert_eq!(tokens, ["Bearer 3", "Bearer 4"]);
    assert_eq!(saves[0].header("Idempotency-Key"), saves[1].header("Idempotency-Key"));
    assert_eq!(saves[0].json(), saves[1].json());
    assert_eq!(stage.banners(), ["Connection saved."]);
}

#[wasm_bindgen_test]
async fn b38_reloading_the_configuration_restores_a_lost_cookie() {
    let stage = Stage::create().await;
    let expired = problem(401, "session_expired", &[]);
    stage.backend.on("POST /connections", [expired, Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    let before = stage.backend.asked("GET /config").len();
    stage.press("Save").await;
    is_answered(&stage).await;
    assert_eq!(stage.backend.asked("GET /config").len(), before + 1);
    let saves = stage.backend.saves();
    assert_eq!(saves[0].header("Idempotency-Key"), saves[1].header("Idempotency-Key"));
    assert_eq!(stage.banners(), ["Connection saved."]);
}

#[wasm_bindgen_test]
async fn b38_if_the_configuration_is_rejected_too_the_session_has_ended() {
    let stage = Stage::create().await;
    let expired = || [problem(401, "session_expired", &[])];
    stage.backend.on("POST /connections", expired());
    stage.fill(&basic()).await;
    stage.backend.on("GET /config", expired());
    stage.press("Save").await;
    is_answered(&stage).await;
    assert_eq!(stage.backend.saves().len(), 1);
    assert!(stage.banners().concat().starts_with("Your session has ended."));
    assert_eq!(stage.field("API key").value(), "twp_key");
}

#[wasm_bindgen_test]
async fn an_ended_session_is_reported_and_loses_nothing() {
    let stage = Stage::create().await;
    give_tokens(&stage).await;
    stage.backend.on("POST /connections", [problem(401, "session_expired", &[])]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    is_answered(&stage).await;
    assert_eq!(stage.backend.saves().len(), 2, "once, and once more");
    let errors = stage.events("teamwork-error");
    assert_eq!((errors.len(), &errors[0]["code"]), (1, &json!("session_expired")));
    assert_eq!(stage.field("API key").value(), "twp_key");
}

#[wasm_bindgen_test]
async fn no_request_is_sent_without_headers() {
    let stage = Stage::create().await;
    script(
        "void (given.getHeaders = () => Promise.reject(new Error('signed out')))",
        &stage.element,
    )
    .await;
    stage.fill(&basic()).await;
    stage.press("Save").await;
    is_answered(&stage).await;
    assert!(stage.backend.saves().is_empty());
    assert_eq!(stage.events("teamwork-error")[0]["code"], "session_expired");
}

#[wasm_bindgen_test]
async fn concurrent_requests_get_their_headers_one_after_the_other() {
    let stage = Stage::create().await;
    give_tokens(&stage).await;
    stage.fill(&basic()).await;
    stage.backend.on(
        "GET /oauth-clients",
        [problem(401, "session_expired", &[]), Answer::json(200, &json!([]))],
    );
    stage.backend.on(
        "GET /connections",
        [problem(401, "session_expired", &[]), Answer::json(200, &json!([]))],
    );
    // In one task: entering the name requests one list, and choosing OAuth 2.0 the other.
    let name = stage.field("Name your connection");
    name.type_text("Another").await;
    finish(&name.control);
    press(&stage.field("Auth type").choice("OAuth 2.0"));
    let asked = || {
        (
            stage.backend.asked("GET /oauth-clients").len(),
            stage.backend.asked("GET /connections").len(),
        )
    };
    while asked() < (2, 3) {
        settled().await;
    }
    assert_eq!(session(&stage).await["at_once"], 1);
}
