//! What the page and its backend leave for the user to choose.

use serde_json::json;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    Answer, Backend, Stage, acme_app, connection, oauth_connection, script, settled, visible,
};

const CLIENT: &str = "OAuth 2.0 client";
const WITHOUT_OAUTH: &str =
    "This application doesn’t offer OAuth 2.0 clients. You can connect Projects with Basic.";

/// Sets properties of the element, and returns what that throws.
async fn set(stage: &Stage, properties: &str) -> serde_json::Value {
    let thrown =
        script(&format!("Object.assign(given, {properties}) && null"), &stage.element).await;
    settled().await;
    thrown["thrown"].clone()
}

#[wasm_bindgen_test]
async fn d4_unavailable_choices_are_hidden_with_an_explanation() {
    for capabilities in [&["connections", "test", "authorizations"][..], &[]] {
        let backend = Backend::new();
        backend.offers(capabilities);
        let stage = Stage::with(backend, &[]).await;
        assert_eq!(stage.fixed("API type").as_deref(), Some("Projects"));
        assert_eq!(stage.fixed("Auth type").as_deref(), Some("Basic"));
        assert!(stage.texts("[part~=notice]").contains(&WITHOUT_OAUTH.to_owned()));
        assert_eq!(
            stage.labels(),
            ["Name your connection", "API version", "Region", "Site name", "API key"]
        );
    }
}

#[wasm_bindgen_test]
async fn everything_is_offered_until_the_configuration_is_loaded_and_selections_stay() {
    let backend = Backend::new();
    backend.on("GET /config", [Answer::text(404, "").held()]);
    let stage = Stage::with(backend, &[]).await;
    stage.fill(&[("API type", "Desk")]).await;
    stage.backend.release("GET /config");
    settled().await;
    assert_eq!(stage.field("API type").value(), "Desk");
    assert_eq!(stage.field("API type").options(), ["Projects", "Desk"]);
    stage.press("Save").await;
    assert_eq!(stage.field("API type").error().as_deref(), Some("This isn’t available here"));
    assert!(stage.backend.saves().is_empty());
}

#[wasm_bindgen_test]
async fn the_settings_of_a_saved_connection_stay_available() {
    let backend = Backend::new();
    backend.offers(&["connections"]);
    backend.has(&oauth_connection(), "\"1\"");
    let stage = Stage::with(backend, &[("connection-id", crate::stage::SAVED_ID)]).await;
    assert_eq!(stage.field("API type").value(), "Desk");
    stage.backend.on(
        &format!("PUT /connections/{}", crate::stage::SAVED_ID),
        [Answer::json(200, &oauth_connection())],
    );
    stage.fill(&[("Name your connection", "Renamed")]).await;
    stage.press("Save").await;
    assert_eq!(stage.backend.saves().len(), 1, "{:?}", stage.summary().map(|it| it.lines));
}

#[wasm_bindgen_test]
async fn a_page_can_restrict_the_choices() {
    let stage = Stage::create().await;
    set(
        &stage,
        r#"{choices: {apiType: ["projects", "desk"], region: ["eu"], apiVersion: ["v2", "v1"]}}"#,
    )
    .await;
    assert_eq!(stage.field("API type").options(), ["Projects", "Desk"]);
    stage.fill(&[("API type", "Projects")]).await;
    assert_eq!(stage.field("API version").options(), ["v2", "v1"]);
    assert_eq!(stage.field("API version").value(), "v2");
    assert_eq!(stage.fixed("Region").as_deref(), Some("EU"));
    assert!(!stage.texts("[part~=notice]").contains(&WITHOUT_OAUTH.to_owned()));
    stage.fill(&[("API type", "Desk")]).await;
    assert_eq!(stage.fixed("API version").as_deref(), Some("v2 (newest)"));
    // An address in the other region is reported, and cannot be used.
    stage.field("Site name").paste("https://acme.teamwork.com/app/home").await;
    assert_eq!(stage.fixed("Region").as_deref(), Some("EU"));
    assert!(stage.buttons("Set Region to US").is_empty());
    assert_eq!(stage.buttons("Choose Projects").len(), 1);
}

#[wasm_bindgen_test]
async fn values_set_by_the_page_are_not_unsaved_changes() {
    let stage = Stage::create().await;
    set(&stage, r#"{choices: {apiType: ["projects"], region: ["eu"], authType: ["basic"]}}"#).await;
    assert_eq!(script("given.dirty", &stage.element).await, json!(false));
    assert!(stage.events("teamwork-change").is_empty());
    assert_eq!(stage.labels(), ["Name your connection", "API version", "Site name", "API key"]);
    // Open again, with all choices.
    set(&stage, "{choices: undefined}").await;
    assert_eq!(stage.field("Region").options(), ["US", "EU"]);
}

#[wasm_bindgen_test]
async fn a_locked_setting_is_shown_read_only() {
    let stage = Stage::create().await;
    let value = r#"{apiType: "projects", region: "eu", siteName: "acme"}"#;
    set(
        &stage,
        &format!(r#"{{value: {value}, locked: ["region", "siteName", "apiType", "apiVersion"]}}"#),
    )
    .await;
    assert_eq!(stage.fixed("API type").as_deref(), Some("Projects"));
    assert_eq!(stage.fixed("API version").as_deref(), Some("v3 (newest)"));
    assert_eq!(stage.fixed("Region").as_deref(), Some("EU"));
    assert!(stage.field("Site name").control.has_attribute("readonly"));
    assert!(!stage.field("Name your connection").control.has_attribute("readonly"));
    stage.backend.on("POST /connections", [Answer::json(201, &connection())]);
    stage
        .fill(&[("Name your connection", "Acme"), ("Auth type", "Basic"), ("API key", "twp_key")])
        .await;
    stage.press("Save").await;
    assert_eq!(stage.backend.saves()[0].json()["siteUrl"], "https://acme.eu.teamwork.com");
}

#[wasm_bindgen_test]
async fn rejected_values_are_named_in_the_error() {
    let stage = Stage::create().await;
    for (properties, detail) in [
        (r#"{choices: {region: ["mars"]}}"#, "“region of choices” can’t contain “mars”."),
        (r#"{choices: {siteName: ["acme"]}}"#, "“choices” can’t contain “siteName”."),
        (r#"{choices: {region: "eu"}}"#, "“region of choices” must be an array."),
        (r#"{choices: {region: []}}"#, "“region of choices” must not be empty."),
        (r#"{locked: ["apiKey"]}"#, "“locked” can’t contain “apiKey”."),
        (r#"{locked: "region"}"#, "“locked” must be an array."),
        (
            r#"{choices: {region: ["eu"]}, value: {apiType: "projects", region: "us"}}"#,
            "“value” contains an invalid option.",
        ),
    ] {
        let thrown = set(&stage, properties).await;
        assert_eq!((&thrown["code"], &thrown["detail"]), (&json!("invalid"), &json!(detail)));
    }
}

#[wasm_bindgen_test]
async fn the_only_platform_client_is_shown_as_text() {
    let mut managed = acme_app();
    managed["managed"] = true.into();
    let backend = Backend::new();
    backend.has_clients(&json!([managed]));
    let stage = Stage::with_client_field(backend).await;
    assert_eq!(stage.fixed(CLIENT).as_deref(), Some("Acme app"));
    assert_eq!(script("given.value.oauthClientId", &stage.element).await, acme_app()["id"]);
}

#[wasm_bindgen_test]
async fn a_client_of_the_platform_cannot_be_edited() {
    let mut managed = acme_app();
    managed["managed"] = true.into();
    let backend = Backend::new();
    backend.has_clients(&json!([managed, crate::stage::other_app()]));
    let stage = Stage::with_client_field(backend).await;
    for (client, editable) in [("Acme app", false), ("Other app", true)] {
        stage.fill(&[(CLIENT, client)]).await;
        assert!(visible(&stage.add_button()));
        assert_eq!(visible(&stage.edit_button()), editable, "{client}");
    }
}

#[wasm_bindgen_test]
async fn without_client_management_there_are_no_add_and_edit_buttons() {
    let backend = Backend::new();
    backend.offers(&["connections", "oauthClients", "authorizations"]);
    backend.has_clients(&json!([acme_app(), crate::stage::other_app()]));
    let stage = Stage::with_client_field(backend).await;
    stage.fill(&[(CLIENT, "Acme app")]).await;
    assert!(!visible(&stage.add_button()) && !visible(&stage.edit_button()));
}
