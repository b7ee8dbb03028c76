//! An authorization that the page which started it must confirm, because a cookie could not bind it.

use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{
    AUTHORIZATION_ID, Answer, CONFIRM, Console, RECORD, Stage, authorization, broadcast, key,
    message, own_origin, press, problem, settled, stored, text_of,
};

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    /// Dispatches every kind of event on a control, and returns those that reached the document.
    fn overheard(control: &HtmlElement) -> String;
}

const CODE: &str = "Verification code";
const VERIFICATION_CODE: &str = "7QK2-M9XA-4TRB";

fn done(verification_code: &str) -> Value {
    json!({"v": 1, "id": AUTHORIZATION_ID, "verificationCode": verification_code})
}

fn confirmed() -> Value {
    json!({
        "id": AUTHORIZATION_ID, "status": "succeeded",
        "account": {"siteUrl": "https://acme.eu.teamwork.com", "userName": "Ada"},
    })
}

/// A panel whose backend waits for confirmation, and responds to it like this.
async fn unconfirmed(answers: impl IntoIterator<Item = Answer>) -> Stage {
    let stage = Stage::waiting().await;
    stage.backend.on(CONFIRM, answers);
    stage.learns(&authorization("awaiting_confirmation")).await;
    assert_eq!(stage.step(), "Checking the connection");
    stage
}

/// A panel that asks for the code.
async fn asking(answers: impl IntoIterator<Item = Answer>) -> Stage {
    let stage = unconfirmed(answers).await;
    stage.advance(2500).await;
    assert!(has_field(&stage));
    stage
}

fn has_field(stage: &Stage) -> bool {
    stage.labels().contains(&CODE.to_owned())
}

/// The verification codes that the backend received.
fn given(stage: &Stage) -> Vec<Value> {
    stage.backend.asked(CONFIRM).iter().map(|call| call.json()).collect()
}

#[wasm_bindgen_test]
async fn the_verification_code_in_the_windows_message_confirms() {
    let stage = unconfirmed([Answer::json(200, &confirmed())]).await;
    stage.windows.posts(&done(VERIFICATION_CODE)).await;
    stage.advance(600).await;
    assert_eq!(given(&stage), [json!({"verificationCode": VERIFICATION_CODE})]);
    assert_eq!(stage.banners(), ["Connected as Ada."]);
    assert_eq!(stage.events("teamwork-authorized").len(), 1);
    let call = &stage.backend.asked(CONFIRM)[0];
    assert_eq!(call.header("X-Requested-With"), "teamwork-connect");
}

#[wasm_bindgen_test]
async fn the_verification_code_from_the_channel_confirms_too() {
    let stage = unconfirmed([Answer::json(200, &confirmed())]).await;
    broadcast(&format!("teamwork-connect:{AUTHORIZATION_ID}"), &done(VERIFICATION_CODE)).await;
    stage.advance(600).await;
    stage.until("the channel is heard", || !stage.backend.asked(CONFIRM).is_empty()).await;
    settled().await;
    assert_eq!(given(&stage), [json!({"verificationCode": VERIFICATION_CODE})]);
    assert_eq!(stage.banners(), ["Connected as Ada."]);
}

#[wasm_bindgen_test]
async fn an_early_verification_code_waits_for_the_record() {
    let stage = Stage::waiting().await;
    stage.backend.on(CONFIRM, [Answer::json(200, &confirmed())]);
    stage.windows.posts(&done(VERIFICATION_CODE)).await;
    stage.advance(600).await;
    assert!(given(&stage).is_empty());
    stage.learns(&authorization("awaiting_confirmation")).await;
    stage.advance(600).await;
    assert_eq!(given(&stage), [json!({"verificationCode": VERIFICATION_CODE})]);
    assert!(!has_field(&stage));
    assert_eq!(stage.banners(), ["Connected as Ada."]);
}

#[wasm_bindgen_test]
async fn a_backend_that_responds_without_an_outcome_is_polled() {
    let stage = unconfirmed([Answer::text(204, "").without_body()]).await;
    stage.backend.knows(&confirmed());
    stage.windows.posts(&done(VERIFICATION_CODE)).await;
    stage.advance(1200).await;
    assert_eq!(given(&stage).len(), 1);
    assert_eq!(stage.banners(), ["Connected as Ada."]);
}

#[wasm_bindgen_test]
async fn a_confirmation_can_turn_out_to_be_a_failure() {
    let mismatch = json!({
        "id": AUTHORIZATION_ID, "status": "failed", "code": "site_mismatch",
        "account": {"siteUrl": "https://beta.teamwork.com", "userName": "Ada"},
    });
    let stage = unconfirmed([Answer::json(200, &mismatch)]).await;
    stage.windows.posts(&done(VERIFICATION_CODE)).await;
    stage.advance(600).await;
    assert!(stage.banners()[0].starts_with("You signed in to https://beta.teamwork.com."));
    assert_eq!(stage.buttons("Use beta (US)").len(), 1);
}

#[wasm_bindgen_test]
async fn without_a_message_the_user_enters_the_code() {
    let stage = unconfirmed([Answer::json(200, &confirmed())]).await;
    assert!(!has_field(&stage), "the code may still arrive by itself");
    stage.advance(2500).await;
    assert!(has_field(&stage));
    assert!(stage.advice().contains("Enter the code shown in the Teamwork window."));
    assert!(stage.said().contains("Enter the code shown in the Teamwork window."));
    stage.fill(&[(CODE, &format!("  {VERIFICATION_CODE}\n"))]).await;
    stage.press("Confirm").await;
    stage.advance(600).await;
    assert_eq!(given(&stage), [json!({"verificationCode": VERIFICATION_CODE})]);
    assert_eq!(stage.banners(), ["Connected as Ada."]);
    assert!(!has_field(&stage));
}

#[wasm_bindgen_test]
async fn enter_confirms_unless_the_field_is_empty() {
    let stage = asking([Answer::json(200, &confirmed())]).await;
    let field = stage.field(CODE).control;
    stage.press("Confirm").await;
    assert!(stage.has_focus(&field));
    stage.advance(1200).await;
    assert!(given(&stage).is_empty());
    stage.fill(&[(CODE, VERIFICATION_CODE)]).await;
    key(&field, "Enter");
    settled().await;
    assert_eq!(stage.windows.newest().focused, 0, "it doesn't focus the window");
    stage.advance(600).await;
    assert_eq!(given(&stage), [json!({"verificationCode": VERIFICATION_CODE})]);
}

#[wasm_bindgen_test]
async fn a_wrong_code_is_reported_at_the_field_and_can_be_corrected() {
    let wrong = problem(422, "invalid", &[("verificationCode", "mismatch")]);
    let stage = asking([wrong, Answer::json(200, &confirmed())]).await;
    stage.fill(&[(CODE, "7QK2-M9XA-4TRX")]).await;
    stage.press("Confirm").await;
    stage.advance(600).await;
    let field = stage.field(CODE);
    let error = field.error().expect("an error");
    assert!(error.contains("That code is incorrect."), "{error}");
    assert_eq!(field.control.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(field.value(), "7QK2-M9XA-4TRX", "kept for correction");
    assert!(stage.events("teamwork-error").is_empty());
    stage.advance(5000).await;
    assert_eq!(given(&stage).len(), 1, "it is not submitted again");
    stage.fill(&[(CODE, VERIFICATION_CODE)]).await;
    stage.press("Confirm").await;
    stage.advance(600).await;
    assert_eq!(stage.banners(), ["Connected as Ada."]);
}

#[wasm_bindgen_test]
async fn typed_text_survives_polling() {
    let stage = asking([]).await;
    stage.fill(&[(CODE, "7QK2")]).await;
    let field = stage.field(CODE).control;
    field.focus().unwrap();
    stage.backend.on(RECORD, [Answer::unreachable()]);
    stage.advance(6000).await;
    assert!(stage.advice().contains("This application isn’t responding"));
    assert_eq!(stage.field(CODE).value(), "7QK2");
    assert!(stage.has_focus(&field));
}

#[wasm_bindgen_test]
async fn a_confirmation_with_a_lost_response_is_retried() {
    let stage = asking([Answer::unreachable(), Answer::json(200, &confirmed())]).await;
    stage.fill(&[(CODE, VERIFICATION_CODE)]).await;
    stage.press("Confirm").await;
    stage.advance(600).await;
    assert!(stage.advice().contains("This application isn’t responding"));
    stage.advance(2500).await;
    assert_eq!(
        given(&stage),
        [
            json!({"verificationCode": VERIFICATION_CODE}),
            json!({"verificationCode": VERIFICATION_CODE})
        ]
    );
    assert_eq!(stage.banners(), ["Connected as Ada."]);
}

#[wasm_bindgen_test]
async fn the_end_of_the_session_ends_the_wait() {
    let stage = asking([problem(401, "session_expired", &[])]).await;
    stage.fill(&[(CODE, VERIFICATION_CODE)]).await;
    stage.press("Confirm").await;
    stage.advance(600).await;
    assert!(stage.banners()[0].starts_with("Your session has ended."));
}

#[wasm_bindgen_test]
async fn t40_only_messages_from_the_window_at_the_backends_origin_count() {
    let stage = unconfirmed([Answer::json(200, &confirmed())]).await;
    for origin in ["https://elsewhere.example", "null", "", "http://localhost"] {
        stage.windows.posts_as(&done("FORGED"), origin).await;
    }
    // Another page of the backend's origin is not the window.
    message(&done("FORGED"), &own_origin()).await;
    stage.advance(1200).await;
    assert!(given(&stage).is_empty());
    stage.windows.posts(&done(VERIFICATION_CODE)).await;
    stage.advance(600).await;
    assert_eq!(given(&stage), [json!({"verificationCode": VERIFICATION_CODE})]);
}

#[wasm_bindgen_test]
async fn after_a_reload_messages_are_accepted_by_origin() {
    let mut pending = crate::stage::oauth_connection();
    pending["pendingAuthorization"] = AUTHORIZATION_ID.into();
    let stage = Stage::editing_oauth(&pending).await;
    stage.backend.on(CONFIRM, [Answer::json(200, &confirmed())]);
    stage.learns(&authorization("awaiting_confirmation")).await;
    message(&done("FORGED"), "https://elsewhere.example").await;
    stage.advance(600).await;
    assert!(given(&stage).is_empty());
    message(&done(VERIFICATION_CODE), &own_origin()).await;
    stage.advance(600).await;
    assert_eq!(given(&stage), [json!({"verificationCode": VERIFICATION_CODE})]);
}

#[wasm_bindgen_test]
async fn t43_a_forged_verification_code_costs_one_try_and_the_right_one_still_works() {
    let wrong = problem(422, "invalid", &[("verificationCode", "mismatch")]);
    let stage = unconfirmed([wrong, Answer::json(200, &confirmed())]).await;
    let channel = format!("teamwork-connect:{AUTHORIZATION_ID}");
    broadcast(&channel, &done("FORGED")).await;
    stage.advance(600).await;
    assert!(stage.field(CODE).error().is_none(), "not the user's error");
    stage.windows.posts(&done(VERIFICATION_CODE)).await;
    stage.advance(1200).await;
    assert_eq!(
        given(&stage),
        [json!({"verificationCode": "FORGED"}), json!({"verificationCode": VERIFICATION_CODE})]
    );
    assert_eq!(stage.banners(), ["Connected as Ada."]);
}

#[wasm_bindgen_test]
async fn t41_malformed_verification_codes_are_ignored() {
    let stage = unconfirmed([]).await;
    let huge = "x".repeat(1_000_000);
    for verification_code in
        [json!(""), json!(huge), json!(7), json!(null), json!([VERIFICATION_CODE]), json!({"a": 1})]
    {
        stage
            .windows
            .posts(&json!({"v": 1, "id": AUTHORIZATION_ID, "verificationCode": verification_code}))
            .await;
        stage.advance(600).await;
    }
    stage.windows.posts(&json!({"v": 1, "id": huge, "verificationCode": VERIFICATION_CODE})).await;
    stage.windows.posts(&json!({"__proto__": done(VERIFICATION_CODE)})).await;
    stage
        .windows
        .posts(&json!({"v": 1, "id": AUTHORIZATION_ID, "__proto__": {"verificationCode": "x"}}))
        .await;
    stage.windows.posts(&json!({"constructor": {"prototype": done(VERIFICATION_CODE)}})).await;
    stage.advance(1200).await;
    assert!(given(&stage).is_empty());
    assert_eq!(stage.step(), "Checking the connection");
}

#[wasm_bindgen_test]
async fn t42_a_thousand_forged_verification_codes_per_second_cause_at_most_two_requests() {
    let wrong = problem(422, "invalid", &[("verificationCode", "mismatch")]);
    let stage = unconfirmed([wrong]).await;
    let before = stage.backend.calls().len();
    for number in 0..200 {
        for _ in 0..10 {
            stage.windows.post_now(&done(&format!("FORGED-{number}")));
        }
        stage.advance(10).await;
    }
    let requests = stage.backend.calls().len() - before;
    assert!((3..=5).contains(&requests), "{requests} requests in two seconds");
}

#[wasm_bindgen_test]
async fn the_verification_code_is_only_in_the_request() {
    let console = Console::new();
    for typed in [false, true] {
        let wrong = problem(422, "invalid", &[("verificationCode", "mismatch")]);
        let stage = asking([wrong]).await;
        if typed {
            let field = stage.field(CODE).control;
            assert_eq!(overheard(&field), "", "typing stays inside the panel");
            stage.fill(&[(CODE, VERIFICATION_CODE)]).await;
            press(&stage.button("Confirm"));
        } else {
            stage.windows.posts(&done(VERIFICATION_CODE)).await;
        }
        settled().await;
        stage.advance(1200).await;
        assert_eq!(given(&stage).len(), 1);
        assert!(!stage.root().inner_html().contains(VERIFICATION_CODE));
        assert!(!text_of(&stage.element).contains(VERIFICATION_CODE));
        assert!(!stored().contains(VERIFICATION_CODE));
        for kind in ["change", "saved", "error"] {
            let events = format!("{:?}", stage.events(&format!("teamwork-{kind}")));
            assert!(!events.contains(VERIFICATION_CODE), "{kind}");
        }
        for call in stage.backend.calls().iter().filter(|call| !call.name.ends_with("/confirm")) {
            assert!(!format!("{call:?}").contains(VERIFICATION_CODE), "{call:?}");
        }
    }
    console.end();
    assert!(!console.said().contains(VERIFICATION_CODE));
}

#[wasm_bindgen_test]
async fn cancel_works_while_the_code_is_requested() {
    let stage = asking([]).await;
    stage.press("Cancel").await;
    assert!(stage.banners()[0].starts_with("Not connected: you canceled."));
    assert!(!has_field(&stage));
}
