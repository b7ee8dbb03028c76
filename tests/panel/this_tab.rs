//! Teamwork in the panel's own tab: in redirect mode, and where no window opens.

use serde_json::{Value, json};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::stage::{
    AUTHORIZATION_ID, Answer, BEGIN, Backend, Canary, Console, SAVED_ID, START_URL, Stage,
    authorization, begun, forbid, frame_the_page, happen, kept, oauth, oauth_body,
    oauth_connection, press, pretend, problem, settled,
};

const SAVE: &str = "Save and authorize";
const THIS_TAB: &str = "Continue in this tab";
const REDIRECT: [(&str, &str); 2] = [("authorize", "redirect"), ("return-key", "settings")];

/// A filled-in panel with these attributes.
async fn filled(attributes: &[(&str, &str)]) -> Stage {
    let stage = Stage::timed(Backend::authorizing(), attributes).await;
    stage.fill(&oauth()).await;
    stage
}

/// A panel that waits after the browser has blocked the window.
async fn blocked(attributes: &[(&str, &str)]) -> Stage {
    let stage = filled(attributes).await;
    stage.windows.set_way("refuses");
    stage.press(SAVE).await;
    stage
}

/// The body that started the authorization.
fn asked_to_begin(stage: &Stage) -> Value {
    stage.backend.asked(BEGIN)[0].json()
}

/// What the tab stores.
fn kept_json() -> Value {
    serde_json::from_str(&kept()).unwrap()
}

#[wasm_bindgen_test]
async fn redirect_mode_saves_starts_and_leaves_without_a_window() {
    let stage = filled(&REDIRECT).await;
    stage.press(SAVE).await;
    let steps = ["POST /api/connections", "POST /api/connections/connection-1/authorizations"];
    assert_eq!(stage.backend.steps(), steps);
    assert_eq!(asked_to_begin(&stage), json!({"mode": "redirect", "returnKey": "settings"}));
    assert_eq!(stage.windows.gone(), START_URL);
    assert!(stage.windows.opened().is_empty());
    assert_eq!(stage.events("teamwork-saved").len(), 1);
}

#[wasm_bindgen_test]
async fn d8_the_sign_in_mode_can_be_changed_at_any_time() {
    let stage = filled(&[]).await;
    for (name, value) in REDIRECT {
        stage.element.set_attribute(name, value).unwrap();
    }
    settled().await;
    stage.press(SAVE).await;
    assert_eq!(asked_to_begin(&stage), json!({"mode": "redirect", "returnKey": "settings"}));
    assert_eq!(stage.windows.gone(), START_URL);
    assert!(stage.windows.opened().is_empty());
}

#[wasm_bindgen_test]
async fn the_page_stays_until_the_authorization_has_started() {
    let stage = filled(&REDIRECT).await;
    stage.backend.on(BEGIN, [Answer::json(201, &begun()).held()]);
    stage.press(SAVE).await;
    assert_eq!((stage.windows.gone(), kept()), (String::new(), String::new()));
    stage.backend.release(BEGIN);
    settled().await;
    assert_eq!(stage.windows.gone(), START_URL);
}

#[wasm_bindgen_test]
async fn the_button_names_its_destination() {
    for (attributes, words) in [
        (&REDIRECT[..], "Opens Teamwork in this tab, then returns here."),
        (&[][..], "Opens Teamwork in a new window."),
    ] {
        let stage = filled(attributes).await;
        let help = stage.button(SAVE).get_attribute("aria-describedby").unwrap();
        let help = stage.all(&format!("[id='{help}']"));
        assert_eq!(help[0].text_content().as_deref(), Some(words));
    }
}

#[wasm_bindgen_test]
async fn the_tab_stores_what_the_returning_page_needs_and_no_secret() {
    let canary = Canary::new();
    let stage = filled(&[]).await;
    // A key that was typed before the user changed the auth type.
    stage.fill(&[("API type", "Projects"), ("Auth type", "Basic")]).await;
    canary.type_into(&stage.field("API key").control);
    stage.fill(&[("Auth type", "OAuth 2.0"), ("API type", "Desk")]).await;
    stage.windows.set_way("refuses");
    stage.press(SAVE).await;
    assert_eq!(kept(), "", "the tab has not left");
    stage.press(THIS_TAB).await;
    let mut kept = kept_json();
    assert!(kept["keptAt"].take().as_f64().unwrap() > 1.6e12);
    let draft = json!({
        "name": "Acme desk", "apiType": "desk", "apiVersion": "v2", "region": "eu",
        "siteName": "acme", "authType": "oauth2", "oauthClientId": "client-1",
    });
    let expected = json!({
        "place": 0, "authorizationId": AUTHORIZATION_ID, "connectionId": SAVED_ID, "draft": draft,
        "keptAt": null,
    });
    assert_eq!(kept, expected);
    assert_eq!(canary.places(), "");
    canary.end();
}

#[wasm_bindgen_test]
async fn the_second_panel_of_a_page_stores_its_position() {
    let first = Stage::create().await;
    let second = crate::stage::Panel::open(&REDIRECT);
    settled().await;
    first.backend.on("POST /connections", [Answer::json(201, &oauth_connection())]);
    first.backend.on(BEGIN, [Answer::json(201, &begun())]);
    second.fill(&oauth()).await;
    second.press(SAVE).await;
    assert_eq!(kept_json()["place"], 1);
}

#[wasm_bindgen_test]
async fn a_browser_without_storage_still_redirects() {
    let stage = filled(&REDIRECT).await;
    forbid("sessionStorage");
    stage.press(SAVE).await;
    assert_eq!(stage.windows.gone(), START_URL);
}

#[wasm_bindgen_test]
async fn a_failed_save_or_start_stores_nothing_and_is_reported() {
    for (call, answer) in [
        ("POST /connections", Answer::unreachable()),
        (BEGIN, problem(400, "invalid", &[])),
        (BEGIN, Answer::text(500, "")),
    ] {
        let stage = filled(&REDIRECT).await;
        stage.backend.on(call, [answer]);
        stage.press(SAVE).await;
        assert_eq!((stage.windows.gone(), kept()), (String::new(), String::new()), "{call}");
        assert_eq!(stage.banners().len(), 1, "{call}");
        assert_eq!(stage.field("Name your connection").value(), "Acme desk", "{call}");
    }
}

#[wasm_bindgen_test]
async fn a_tab_that_did_not_leave_can_retry_or_stay() {
    let stage = filled(&REDIRECT).await;
    stage.press(SAVE).await;
    assert!(stage.advice().starts_with("Opening Teamwork in this tab."), "{}", stage.advice());
    stage.press(THIS_TAB).await;
    assert_eq!(stage.windows.gone(), format!("{START_URL} {START_URL}"));
    assert_eq!(stage.backend.asked(BEGIN).len(), 1, "it is the same authorization");
    stage.press("Cancel").await;
    assert!(stage.banners()[0].starts_with("Not connected: you canceled."));
    assert_eq!(kept(), "", "the stored record is deleted");
}

#[wasm_bindgen_test]
async fn a_page_restored_from_bfcache_polls_at_once() {
    let stage = filled(&REDIRECT).await;
    stage.press(SAVE).await;
    stage.advance(80_000).await;
    stage.backend.knows(&authorization("succeeded"));
    happen("pageshow").await;
    stage.advance(600).await;
    assert_eq!(stage.banners(), ["Connected."]);
    assert_eq!(kept(), "");
}

#[wasm_bindgen_test]
async fn a_blocked_window_continues_the_authorization_in_this_tab() {
    for way in ["refuses", "throws", "opens closed"] {
        let stage = filled(&[("return-key", "settings")]).await;
        stage.windows.set_way(way);
        stage.press(SAVE).await;
        // So that the backend can redirect the tab back.
        assert_eq!(asked_to_begin(&stage), json!({"mode": "redirect", "returnKey": "settings"}));
        stage.press(THIS_TAB).await;
        assert_eq!(stage.windows.gone(), START_URL, "{way}");
        assert_eq!(kept_json()["authorizationId"], AUTHORIZATION_ID);
        assert_eq!((stage.backend.saves().len(), stage.backend.asked(BEGIN).len()), (1, 1));
    }
}

#[wasm_bindgen_test]
async fn a_page_without_a_return_address_can_redirect_too() {
    let stage = blocked(&[]).await;
    assert_eq!(asked_to_begin(&stage), json!({"mode": "popup"}));
    stage.press(THIS_TAB).await;
    assert_eq!(stage.windows.gone(), START_URL);
}

#[wasm_bindgen_test]
async fn in_a_frame_a_window_is_always_used() {
    let stage = filled(&REDIRECT).await;
    frame_the_page();
    stage.press(SAVE).await;
    assert_eq!(stage.windows.newest().visited, [START_URL]);
    assert_eq!(asked_to_begin(&stage), json!({"mode": "popup"}));
    assert_eq!(stage.windows.gone(), "");
}

#[wasm_bindgen_test]
async fn t02_t03_t04_a_frame_without_popups_shows_a_link_and_warns_the_integrator() {
    for way in ["refuses", "throws"] {
        let stage = filled(&REDIRECT).await;
        frame_the_page();
        stage.windows.set_way(way);
        let console = Console::new();
        stage.press(SAVE).await;
        console.end();
        assert!(stage.advice().starts_with("Your browser blocked the Teamwork window."), "{way}");
        assert_eq!(stage.all("[part~=steps] a").len(), 1, "{way}");
        assert!(stage.buttons(THIS_TAB).is_empty(), "{way}: a frame cannot leave");
        assert!(console.said().contains("allow-popups"), "{way}: {}", console.said());
        for word in ["client", "acme", "Acme", START_URL, AUTHORIZATION_ID] {
            assert!(!console.said().contains(word), "{way}: {word}");
        }
        stage.learns(&authorization("succeeded")).await;
        assert_eq!(stage.banners(), ["Connected."], "{way}");
    }
}

#[wasm_bindgen_test]
async fn a_blocked_window_outside_of_frames_does_not_warn_the_integrator() {
    let console = Console::new();
    let _stage = blocked(&[]).await;
    console.end();
    assert_eq!(console.said(), "");
}

#[wasm_bindgen_test]
async fn in_app_browsers_redirect_at_once_if_they_can_return() {
    let user_agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/22F76 \
                      [FBAN/FBIOS;FBAV/517.0]";
    for (attributes, goes) in [(&[("return-key", "settings")][..], true), (&[][..], false)] {
        let stage = filled(attributes).await;
        pretend("navigator", "userAgent", &user_agent.into());
        stage.press(SAVE).await;
        assert_eq!(stage.windows.gone() == START_URL, goes);
        assert_eq!(stage.windows.opened().is_empty(), goes);
    }
}

#[wasm_bindgen_test]
async fn an_installed_app_redirects_at_once() {
    for attributes in [&[("return-key", "settings")][..], &[][..]] {
        let stage = filled(attributes).await;
        pretend("navigator", "standalone", &JsValue::TRUE);
        stage.press(SAVE).await;
        assert_eq!(stage.windows.gone(), START_URL);
        assert!(stage.windows.opened().is_empty());
    }
}

#[wasm_bindgen_test]
async fn nothing_starts_on_a_hidden_page() {
    for attributes in [&REDIRECT[..], &[][..]] {
        let stage = filled(attributes).await;
        pretend("document", "hidden", &JsValue::TRUE);
        stage.press(SAVE).await;
        assert!(stage.backend.steps().is_empty() && stage.windows.opened().is_empty());
        pretend("document", "hidden", &JsValue::FALSE);
        stage.press(SAVE).await;
        assert_eq!(stage.backend.steps().len(), 2);
    }
}

#[wasm_bindgen_test]
async fn try_again_redirects_without_saving_again() {
    let denied = json!({"id": AUTHORIZATION_ID, "status": "failed", "code": "denied"});
    let stage = filled(&REDIRECT).await;
    stage.press(SAVE).await;
    stage.learns(&denied).await;
    stage.press("Try again").await;
    assert_eq!(stage.windows.gone(), format!("{START_URL} {START_URL}"));
    assert_eq!((stage.backend.saves().len(), stage.backend.asked(BEGIN).len()), (1, 2));
    let post = stage.backend.saves().remove(0);
    assert_eq!(post.json(), oauth_body());
    assert_eq!(kept_json()["connectionId"], SAVED_ID);
}

#[wasm_bindgen_test]
async fn t07_twenty_presses_cause_one_save_and_one_redirect() {
    let stage = filled(&REDIRECT).await;
    let button = stage.button(SAVE);
    for _ in 0..20 {
        press(&button);
    }
    settled().await;
    assert_eq!(stage.windows.gone(), START_URL);
    assert_eq!((stage.backend.saves().len(), stage.backend.asked(BEGIN).len()), (1, 1));
}
