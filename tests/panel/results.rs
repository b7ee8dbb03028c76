//! How a failed save is reported, whatever the backend or the browser returns.

use js_sys::{Error, Function, Object};
use serde_json::json;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Backend, Stage, basic, body, connection, misdirected, problem, script};

/// Every result code with its message.
const RESULTS: [(&str, &str); 24] = [
    ("popup_blocked", "Your browser blocked the Teamwork window."),
    ("window_closed", "The Teamwork window may be closed."),
    ("user_cancelled", "Not connected: you canceled."),
    ("denied", "Teamwork access wasn’t granted."),
    ("expired", "The sign-in took too long."),
    ("superseded", "A newer sign-in replaced this one."),
    ("state_invalid", "This sign-in was started somewhere else."),
    ("client_invalid", "Teamwork rejected the client ID or client secret."),
    ("grant_invalid", "Teamwork rejected the sign-in. Try again."),
    ("site_mismatch", "You signed in to a different site from the one you selected."),
    (
        "product_unavailable",
        "Your account can’t use this product. Ask your Teamwork administrator.",
    ),
    ("provider_unavailable", "Teamwork isn’t responding. Try again in a few minutes."),
    ("exchange_unknown", "Teamwork’s response was lost. Sign in again."),
    ("network", NETWORK),
    ("csp_blocked", "This page’s security policy blocked the request. Contact its administrator."),
    ("bad_response", BAD_RESPONSE),
    ("load_failed", "Part of this panel couldn’t be loaded."),
    ("session_expired", "Your session has ended. Sign in again; your changes are still here."),
    ("forbidden", "You don’t have permission to do this. Contact the application’s administrator."),
    ("not_found", "This connection no longer exists."),
    ("conflict", "Another save is in progress. Try again in a moment."),
    ("invalid", "This application rejected the settings."),
    ("rate_limited", "Too many requests. Wait a moment and try again."),
    ("internal", INTERNAL),
];

const NETWORK: &str = "Can’t reach this application. Your changes are still here; try again.";
const BAD_RESPONSE: &str =
    "This application sent an unexpected response. Contact its administrator.";
const INTERNAL: &str =
    "This application failed. Try again; if it keeps failing, contact its administrator.";

fn assert_nothing_typed_is_lost(stage: &Stage) {
    let values = [
        "Name your connection",
        "API type",
        "API version",
        "Region",
        "Site name",
        "Auth type",
        "API key",
    ]
    .map(|label| stage.field(label).value());
    assert_eq!(
        values,
        ["Acme projects", "Projects", "v3 (newest)", "EU", "acme", "Basic", "twp_key"]
    );
}

#[wasm_bindgen_test]
async fn every_result_code_has_a_message_and_a_reference_where_support_is_needed() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", RESULTS.map(|(code, _)| problem(400, code, &[])));
    stage.fill(&basic()).await;
    for (code, sentence) in RESULTS {
        stage.press("Save").await;
        let told = stage.banners();
        assert_eq!(told.len(), 1, "{code}: {told:?}");
        let asks = sentence.to_lowercase().contains("contact");
        let reference = if asks { " Reference: request-17" } else { "" };
        assert_eq!(told[0], format!("{sentence}{reference}"), "{code}");
        let event = stage.events("teamwork-error").pop().unwrap();
        assert_eq!(event["code"], code);
        assert_eq!(event["phase"], "save", "{code}");
        assert_eq!(
            (&event["requestId"], &event["reference"]),
            (&json!("request-17"), &json!("request-17"))
        );
        assert_eq!(event["detail"], sentence);
        assert!(event["retryable"].is_boolean());
    }
    assert_nothing_typed_is_lost(&stage);
}

#[wasm_bindgen_test]
async fn b03_a_page_under_another_hostname_shows_the_right_one() {
    let backend = Backend::new();
    backend.on("GET /config", [misdirected("https://app.example:8443/tools/api")]);
    let stage = Stage::with(backend, &[]).await;
    let sentence = "This application works only at https://app.example:8443. Open it there.";
    let banners = stage.banners();
    assert_eq!(banners, [format!("{sentence} Try again")]);
    stage.backend.on_page("HEAD /", Answer::text(200, ""));
    let diagnosis = script("given.diagnose()", &stage.element).await;
    let works_at = json!("https://app.example:8443/tools/api");
    assert_eq!(diagnosis["backend"]["worksAt"], works_at);
}

#[wasm_bindgen_test]
async fn a_status_without_a_problem_document_is_shown_by_number() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    for (status, code) in [
        (400, "invalid"),
        (401, "session_expired"),
        (403, "forbidden"),
        // D9: nothing was requested that could be gone.
        (404, "bad_response"),
        (409, "conflict"),
        (413, "invalid"),
        (429, "rate_limited"),
        (500, "internal"),
        (502, "internal"),
        (304, "bad_response"),
    ] {
        stage.backend.on("POST /connections", [Answer::text(status, "").without_body()]);
        stage.press("Save").await;
        let sentence = RESULTS.iter().find(|(name, _)| *name == code).unwrap().1;
        assert_eq!(stage.banners(), [sentence], "{status}");
    }
}

/// Everything that may come instead of a response, and its message.
fn unexpected_responses() -> Vec<(&'static str, Answer, &'static str)> {
    let plain = Object::new();
    let cut = Function::new_no_args(
        "return new Response(new ReadableStream({ pull(c) { c.error(new Error('cut')) } }))",
    );
    let cut = cut.call0(&JsValue::NULL).unwrap();
    vec![
        ("an HTML page", Answer::text(500, "<!doctype html><h1>Oops</h1>"), INTERNAL),
        ("an empty 500", Answer::text(500, ""), INTERNAL),
        ("a cut JSON document", Answer::text(200, "{\"id\": \"conn"), BAD_RESPONSE),
        ("an HTML page with 200", Answer::text(200, "<h1>Sign in</h1>"), BAD_RESPONSE),
        ("nothing with 201", Answer::text(201, ""), BAD_RESPONSE),
        ("JSON of another shape", Answer::json(200, &json!([1, 2])), BAD_RESPONSE),
        ("null", Answer::json(200, &json!(null)), BAD_RESPONSE),
        ("a number for a name", Answer::json(201, &json!({"id": 7, "name": 8})), BAD_RESPONSE),
        (
            "a problem of another shape",
            Answer::json(500, &json!({"code": 7, "errors": "x"})),
            INTERNAL,
        ),
        ("an Error", Answer::rejected(&Error::new("gone")), NETWORK),
        ("a plain object", Answer::rejected(&plain), NETWORK),
        ("a string", Answer::rejected(&"gone".into()), NETWORK),
        ("undefined", Answer::rejected(&JsValue::UNDEFINED), NETWORK),
        ("null as a reason", Answer::rejected(&JsValue::NULL), NETWORK),
        ("no response", Answer::value(&JsValue::UNDEFINED), NETWORK),
        ("an object that is no response", Answer::value(&plain), NETWORK),
        ("an answer that breaks off", Answer::value(&cut), NETWORK),
    ]
}

#[wasm_bindgen_test]
async fn any_response_to_a_save_is_reported_and_the_next_save_works() {
    for (what, answer, sentence) in unexpected_responses() {
        let stage = Stage::create().await;
        stage.backend.on("POST /connections", [answer, Answer::json(201, &connection())]);
        stage.fill(&basic()).await;
        stage.press("Save").await;
        assert_eq!(stage.banners(), [sentence], "{what}");
        assert_eq!(stage.events("teamwork-error").len(), 1, "{what}");
        assert_nothing_typed_is_lost(&stage);
        stage.press("Save").await;
        assert_eq!(stage.banners(), ["Connection saved."], "{what}");
        assert_eq!(stage.backend.saves()[1].json(), body(), "{what}");
    }
}

#[wasm_bindgen_test]
async fn any_response_to_a_test_is_reported_and_the_next_test_works() {
    let passed = json!({"ok": true, "checks": [{"name": "site", "status": "passed"}]});
    for (what, answer, sentence) in unexpected_responses() {
        let stage = Stage::create().await;
        stage.backend.on("POST /connections/test", [answer, Answer::json(200, &passed)]);
        stage.fill(&basic()).await;
        stage.press("Test connection").await;
        assert_eq!(stage.banners(), [sentence], "{what}");
        assert_nothing_typed_is_lost(&stage);
        stage.press("Test connection").await;
        assert!(stage.banners().is_empty(), "{what}");
        assert_eq!(stage.all("[part~=test-report]").len(), 1, "{what}");
    }
}

#[wasm_bindgen_test]
async fn any_configuration_response_is_reported_and_saving_works_once_the_backend_is_back() {
    let config = json!({"capabilities": ["connections", "test"]});
    for (what, answer, sentence) in unexpected_responses() {
        // No member of the configuration is required, so these are valid and offer nothing.
        if matches!(what, "a number for a name" | "JSON of another shape") {
            continue;
        }
        let backend = Backend::new();
        backend.on("GET /config", [answer, Answer::json(200, &config)]);
        backend.on("POST /connections", [Answer::json(201, &connection())]);
        let stage = Stage::with(backend, &[]).await;
        assert_eq!(stage.banners(), [format!("{sentence} Try again")], "{what}");
        stage.fill(&basic()).await;
        stage.press("Save").await;
        assert_eq!(stage.banners(), ["Connection saved."], "{what}");
    }
}

#[wasm_bindgen_test]
async fn retrying_the_configuration_keeps_what_was_typed() {
    let backend = Backend::new();
    let config = json!({"capabilities": ["connections", "test"]});
    backend.on("GET /config", [Answer::text(503, ""), Answer::json(200, &config)]);
    let stage = Stage::with(backend, &[]).await;
    stage.fill(&basic()).await;
    stage.press("Try again").await;
    assert!(stage.banners().is_empty());
    assert_eq!(stage.field("Name your connection").value(), "Acme projects");
    assert_eq!(stage.events("teamwork-ready").len(), 1);
    assert!(stage.texts("button").contains(&"Test connection".to_owned()));
}

#[wasm_bindgen_test]
async fn a_list_that_fails_to_load_is_not_an_error() {
    for (what, answer, _) in unexpected_responses() {
        let backend = Backend::new();
        backend.on("GET /connections", [answer]);
        let stage = Stage::with(backend, &[]).await;
        stage.fill(&basic()).await;
        assert_eq!(stage.backend.asked("GET /connections").len(), 1, "{what}");
        assert!(stage.banners().is_empty(), "{what}");
        assert!(stage.events("teamwork-error").is_empty(), "{what}");
    }
}

#[wasm_bindgen_test]
async fn an_invalid_backend_address_is_reported_and_does_no_harm() {
    let stage = Stage::with(Backend::new(), &[("backend", "http://[")]).await;
    assert_eq!(stage.banners().len(), 1);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    assert_eq!(stage.banners().len(), 1);
    assert_nothing_typed_is_lost(&stage);
    assert!(stage.backend.calls().is_empty());
}

#[wasm_bindgen_test]
async fn a_fetch_that_throws_is_handled_like_other_failures() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    let throws = Function::new_no_args("throw { not: 'an error' }");
    let window = web_sys::window().unwrap();
    js_sys::Reflect::set(&window, &"fetch".into(), &throws).unwrap();
    stage.press("Save").await;
    assert_eq!(stage.banners(), [NETWORK]);
    assert_nothing_typed_is_lost(&stage);
}

#[wasm_bindgen_test]
async fn b15_a_wrapped_fetch_gets_a_url_string_and_options() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    // It treats the address as a string, and passes on its options, as monitoring scripts do.
    let wraps = Function::new_no_args(
        "const { fetch } = window;
        window.fetch = (url, { method, headers, body, credentials }) => {
            if (!url.includes('/api')) throw new Error('nothing of ours');
            return fetch(url, { method, headers, body, credentials });
        };",
    );
    wraps.call0(&JsValue::UNDEFINED).unwrap();
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved."]);
    let save = &stage.backend.saves()[0];
    assert_eq!(save.header("content-type"), "application/json");
    assert_ne!(save.header("idempotency-key"), "");
}

#[wasm_bindgen_test]
async fn d12_errors_include_the_operation_and_its_subject() {
    let what = |stage: &Stage| {
        let error = stage.events("teamwork-error").pop().unwrap();
        ["phase", "connectionId", "authorizationId", "reference"].map(|key| error[key].clone())
    };
    let backend = Backend::new();
    backend.on("GET /connections/connection-1", [problem(500, "internal", &[])]);
    let stage = Stage::with(backend, &[("connection-id", "connection-1")]).await;
    let null = json!(null);
    assert_eq!(
        what(&stage),
        [json!("load"), json!("connection-1"), null.clone(), json!("request-17")]
    );
    drop(stage);

    let stage = Stage::create().await;
    stage.backend.on("POST /connections/test", [problem(429, "rate_limited", &[])]);
    stage.fill(&basic()).await;
    stage.press("Test connection").await;
    assert_eq!(what(&stage), [json!("test"), null.clone(), null.clone(), json!("request-17")]);
    drop(stage);

    let stage = Stage::edit(&connection()).await;
    stage.backend.on("PUT /connections/connection-1", [problem(429, "rate_limited", &[])]);
    stage.fill(&[("Name your connection", "Renamed"), ("API key", "twp_key")]).await;
    stage.press("Save").await;
    let id = connection()["id"].clone();
    assert_eq!(what(&stage), [json!("save"), id, null, json!("request-17")]);
}
