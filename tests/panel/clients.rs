//! The OAuth 2.0 client: selecting one, and opening its dialog.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    Answer, Backend, SAVED_ID, Stage, acme_app, oauth_connection, other_app, press, problem,
    settled,
};

const CLIENT: &str = "OAuth 2.0 client";
const LIST: &str = "GET /oauth-clients";

fn backend_with(clients: &Value) -> Backend {
    let backend = Backend::new();
    backend.has_clients(clients);
    backend
}

#[wasm_bindgen_test]
async fn the_clients_of_the_backend_can_be_chosen() {
    let stage = Stage::with_client_field(Backend::new()).await;
    let field = stage.field(CLIENT);
    assert_eq!(field.options(), ["Choose a client", "Acme app", "Other app"]);
    field.set("Other app").await;
    assert_eq!(stage.field(CLIENT).value(), "Other app");
    let change = stage.events("teamwork-change").pop().unwrap();
    assert_eq!(change["value"]["oauthClientId"], "client-2");
    assert_eq!(change["changed"], json!(["oauthClientId"]));
}

#[wasm_bindgen_test]
async fn b14_an_invalid_client_is_skipped() {
    let broken =
        json!([null, {"id": "x"}, acme_app(), {"id": 7, "name": "Seven", "clientId": "c"}]);
    let stage = Stage::with_client_field(backend_with(&broken)).await;
    assert_eq!(stage.field(CLIENT).options(), ["Choose a client", "Acme app", "Seven"]);
}

#[wasm_bindgen_test]
async fn b17_loading_the_clients_can_be_retried() {
    let backend = Backend::new();
    backend.on(LIST, [Answer::text(503, ""), Answer::json(200, &json!([acme_app(), other_app()]))]);
    let stage = Stage::with_client_field(backend).await;
    assert_eq!(stage.field(CLIENT).options(), ["Choose a client"]);
    stage.press("Try again").await;
    assert_eq!(stage.field(CLIENT).options(), ["Choose a client", "Acme app", "Other app"]);
    assert!(stage.buttons("Try again").is_empty() && stage.field(CLIENT).notices().is_empty());
}

#[wasm_bindgen_test]
async fn choosing_keeps_the_focus_in_the_select() {
    let stage = Stage::with_client_field(Backend::new()).await;
    let field = stage.field(CLIENT);
    field.set("Acme app").await;
    assert!(stage.has_focus(&field.control));
}

#[wasm_bindgen_test]
async fn clients_are_requested_once_and_only_when_the_field_is_shown() {
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Projects"), ("Auth type", "Basic")]).await;
    assert!(stage.backend.asked(LIST).is_empty());
    for api_type in ["Desk", "Spaces", "Projects", "Desk"] {
        stage.fill(&[("API type", api_type)]).await;
    }
    assert_eq!(stage.backend.asked(LIST).len(), 1);
}

#[wasm_bindgen_test]
async fn the_only_client_is_selected() {
    let stage = Stage::with_client_field(backend_with(&json!([acme_app()]))).await;
    let field = stage.field(CLIENT);
    assert_eq!((field.value().as_str(), field.options().len()), ("Acme app", 1));
}

#[wasm_bindgen_test]
async fn the_only_client_is_selected_for_the_next_connection_too() {
    let stage = Stage::with_client_field(backend_with(&json!([acme_app()]))).await;
    stage.press("Cancel").await;
    stage.press("Discard").await;
    stage.fill(&[("API type", "Spaces")]).await;
    assert_eq!(stage.field(CLIENT).value(), "Acme app");
}

#[wasm_bindgen_test]
async fn neither_of_two_clients_is_selected() {
    let stage = Stage::with_client_field(Backend::new()).await;
    assert_eq!(stage.field(CLIENT).value(), "Choose a client");
}

#[wasm_bindgen_test]
async fn a_backend_without_clients_shows_a_hint() {
    let stage = Stage::with_client_field(backend_with(&json!([]))).await;
    assert_eq!(stage.field(CLIENT).options(), ["None yet: add one"]);
}

#[wasm_bindgen_test]
async fn the_hint_about_missing_clients_waits_for_the_response() {
    let backend = Backend::new();
    backend.on(LIST, [Answer::json(200, &json!([acme_app(), other_app()])).held()]);
    let stage = Stage::with_client_field(backend).await;
    assert_ne!(stage.field(CLIENT).value(), "None yet: add one");
    stage.backend.release(LIST);
    settled().await;
    assert_eq!(stage.field(CLIENT).options(), ["Choose a client", "Acme app", "Other app"]);
}

#[wasm_bindgen_test]
async fn the_client_of_a_saved_connection_is_selected_once_the_list_is_loaded() {
    let backend = Backend::new();
    backend.has(&oauth_connection(), "\"1\"");
    backend.on(LIST, [Answer::json(200, &json!([other_app(), acme_app()])).held()]);
    let stage = Stage::with(backend, &[("connection-id", SAVED_ID)]).await;
    stage.backend.release(LIST);
    settled().await;
    assert_eq!(stage.field(CLIENT).value(), "Acme app");
    assert!(stage.events("teamwork-change").is_empty());
}

#[wasm_bindgen_test]
async fn a_deleted_client_is_not_silently_replaced() {
    let backend = Backend::new();
    backend.has(&oauth_connection(), "\"1\"");
    backend.has_clients(&json!([other_app()]));
    let stage = Stage::with(backend, &[("connection-id", SAVED_ID)]).await;
    assert_eq!(stage.field(CLIENT).value(), "Choose a client");
}

#[wasm_bindgen_test]
async fn a_list_that_fails_to_load_is_reported_at_the_field_and_requested_once() {
    let backend = Backend::new();
    backend.on(LIST, [Answer::text(500, "")]);
    let stage = Stage::with_client_field(backend).await;
    let notices = stage.field(CLIENT).notices();
    assert_eq!(notices.len(), 1);
    assert!(notices[0].starts_with("This application failed."), "{notices:?}");
    assert_eq!(stage.backend.asked(LIST).len(), 1);
}

#[wasm_bindgen_test]
async fn a_list_that_failed_to_load_is_requested_when_the_field_reappears() {
    let backend = Backend::new();
    backend.on(LIST, [Answer::unreachable(), Answer::json(200, &json!([acme_app(), other_app()]))]);
    let stage = Stage::with_client_field(backend).await;
    stage.fill(&[("API type", "Projects"), ("API type", "Desk")]).await;
    assert_eq!(stage.field(CLIENT).options(), ["Choose a client", "Acme app", "Other app"]);
    assert!(stage.field(CLIENT).notices().is_empty());
    assert_eq!(stage.backend.asked(LIST).len(), 2);
}

#[wasm_bindgen_test]
async fn nothing_is_shown_about_clients_before_the_configuration_is_loaded() {
    let backend = Backend::new();
    let config = json!({"capabilities": ["oauthClients"]});
    backend.on("GET /config", [Answer::json(200, &config).held()]);
    let stage = Stage::with_client_field(backend).await;
    assert!(stage.field(CLIENT).notices().is_empty());
    stage.backend.release("GET /config");
    settled().await;
    assert_eq!(stage.field(CLIENT).options(), ["Choose a client", "Acme app", "Other app"]);
}

#[wasm_bindgen_test]
async fn the_buttons_have_descriptive_names() {
    let stage = Stage::with_client_field(Backend::new()).await;
    let name = |button: web_sys::HtmlElement| button.get_attribute("aria-label").unwrap();
    assert_eq!(name(stage.add_button()), "Add an OAuth 2.0 client");
    assert_eq!(name(stage.edit_button()), "Edit the selected client");
}

#[wasm_bindgen_test]
async fn the_edit_button_explains_why_it_does_nothing_without_a_selection() {
    let stage = Stage::with_client_field(Backend::new()).await;
    press(&stage.edit_button());
    settled().await;
    assert!(!stage.dialog_is_open());
    assert_eq!(stage.field(CLIENT).notices(), ["Choose a client to edit first."]);
    stage.fill(&[(CLIENT, "Acme app")]).await;
    assert!(stage.field(CLIENT).notices().is_empty());
}

#[wasm_bindgen_test]
async fn a_client_is_required_and_selecting_one_clears_the_error() {
    let stage = Stage::with_client_field(Backend::new()).await;
    stage.press("Save and authorize").await;
    assert_eq!(stage.field(CLIENT).error().as_deref(), Some("Choose an OAuth 2.0 client"));
    assert!(stage.windows.opened().is_empty(), "an incomplete form opens no window");
    stage.fill(&[(CLIENT, "Acme app")]).await;
    assert_eq!(stage.field(CLIENT).error(), None);
}

#[wasm_bindgen_test]
async fn a_client_unknown_to_the_backend_is_reported_at_the_field() {
    let backend = Backend::authorizing();
    backend.on("POST /connections", [problem(422, "invalid", &[("oauthClientId", "unknown")])]);
    let stage = Stage::filled(backend).await;
    stage.press("Save and authorize").await;
    assert_eq!(
        stage.field(CLIENT).error().as_deref(),
        Some("That client no longer exists; choose another one")
    );
}
