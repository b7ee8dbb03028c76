//! The sign-in window.

use serde_json::{Value, json};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    Answer, BEGIN, Backend, RECORD, START_URL, Stage, WITHDRAW, authorization, begun, press,
    press_and_look, settled,
};

const SAVE: &str = "Save and authorize";

/// The link shown while waiting.
fn link(stage: &Stage) -> web_sys::HtmlElement {
    stage.all("[part~=steps] a").remove(0)
}

#[wasm_bindgen_test]
async fn t01_opens_on_the_click_before_anything_is_sent() {
    let stage = Stage::filled(Backend::authorizing()).await;
    let before = stage.backend.calls().len();
    let opened = press_and_look(&stage, SAVE);
    assert_eq!(stage.backend.calls().len(), before, "nothing is sent before");
    assert_eq!(opened.len(), 1);
    assert_eq!(opened[0].url, "about:blank");
    assert!(opened[0].visited.is_empty());
    settled().await;
    assert_eq!(stage.windows.opened().len(), 1);
}

#[wasm_bindgen_test]
async fn is_a_popup_of_the_size_of_a_sign_in_page() {
    let stage = Stage::waiting().await;
    let features = stage.windows.newest().features;
    let features: Vec<_> = features.split(',').collect();
    assert!(features.contains(&"popup"), "{features:?}");
    for part in ["width=", "height="] {
        let size = features.iter().find_map(|feature| feature.strip_prefix(part));
        let size: u32 = size.expect(part).parse().unwrap();
        assert!((400..=800).contains(&size), "{features:?}");
    }
    // A window without an opener could not be navigated, nor report that it is done.
    assert!(!features.iter().any(|feature| feature.contains("noopener")));
}

#[wasm_bindgen_test]
async fn t45_has_a_random_name_so_that_no_page_can_target_it() {
    let mut names = Vec::new();
    for _ in 0..3 {
        let stage = Stage::waiting().await;
        names.push(stage.windows.newest().name);
    }
    for name in &names {
        assert!(name.len() >= 16 && !name.starts_with('_'), "{name}");
    }
    assert!(names[0] != names[1] && names[1] != names[2] && names[0] != names[2], "{names:?}");
}

#[wasm_bindgen_test]
async fn t01_shows_what_it_is_waiting_for_while_blank() {
    let stage = Stage::filled(Backend::authorizing()).await;
    let opened = press_and_look(&stage, SAVE);
    assert_eq!(opened[0].text, "Connecting to Teamwork…");
    assert_eq!(opened[0].title, "Connecting to Teamwork…");
    settled().await;
}

#[wasm_bindgen_test]
async fn a_window_that_cannot_be_written_to_is_still_used() {
    let stage = Stage::filled(Backend::authorizing()).await;
    stage.windows.set_way("opens foreign");
    stage.press(SAVE).await;
    assert_eq!(stage.windows.newest().visited, [START_URL]);
}

#[wasm_bindgen_test]
async fn t01_navigates_to_the_start_page_only_after_the_authorization_has_started() {
    let backend = Backend::authorizing();
    backend.on("POST /connections", [Answer::json(201, &crate::stage::oauth_connection()).held()]);
    backend.on(BEGIN, [Answer::json(201, &begun()).held()]);
    let stage = Stage::filled(backend).await;
    stage.press(SAVE).await;
    assert_eq!(stage.backend.steps(), ["POST /api/connections"]);
    stage.backend.release("POST /connections");
    settled().await;
    let steps = ["POST /api/connections", "POST /api/connections/connection-1/authorizations"];
    assert_eq!(stage.backend.steps(), steps);
    assert!(stage.windows.newest().visited.is_empty());
    stage.backend.release(BEGIN);
    settled().await;
    assert_eq!(stage.windows.newest().visited, [START_URL]);
    assert_eq!(stage.backend.steps(), steps);
}

#[wasm_bindgen_test]
async fn no_window_opens_while_there_are_errors() {
    let stage = Stage::filled(Backend::authorizing()).await;
    stage.fill(&[("Name your connection", "")]).await;
    stage.press(SAVE).await;
    assert!(stage.windows.opened().is_empty());
    assert!(stage.backend.steps().is_empty());
    assert!(stage.has_focus(&stage.summary().unwrap().element));
}

#[wasm_bindgen_test]
async fn t08_can_be_focused_without_opening_another() {
    let stage = Stage::waiting().await;
    assert!(stage.advice().starts_with("Sign in and click Accept in the Teamwork window."));
    stage.press("Show window").await;
    stage.press("Show window").await;
    assert_eq!(stage.windows.opened().len(), 1);
    assert_eq!(stage.windows.newest().focused, 2);
}

#[wasm_bindgen_test]
async fn closes_when_the_authorization_has_ended() {
    for status in ["succeeded", "failed", "cancelled", "superseded", "expired"] {
        let stage = Stage::waiting().await;
        assert!(!stage.windows.newest().closed);
        stage.learns(&authorization(status)).await;
        assert!(stage.windows.newest().closed, "{status}");
    }
}

#[wasm_bindgen_test]
async fn t02_t03_a_link_replaces_a_blocked_window() {
    for way in ["refuses", "throws", "opens closed"] {
        let stage = Stage::filled(Backend::authorizing()).await;
        stage.windows.set_way(way);
        stage.press(SAVE).await;
        assert_eq!(stage.windows.opened().len(), 1, "{way}: it is tried once");
        let advice = stage.advice();
        assert!(advice.starts_with("Your browser blocked the Teamwork window."), "{way}: {advice}");
        let link = link(&stage);
        assert!(crate::stage::text_of(&link).starts_with("Continue to Teamwork"), "{way}");
        assert_eq!(link.get_attribute("href").as_deref(), Some(START_URL), "{way}");
        assert_eq!(link.get_attribute("target").as_deref(), Some("_blank"), "{way}");
        assert_eq!(stage.buttons("Continue in this tab").len(), 1, "{way}");
        assert!(stage.said().contains("Your browser blocked the Teamwork window."), "{way}");
        assert_eq!(stage.events("teamwork-error").len(), 0, "{way}: nothing has failed yet");
    }
}

#[wasm_bindgen_test]
async fn t02_the_authorization_completes_without_a_window() {
    let stage = Stage::filled(Backend::authorizing()).await;
    stage.windows.set_way("refuses");
    stage.press(SAVE).await;
    stage.learns(&authorization("checking")).await;
    assert_eq!(stage.step(), "Checking the connection");
    stage.learns(&authorization("succeeded")).await;
    assert_eq!(stage.banners(), ["Connected."]);
    assert_eq!(stage.events("teamwork-authorized").len(), 1);
}

#[wasm_bindgen_test]
async fn t06_a_link_replaces_a_window_closed_before_the_address_arrived() {
    let backend = Backend::authorizing();
    backend.on(BEGIN, [Answer::json(201, &begun()).held()]);
    let stage = Stage::filled(backend).await;
    stage.press(SAVE).await;
    stage.windows.shut();
    stage.backend.release(BEGIN);
    settled().await;
    assert!(stage.windows.newest().visited.is_empty());
    assert!(stage.advice().starts_with("The Teamwork window may be closed."));
    assert_eq!(link(&stage).get_attribute("href").as_deref(), Some(START_URL));
}

#[wasm_bindgen_test]
async fn only_web_addresses_are_followed() {
    for bad in ["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "//x", ""] {
        for way in ["opens", "refuses"] {
            let backend = Backend::authorizing();
            let mut begun: Value = begun();
            begun["startUrl"] = bad.into();
            backend.on(BEGIN, [Answer::json(201, &begun)]);
            let stage = Stage::filled(backend).await;
            stage.windows.set_way(way);
            stage.press(SAVE).await;
            assert!(stage.windows.newest().visited.is_empty(), "{bad} {way}");
            assert!(stage.all("[part~=steps] a").is_empty(), "{bad} {way}");
            assert!(!stage.root().inner_html().contains("javascript:"), "{bad} {way}");
            // Nobody would be able to sign in.
            let sentence = "This application sent an unexpected response. Contact its administrator. Reference: authorization-1";
            assert_eq!(stage.banners(), [sentence], "{bad} {way}");
            assert_eq!(stage.backend.asked(WITHDRAW).len(), 1, "{bad} {way}");
        }
    }
}

#[wasm_bindgen_test]
async fn b02_warns_when_the_window_stays_on_this_origin() {
    let stage = Stage::waiting().await;
    stage.windows.stray(START_URL);
    stage.advance(1000).await;
    assert!(stage.buttons("Open again").is_empty(), "the backend may be about to answer");
    stage.advance(3000).await;
    assert!(stage.advice().starts_with("The window isn’t showing Teamwork."));
    assert!(stage.said().contains("The window isn’t showing Teamwork."));
    assert_eq!(stage.buttons("Show window").len(), 1);
    stage.press("Open again").await;
    assert!(stage.advice().starts_with("Sign in and click Accept"));
}

#[wasm_bindgen_test]
async fn t54_a_window_that_looks_closed_only_triggers_an_offer_to_reopen() {
    let stage = Stage::waiting().await;
    stage.windows.shut();
    stage.windows.set_page_has_focus(true);
    stage.advance(1000).await;
    assert!(stage.buttons("Open again").is_empty(), "the window may be between two pages");
    stage.advance(1500).await;
    assert!(stage.advice().starts_with("The Teamwork window may be closed."));
    assert!(stage.said().contains("The Teamwork window may be closed."));
    assert_eq!(stage.buttons("Open again").len(), 1);
    stage.advance(60_000).await;
    assert_eq!(stage.step(), "Waiting for Teamwork", "the wait continues");
    assert!(stage.backend.asked("DELETE").is_empty() && stage.events("teamwork-error").is_empty());
    stage.backend.knows(&authorization("succeeded"));
    stage.advance(2500).await;
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn closed_or_focused_alone_is_ignored() {
    for (closed, focused) in [(true, false), (false, true)] {
        let stage = Stage::waiting().await;
        if closed {
            stage.windows.shut();
        }
        stage.windows.set_page_has_focus(focused);
        stage.advance(5000).await;
        assert!(stage.buttons("Open again").is_empty(), "{closed} {focused}");
    }
}

#[wasm_bindgen_test]
async fn must_look_closed_without_interruption() {
    let stage = Stage::waiting().await;
    stage.windows.shut();
    for _ in 0..4 {
        stage.windows.set_page_has_focus(true);
        stage.advance(1000).await;
        stage.windows.set_page_has_focus(false);
        stage.advance(600).await;
    }
    assert!(stage.buttons("Open again").is_empty());
    stage.windows.set_page_has_focus(true);
    stage.advance(2600).await;
    assert_eq!(stage.buttons("Open again").len(), 1);
    // The user may have been wrong, too.
    stage.windows.set_page_has_focus(false);
    stage.advance(600).await;
    assert!(stage.buttons("Open again").is_empty());
}

#[wasm_bindgen_test]
async fn t09_open_again_starts_a_new_authorization_in_a_window_from_the_same_click() {
    let stage = Stage::waiting().await;
    stage.windows.shut();
    stage.windows.set_page_has_focus(true);
    stage.advance(2500).await;
    let second = json!({
        "id": "authorization-2", "startUrl": "https://backend.example/start/2", "expiresIn": 600,
    });
    stage.backend.on(BEGIN, [Answer::json(201, &second)]);
    stage.backend.on(
        "GET /authorizations/authorization-2",
        [Answer::json(200, &json!({"id": "authorization-2", "status": "succeeded"}))],
    );
    stage.windows.set_page_has_focus(false);
    let before = stage.backend.calls().len();
    let opened = press_and_look(&stage, "Open again");
    assert_eq!((opened.len(), stage.backend.calls().len()), (2, before));
    assert_ne!(opened[0].name, opened[1].name);
    settled().await;
    assert_eq!(stage.windows.newest().visited, ["https://backend.example/start/2"]);
    assert!(stage.backend.asked("DELETE").is_empty(), "the backend knows that it is superseded");
    assert_eq!(stage.backend.saves().len(), 1, "nothing is saved again");
    let asked = stage.backend.times_asked();
    stage.backend.knows(&authorization("superseded"));
    stage.advance(600).await;
    assert_eq!(stage.backend.times_asked(), asked + 1, "did it succeed before?");
    assert_eq!(stage.step(), "Waiting for Teamwork");
    stage.advance(1200).await;
    assert_eq!(stage.backend.times_asked(), asked + 1, "it is no longer polled");
    assert_eq!(stage.banners(), ["Connected."]);
}

#[wasm_bindgen_test]
async fn t09_late_news_about_the_old_authorization_does_not_affect_the_new_one() {
    for late in [
        Answer::json(200, &authorization("superseded")),
        Answer::text(404, ""),
        Answer::unreachable(),
    ] {
        let stage = Stage::waiting().await;
        stage.windows.shut();
        stage.windows.set_page_has_focus(true);
        stage.advance(2500).await;
        stage.backend.on(RECORD, [late.held(), Answer::json(200, &authorization("superseded"))]);
        stage.advance(1200).await;
        let second =
            json!({"id": "second", "startUrl": "https://backend.example/2", "expiresIn": 60});
        stage.backend.on(BEGIN, [Answer::json(201, &second)]);
        let pending = json!({"id": "second", "status": "pending"});
        stage.backend.on("GET /authorizations/second", [Answer::json(200, &pending)]);
        stage.windows.set_page_has_focus(false);
        stage.press("Open again").await;
        assert!(stage.backend.asked(RECORD).pop().unwrap().aborted, "the poll is aborted");
        stage.advance(1200).await;
        assert_eq!(stage.step(), "Waiting for Teamwork");
        let advice = stage.advice();
        assert!(advice.starts_with("Sign in and click Accept"), "{advice}");
    }
}

#[wasm_bindgen_test]
async fn a_new_authorization_that_fails_to_start_is_reported_and_closes_its_window() {
    let stage = Stage::waiting().await;
    stage.windows.shut();
    stage.windows.set_page_has_focus(true);
    stage.advance(2500).await;
    stage.backend.on(BEGIN, [Answer::text(500, "")]);
    stage.press("Open again").await;
    assert!(stage.windows.newest().closed);
    assert!(stage.banners()[0].starts_with("This application failed."));
    assert_eq!(stage.buttons(SAVE).len(), 1, "the form is back");
}

#[wasm_bindgen_test]
async fn t07_twenty_clicks_in_one_task_cause_one_save_and_one_window() {
    let stage = Stage::filled(Backend::authorizing()).await;
    let button = stage.button(SAVE);
    for _ in 0..20 {
        press(&button);
    }
    settled().await;
    assert_eq!(stage.windows.opened().len(), 1);
    assert_eq!(stage.windows.newest().focused, 19, "the other clicks focus it");
    assert_eq!(stage.backend.asked("POST /connections").len(), 1);
    assert_eq!(stage.backend.asked(BEGIN).len(), 1);
}
