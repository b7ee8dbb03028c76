//! Events of the secret field stay inside the element.

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;

use crate::stage::{Stage, basic};

#[wasm_bindgen(module = "/tests/panel/stage/page.js")]
extern "C" {
    fn overheard(control: &HtmlElement) -> String;

    #[wasm_bindgen(js_name = takesPaste)]
    fn takes_paste(control: &HtmlElement) -> bool;
}

#[wasm_bindgen_test]
async fn t18_no_secret_field_events_and_no_typing_events_reach_the_page() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    assert_eq!(overheard(&stage.field("API key").control), "");
    // All except `change`, which doesn't cross shadow roots, and keys that could trigger shortcuts of the page
    // (B25).
    let heard = overheard(&stage.field("Name your connection").control);
    assert_eq!(
        heard,
        "beforeinput input paste copy cut drop \
         compositionstart compositionupdate compositionend"
    );
}

#[wasm_bindgen_test]
async fn t18_a_reappearing_field_is_guarded_again() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    stage.fill(&[("Auth type", "OAuth 2.0"), ("Auth type", "Basic")]).await;
    assert_eq!(overheard(&stage.field("API key").control), "");
}

#[wasm_bindgen_test]
async fn pasting_a_key_is_never_prevented() {
    let stage = Stage::create().await;
    stage.fill(&basic()).await;
    assert!(takes_paste(&stage.field("API key").control));
}
