//! Request bodies: exactly the settings that apply, with the documented headers.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, BEGIN, SAVED_ID, Stage, basic, body, connection};

fn is_hex_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Types into every text field of every combination, and selects everything once.
async fn type_everything_everywhere(stage: &Stage) {
    stage.fill(&[("Name your connection", "Acme"), ("API type", "Spaces")]).await;
    stage.fill(&[("Region", "EU"), ("Site name", "acme"), ("Space ID", "4321")]).await;
    stage.fill(&[("API version", "v0"), ("User ID", "123456")]).await;
    stage.fill(&[("API type", "Desk"), ("API type", "Projects"), ("Auth type", "OAuth 2.0")]).await;
    stage.fill(&[("Auth type", "Basic"), ("API key", "twp_key")]).await;
}

#[wasm_bindgen_test]
async fn the_documented_example_is_posted_verbatim() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    let saves = stage.backend.saves();
    assert_eq!(saves.len(), 1);
    assert_eq!(saves[0].name, "POST /api/connections");
    assert_eq!(saves[0].json(), body());
}

#[wasm_bindgen_test]
async fn a_post_has_the_documented_headers() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    stage.press("Save").await;
    let post = &stage.backend.saves()[0];
    assert_eq!(post.header("X-Requested-With"), "teamwork-connect");
    assert_eq!(post.header("Content-Type"), "application/json");
    assert!(is_hex_id(post.header("Idempotency-Key")), "{post:?}");
    assert_eq!(post.header("If-Match"), "", "there is nothing to match yet");
    assert_eq!(post.credentials, "same-origin");
    for call in stage.backend.calls() {
        assert_eq!(call.header("X-Requested-With"), "teamwork-connect", "{}", call.name);
    }
}

#[wasm_bindgen_test]
async fn settings_that_do_not_apply_are_never_posted_for_projects() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    type_everything_everywhere(&stage).await;
    stage.press("Save").await;
    let mut expected = body();
    expected["name"] = "Acme".into();
    assert_eq!(stage.backend.saves()[0].json(), expected);
}

#[wasm_bindgen_test]
async fn every_projects_version_has_its_own_base_url() {
    for (version, base) in [
        ("v1", "https://acme.eu.teamwork.com"),
        ("v2", "https://acme.eu.teamwork.com/projects/api/v2"),
        ("v3", "https://acme.eu.teamwork.com/projects/api/v3"),
    ] {
        let stage = Stage::create().await;
        stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
        stage.fill(&basic()).await;
        stage.fill(&[("API version", version)]).await;
        stage.press("Save").await;
        let posted = stage.backend.saves()[0].json();
        assert_eq!(posted["apiVersion"], version);
        assert_eq!(posted["apiBaseUrl"], base);
        assert_eq!(posted["siteUrl"], "https://acme.eu.teamwork.com");
    }
}

/// A saved OAuth connection.
fn oauth_connection(api_type: &str, version: &str) -> Value {
    json!({
        "id": SAVED_ID,
        "name": "Acme",
        "apiType": api_type,
        "apiVersion": version,
        "region": "us",
        "siteName": "acme",
        "oauthClientId": "client-1",
        "status": "online",
    })
}

#[wasm_bindgen_test]
async fn settings_that_do_not_apply_are_never_sent_for_the_other_api_types() {
    let common = |api_type: &str, version: &str, base: Value| {
        json!({
            "name": "Acme",
            "apiType": api_type,
            "apiVersion": version,
            "region": "us",
            "siteName": "acme",
            "siteUrl": "https://acme.teamwork.com",
            "apiBaseUrl": base,
            "oauthClientId": "client-1",
        })
    };
    let with = |mut body: Value, key: &str, value: &str| {
        body[key] = value.into();
        body
    };
    let desk = "https://acme.teamwork.com/desk/api/v2";
    let spaces = "https://acme.teamwork.com/spaces/api/v2";
    let projects = "https://acme.teamwork.com/projects/api/v3";
    let cases = [
        ("Projects", "v3", with(common("projects", "v3", projects.into()), "authType", "oauth2")),
        ("Desk", "v2", common("desk", "v2", desk.into())),
        ("Desk", "v0", common("desk", "v0", Value::Null)),
        ("Spaces", "v2", with(common("spaces", "v2", spaces.into()), "spaceId", "4321")),
        ("Spaces", "v0", with(common("spaces", "v0", Value::Null), "userId", "123456")),
    ];
    for (api_type, version, expected) in cases {
        let saved = oauth_connection("desk", "v2");
        let stage = Stage::edit(&saved).await;
        stage.backend.on(&format!("PUT /connections/{SAVED_ID}"), [Answer::json(200, &saved)]);
        stage.backend.on(BEGIN, [Answer::unreachable()]);
        type_everything_everywhere(&stage).await;
        stage.fill(&[("Region", "US"), ("Auth type", "OAuth 2.0")]).await;
        stage.fill(&[("API type", api_type), ("API version", version)]).await;
        stage.press("Save and authorize").await;
        let saves = stage.backend.saves();
        assert_eq!(saves.len(), 1, "{api_type} {version}: {:?}", stage.summary());
        assert_eq!(saves[0].json(), expected, "{api_type} {version}");
    }
}

#[wasm_bindgen_test]
async fn an_edit_is_put_with_the_version_that_was_loaded() {
    let stage = Stage::edit(&connection()).await;
    stage.backend.on(&format!("PUT /connections/{SAVED_ID}"), [Answer::json(200, &connection())]);
    stage.fill(&[("Name your connection", "Renamed"), ("API key", "twp_key")]).await;
    stage.press("Save").await;
    let saves = stage.backend.saves();
    assert_eq!(saves.len(), 1);
    assert_eq!(saves[0].name, format!("PUT /api/connections/{SAVED_ID}"));
    assert_eq!(saves[0].header("If-Match"), "\"1\"");
    assert_eq!(saves[0].header("X-Requested-With"), "teamwork-connect");
    assert!(is_hex_id(saves[0].header("Idempotency-Key")));
    let mut expected = body();
    expected["name"] = "Renamed".into();
    assert_eq!(saves[0].json(), expected);
}

#[wasm_bindgen_test]
async fn typed_values_are_trimmed_before_posting() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    stage
        .fill(&[("Name your connection", "  Acme projects \u{a0}"), ("Site name", " ACME ")])
        .await;
    stage.press("Save").await;
    assert_eq!(stage.backend.saves()[0].json(), body());
}

#[wasm_bindgen_test]
async fn a_key_with_json_escapes_arrives_intact() {
    let stage = Stage::create().await;
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage.fill(&basic()).await;
    let key = r#"a"b\c/{}',"#;
    stage.fill(&[("API key", key)]).await;
    stage.press("Save").await;
    assert_eq!(stage.backend.saves()[0].json()["apiKey"], key);
}

#[wasm_bindgen_test]
async fn credentials_are_sent_according_to_the_attribute() {
    for (attribute, expected) in
        [("include", "include"), ("omit", "omit"), ("nonsense", "same-origin")]
    {
        let backend = crate::stage::Backend::new();
        let stage = Stage::with(backend, &[("credentials", attribute)]).await;
        let calls = stage.backend.calls();
        assert!(!calls.is_empty());
        for call in calls {
            assert_eq!(call.credentials, expected, "{}", call.name);
        }
    }
}
