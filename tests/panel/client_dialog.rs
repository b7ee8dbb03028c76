//! The dialog for an OAuth 2.0 client: opening, filling in, saving and closing it.

use serde_json::{Value, json};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::stage::{
    Answer, Backend, Clipboard, Stage, escape, happen, key, oauth, press, problem, settled, text_of,
};

const CLIENT: &str = "OAuth 2.0 client";
const REDIRECT: &str = "Redirect URI to register";
const POST: &str = "POST /oauth-clients";

fn new_app() -> Value {
    json!({"id": "client-3", "name": "New app", "clientId": "new-client-id"})
}

fn saved() -> Answer {
    Answer::json(201, &new_app())
}

async fn fill(stage: &Stage) {
    stage
        .fill(&[("Name", "New app"), ("Client ID", "new-client-id"), ("Client secret", "s3cret")])
        .await;
}

/// The dialog for a new client, filled in, with this response of the backend.
async fn filled(answers: impl IntoIterator<Item = Answer>) -> Stage {
    let backend = Backend::new();
    backend.on(POST, answers);
    let stage = Stage::adding_a_client(backend).await;
    fill(&stage).await;
    stage
}

#[wasm_bindgen_test]
async fn plus_opens_a_named_modal_dialog_and_focuses_its_first_field() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    assert!(stage.dialog().matches(":modal").unwrap());
    assert_eq!(stage.dialog_title(), "New OAuth 2.0 client");
    assert!(stage.has_focus(&stage.field("Name").control));
}

#[wasm_bindgen_test]
async fn the_dialog_has_exactly_these_required_fields() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    let labels = stage.labels();
    assert_eq!(labels[labels.len() - 4..], ["Name", "Client ID", "Client secret", REDIRECT]);
    for label in ["Name", "Client ID", "Client secret"] {
        let field = stage.field(label);
        assert_eq!(field.value(), "", "{label}");
        assert!(field.is_required() && field.has_star(), "{label}");
    }
}

#[wasm_bindgen_test]
async fn the_redirect_uri_is_shown_and_can_be_copied() {
    let clipboard = Clipboard::that("takes");
    let stage = Stage::adding_a_client(Backend::new()).await;
    let input: HtmlInputElement = stage.field(REDIRECT).control.unchecked_into();
    assert_eq!(input.value(), "https://app.example/api/oauth/callback");
    assert!(input.read_only());
    stage.press_in_dialog("Copy").await;
    assert_eq!(clipboard.copied(), "https://app.example/api/oauth/callback");
}

#[wasm_bindgen_test]
async fn the_request_to_the_administrator_is_complete() {
    let clipboard = Clipboard::that("takes");
    let stage = Stage::adding_a_client(Backend::new()).await;
    stage.press_in_dialog("Copy a request for my administrator").await;
    assert_eq!(
        clipboard.copied(),
        "Please register an app in Teamwork’s developer portal \
         (https://acme.eu.teamwork.com/developer): select Desk and add the redirect URI \
         https://app.example/api/oauth/callback. Then send me its client ID and client secret \
         securely."
    );
}

#[wasm_bindgen_test]
async fn the_request_to_the_administrator_omits_an_unknown_site() {
    let clipboard = Clipboard::that("takes");
    let stage = Stage::create().await;
    stage.fill(&[("API type", "Spaces")]).await;
    stage.open_dialog(&stage.add_button()).await;
    stage.press_in_dialog("Copy a request for my administrator").await;
    assert!(clipboard.copied().contains("select Spaces"), "{}", clipboard.copied());
    assert!(!clipboard.copied().contains("()"), "{}", clipboard.copied());
}

#[wasm_bindgen_test]
async fn all_missing_values_are_reported_at_once_and_the_first_has_the_focus() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    stage.press_in_dialog("Save client").await;
    for (label, message) in [
        ("Name", "Enter a name for this client"),
        ("Client ID", "Enter the app’s client ID"),
        ("Client secret", "Enter the app’s client secret"),
    ] {
        assert_eq!(stage.field(label).error().as_deref(), Some(message));
    }
    assert!(stage.has_focus(&stage.field("Name").control));
    assert!(stage.backend.asked(POST).is_empty());
}

#[wasm_bindgen_test]
async fn the_first_invalid_field_gets_the_focus() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    fill(&stage).await;
    stage.fill(&[("Client ID", "two words")]).await;
    stage.press_in_dialog("Save client").await;
    assert_eq!(stage.field("Name").error(), None);
    assert!(stage.field("Client ID").error().is_some());
    assert!(stage.has_focus(&stage.field("Client ID").control));
}

#[wasm_bindgen_test]
async fn an_error_disappears_when_its_field_changes() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    stage.press_in_dialog("Save client").await;
    for label in ["Name", "Client ID", "Client secret"] {
        stage.field(label).type_text("x").await;
        assert_eq!(stage.field(label).error(), None, "{label}");
    }
}

#[wasm_bindgen_test]
async fn errors_are_gone_when_the_dialog_is_reopened() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    stage.press_in_dialog("Save client").await;
    stage.press_in_dialog("Cancel").await;
    stage.open_dialog(&stage.add_button()).await;
    assert_eq!(stage.field("Name").error(), None);
}

#[wasm_bindgen_test]
async fn posts_exactly_what_was_typed() {
    let stage = filled([saved()]).await;
    stage.press_in_dialog("Save client").await;
    let posts = stage.backend.asked(POST);
    assert_eq!(posts.len(), 1);
    let body = json!({"name": "New app", "clientId": "new-client-id", "clientSecret": "s3cret"});
    assert_eq!(posts[0].json(), body);
    assert_eq!(posts[0].header("Idempotency-Key").len(), 32);
    assert_eq!(posts[0].header("X-Requested-With"), "teamwork-connect");
}

#[wasm_bindgen_test]
async fn a_retry_after_a_lost_response_has_the_same_key() {
    for lost in [Answer::unreachable(), Answer::text(503, ""), Answer::text(201, "no JSON")] {
        let stage = filled([lost, saved()]).await;
        stage.press_in_dialog("Save client").await;
        assert!(stage.dialog_is_open());
        stage.press_in_dialog("Save client").await;
        let posts = stage.backend.asked(POST);
        assert_eq!(posts.len(), 2);
        assert_eq!(posts[0].header("Idempotency-Key"), posts[1].header("Idempotency-Key"));
        assert_eq!(posts[0].body, posts[1].body);
        assert!(!stage.dialog_is_open());
    }
}

#[wasm_bindgen_test]
async fn b24_a_retry_after_leaving_the_page_has_the_same_key() {
    for (name, same) in [("New app", true), ("Another", false)] {
        let stage = filled([Answer::unreachable(), saved()]).await;
        stage.press_in_dialog("Save client").await;
        happen("pagehide").await;
        happen("pageshow").await;
        stage.press_in_dialog("Save client").await;
        assert_eq!(stage.backend.asked(POST).len(), 1, "the secret was cleared");
        stage.fill(&[("Name", name), ("Client secret", "s3cret")]).await;
        stage.press_in_dialog("Save client").await;
        let posts = stage.backend.asked(POST);
        assert_eq!(posts.len(), 2, "{name}");
        let [first, second] = [0, 1].map(|at: usize| posts[at].header("Idempotency-Key"));
        assert_eq!(first == second, same, "{name}");
        assert_eq!(posts[1].json()["clientSecret"], "s3cret", "{name}");
    }
}

#[wasm_bindgen_test]
async fn a_corrected_request_has_a_new_key() {
    let stage = filled([problem(422, "invalid", &[("name", "format")]), saved()]).await;
    stage.press_in_dialog("Save client").await;
    stage.fill(&[("Name", "Better")]).await;
    stage.press_in_dialog("Save client").await;
    let posts = stage.backend.asked(POST);
    assert_eq!(posts.len(), 2);
    assert_ne!(posts[0].header("Idempotency-Key"), posts[1].header("Idempotency-Key"));
}

#[wasm_bindgen_test]
async fn many_presses_cause_one_save() {
    let stage = filled([saved().held()]).await;
    let save = stage.dialog_button("Save client");
    for _ in 0..10 {
        press(&save);
    }
    settled().await;
    press(&save);
    key(&stage.field("Name").control, "Enter");
    settled().await;
    assert_eq!(stage.backend.asked(POST).len(), 1);
    assert_eq!(save.get_attribute("aria-disabled").as_deref(), Some("true"));
    stage.backend.release(POST);
    settled().await;
    assert!(!stage.dialog_is_open());
}

#[wasm_bindgen_test]
async fn an_edit_shows_name_and_client_id_and_requires_the_secret() {
    let stage = Stage::editing_a_client(Backend::new()).await;
    assert_eq!(stage.dialog_title(), "Edit OAuth 2.0 client");
    let values = ["Name", "Client ID", "Client secret"].map(|label| stage.field(label).value());
    assert_eq!(values, ["Acme app", "acme-client-id", ""]);
    assert!(stage.field("Client secret").description().contains("Required for every edit"));
    stage.press_in_dialog("Save client").await;
    assert_eq!(
        stage.field("Client secret").error().as_deref(),
        Some("Enter the app’s client secret")
    );
}

#[wasm_bindgen_test]
async fn an_edit_is_put_and_updates_the_list() {
    let stage = Stage::editing_a_client(Backend::new()).await;
    let renamed = json!({"id": "client-1", "name": "Renamed", "clientId": "acme-client-id"});
    stage.backend.on("PUT /oauth-clients/client-1", [Answer::json(200, &renamed)]);
    stage.fill(&[("Name", "Renamed"), ("Client secret", "s3cret")]).await;
    stage.press_in_dialog("Save client").await;
    let puts = stage.backend.asked("PUT /oauth-clients/client-1");
    assert_eq!(puts.len(), 1);
    assert_eq!(
        puts[0].json(),
        json!({"name": "Renamed", "clientId": "acme-client-id", "clientSecret": "s3cret"})
    );
    assert_eq!(puts[0].header("Idempotency-Key").len(), 32);
    assert_eq!(stage.field(CLIENT).options(), ["Renamed", "Other app"]);
    assert_eq!(stage.field(CLIENT).value(), "Renamed");
}

#[wasm_bindgen_test]
async fn d9_a_client_deleted_elsewhere_is_reported() {
    let stage = Stage::editing_a_client(Backend::new()).await;
    stage.backend.on("PUT /oauth-clients/client-1", [problem(404, "not_found", &[])]);
    stage.fill(&[("Client secret", "s3cret")]).await;
    stage.press_in_dialog("Save client").await;
    let alert = stage.dialog_alert();
    assert!(alert.starts_with("This client was deleted elsewhere."), "{alert}");
    assert_eq!(stage.field("Client secret").value(), "s3cret");
}

#[wasm_bindgen_test]
async fn any_id_is_a_single_path_segment() {
    let backend = Backend::new();
    let odd = json!({"id": "../a b", "name": "Odd", "clientId": "x"});
    backend.has_clients(&json!([odd]));
    backend.on("PUT /oauth-clients/..%2Fa%20b", [Answer::json(200, &odd)]);
    let stage = Stage::with_client_field(backend).await;
    stage.open_dialog(&stage.edit_button()).await;
    stage.fill(&[("Client secret", "s3cret")]).await;
    stage.press_in_dialog("Save client").await;
    assert!(!stage.dialog_is_open());
}

#[wasm_bindgen_test]
async fn backend_errors_are_shown_at_their_fields() {
    let errors = [("clientSecret", "format"), ("name", "too_long"), ("clientId", "format")];
    let stage = filled([problem(422, "invalid", &errors)]).await;
    stage.press_in_dialog("Save client").await;
    for label in ["Name", "Client ID", "Client secret"] {
        assert!(stage.field(label).error().is_some_and(|error| !error.is_empty()), "{label}");
    }
    assert!(stage.has_focus(&stage.field("Name").control));
    assert_eq!(stage.dialog_alert(), "");
    assert_eq!(stage.field("Client secret").value(), "s3cret", "nothing typed is lost");
}

#[wasm_bindgen_test]
async fn other_failures_are_shown_in_an_alert_and_nothing_is_lost() {
    for (answer, sentence) in [
        (Answer::text(500, ""), "This application failed."),
        (Answer::unreachable(), "Can’t reach this application."),
        (
            problem(403, "forbidden", &[]),
            "You don’t have permission to do this. Contact the application’s administrator. Reference: request-17",
        ),
        (problem(422, "invalid", &[]), "This application rejected the settings."),
        (problem(409, "conflict", &[]), "Another save is in progress."),
        // D9: nothing was requested that could be gone.
        (problem(404, "not_found", &[]), "This application sent an unexpected response."),
    ] {
        let stage = filled([answer, saved()]).await;
        stage.press_in_dialog("Save client").await;
        assert!(stage.dialog_alert().starts_with(sentence), "{}", stage.dialog_alert());
        assert_eq!(stage.field("Name").value(), "New app");
        assert_eq!(stage.field("Client secret").value(), "s3cret");
        let errors = stage.events("teamwork-error");
        assert_eq!((errors.len(), &errors[0]["phase"]), (1, &"client".into()));
        stage.press_in_dialog("Save client").await;
        assert!(!stage.dialog_is_open(), "{sentence}");
    }
}

#[wasm_bindgen_test]
async fn a_saved_client_is_selected_and_the_select_has_the_focus() {
    let stage = filled([saved()]).await;
    stage.press_in_dialog("Save client").await;
    stage.until("the dialog is closed", || !stage.dialog_is_open()).await;
    assert_eq!(stage.field(CLIENT).value(), "New app");
    assert_eq!(stage.field(CLIENT).options(), ["Acme app", "Other app", "New app"]);
    assert!(stage.has_focus(&stage.field(CLIENT).control));
}

#[wasm_bindgen_test]
async fn with_nothing_typed_cancel_and_escape_close_at_once() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    stage.press_in_dialog("Cancel").await;
    assert!(!stage.dialog_is_open() && stage.question().is_none());
    assert!(stage.has_focus(&stage.add_button()), "the focus is restored");
    stage.fill(&[(CLIENT, "Acme app")]).await;
    stage.open_dialog(&stage.edit_button()).await;
    escape(&stage.dialog());
    settled().await;
    assert!(!stage.dialog_is_open() && stage.question().is_none());
    assert!(stage.has_focus(&stage.edit_button()), "the focus is restored");
}

#[wasm_bindgen_test]
async fn with_something_typed_cancel_and_escape_ask_first() {
    for label in ["Name", "Client ID", "Client secret"] {
        for way in ["Cancel", "Escape"] {
            let stage = Stage::editing_a_client(Backend::new()).await;
            stage.field(label).type_text("typed").await;
            if way == "Escape" {
                escape(&stage.dialog());
                settled().await;
            } else {
                stage.press_in_dialog("Cancel").await;
            }
            assert!(stage.dialog_is_open(), "{label} {way}");
            assert_eq!(stage.question().as_deref(), Some("Discard your changes?"));
            stage.press("Keep editing").await;
            stage.until("the question is closed", || stage.question().is_none()).await;
            assert!(stage.dialog_is_open());
            assert_eq!(stage.field(label).value(), "typed", "{label} {way}");
            let focused = stage.focused().expect("a focus");
            assert!(stage.dialog().contains(Some(&focused)), "the focus stays in the dialog");
        }
    }
}

#[wasm_bindgen_test]
async fn discarding_clears_the_dialog_and_restores_the_focus() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    fill(&stage).await;
    stage.press_in_dialog("Cancel").await;
    stage.press("Discard").await;
    stage.until("all is closed", || !stage.dialog_is_open() && stage.question().is_none()).await;
    assert!(stage.has_focus(&stage.add_button()));
    assert_eq!(stage.field("Site name").value(), "acme", "the form behind is unchanged");
    stage.open_dialog(&stage.add_button()).await;
    let values = ["Name", "Client ID", "Client secret"].map(|label| stage.field(label).value());
    assert_eq!(values, ["", "", ""]);
}

#[wasm_bindgen_test]
async fn enter_in_the_dialog_saves_the_client_and_not_the_connection() {
    for label in ["Name", "Client ID", "Client secret"] {
        let backend = Backend::new();
        backend.on(POST, [saved()]);
        let stage = Stage::with(backend, &[]).await;
        stage.fill(&oauth()).await;
        stage.open_dialog(&stage.add_button()).await;
        fill(&stage).await;
        key(&stage.field(label).control, "Enter");
        settled().await;
        assert_eq!(stage.backend.asked(POST).len(), 1, "{label}");
        assert!(stage.backend.saves().is_empty() && stage.windows.opened().is_empty(), "{label}");
    }
}

#[wasm_bindgen_test]
async fn a_save_that_ends_after_closing_does_not_affect_another_dialog() {
    let stage = filled([saved().held()]).await;
    stage.press_in_dialog("Save client").await;
    stage.press_in_dialog("Cancel").await;
    stage.press("Discard").await;
    stage.open_dialog(&stage.add_button()).await;
    stage.field("Name").type_text("Another one").await;
    stage.backend.release(POST);
    settled().await;
    assert!(stage.dialog_is_open());
    assert_eq!(stage.field("Name").value(), "Another one");
    assert!(stage.field(CLIENT).options().contains(&"New app".to_owned()), "the client is listed");
}

#[wasm_bindgen_test]
async fn the_dialog_closes_with_its_connection() {
    let stage = Stage::adding_a_client(Backend::new()).await;
    stage.backend.has(&crate::stage::connection(), "\"1\"");
    stage.element.set_attribute("connection-id", crate::stage::SAVED_ID).unwrap();
    settled().await;
    stage.press("Discard").await;
    assert!(!stage.dialog_is_open());
    assert_eq!(text_of(&stage.all("[role=heading]")[0]), "Edit connection");
}
