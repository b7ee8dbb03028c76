//! A backend that can only create connections, and responds with the bare minimum.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{Answer, Backend, SAVED_ID, Stage, basic, connection, oauth_connection};

/// A panel with a backend that has only `POST /connections`, and this response.
async fn over(answer: Answer) -> Stage {
    let backend = Backend::new();
    backend.on("GET /config", [Answer::text(404, "")]);
    backend.on("POST /connections", [answer]);
    Stage::with(backend, &[]).await
}

/// Saves a Basic connection, and returns the event that the page receives.
async fn saved(stage: &Stage) -> Value {
    stage.fill(&basic()).await;
    stage.press("Save").await;
    let mut events = stage.events("teamwork-saved");
    assert_eq!(events.len(), 1, "{:?}", stage.banners());
    events.remove(0)["connection"].take()
}

/// The connection as far as known from this backend, which has not reported that it works.
fn untested() -> Value {
    let mut connection = connection();
    connection["status"] = "untested".into();
    connection
}

#[wasm_bindgen_test]
async fn an_id_is_enough() {
    let stage = over(Answer::json(201, &json!({"id": SAVED_ID}))).await;
    assert_eq!(saved(&stage).await, untested());
    assert_eq!(stage.banners(), ["Connection saved. It hasn’t been tested yet."]);
}

#[wasm_bindgen_test]
async fn a_location_header_alone_is_enough() {
    for (location, id) in [
        ("/api/connections/connection-1", "connection-1"),
        ("https://backend.example/api/connections/connection-1/", "connection-1"),
        ("connection-1", "connection-1"),
        ("/api/connections/a%2Fb%20%C3%A9", "a/b é"),
    ] {
        let stage = over(Answer::text(201, "").header("Location", location)).await;
        let mut expected = untested();
        expected["id"] = id.into();
        assert_eq!(saved(&stage).await, expected, "{location}");
    }
}

#[wasm_bindgen_test]
async fn the_backends_response_overrides_what_was_sent() {
    let says = json!({"id": "7", "name": "Acme (2)", "status": "online", "added": true});
    let stage = over(Answer::json(200, &says).header("Location", "/api/connections/8")).await;
    let mut expected = connection();
    expected["id"] = "7".into();
    expected["name"] = "Acme (2)".into();
    expected["status"] = "online".into();
    assert_eq!(saved(&stage).await, expected);
    assert_eq!(stage.banners(), ["Connection saved. It’s ready to use."]);
}

#[wasm_bindgen_test]
async fn b14_an_id_may_be_a_number() {
    let stage = over(Answer::json(201, &json!({"id": 42}))).await;
    let mut expected = untested();
    expected["id"] = "42".into();
    assert_eq!(saved(&stage).await, expected);
}

#[wasm_bindgen_test]
async fn without_an_id_nothing_counts_as_saved() {
    for answer in [
        Answer::text(201, ""),
        Answer::text(201, "").header("Location", "/%ff"),
        Answer::json(201, &json!({"name": "Acme projects"})),
        Answer::json(201, &json!({"id": true})).header("Location", "/api/connections/7"),
        Answer::text(201, "Created").header("Location", "/api/connections/7"),
    ] {
        let stage = over(answer).await;
        stage.fill(&basic()).await;
        stage.press("Save").await;
        assert_eq!(stage.events("teamwork-error")[0]["code"], "bad_response");
        assert_eq!(stage.field("API key").value(), "twp_key", "the save can be retried");
    }
}

#[wasm_bindgen_test]
async fn authorizing_needs_only_the_connection_id() {
    let backend = Backend::authorizing();
    backend.on("POST /connections", [Answer::json(201, &json!({"id": SAVED_ID}))]);
    let stage = Stage::filled(backend).await;
    stage.press("Save and authorize").await;
    assert_eq!(stage.step(), "Waiting for Teamwork");
    assert_eq!(stage.events("teamwork-saved")[0]["connection"], oauth_connection());
}

#[wasm_bindgen_test]
async fn replacing_a_connection_requires_its_status_in_the_response() {
    let stage = Stage::edit(&connection()).await;
    let put = format!("PUT /connections/{SAVED_ID}");
    stage.backend.on(&put, [Answer::json(200, &json!({"id": SAVED_ID}))]);
    stage.fill(&[("API key", "twp_key")]).await;
    stage.press("Save").await;
    assert_eq!(stage.events("teamwork-error")[0]["code"], "bad_response");
    let says = json!({"id": SAVED_ID, "status": "online", "hasApiKey": true});
    stage.backend.on(&put, [Answer::json(200, &says)]);
    stage.press("Save").await;
    assert_eq!(stage.banners(), ["Connection saved. It’s ready to use."]);
    assert_eq!(stage.field("Site name").value(), "acme");
}
