//! Where Tab leads (WCAG 2.1.1, 2.1.2, 2.4.3), which is the same in every engine.

use serde_json::json;
use teamwork_connect_e2e::{Browser, ENGLISH, Look, key, visit};

use crate::golden::assert_golden;
use crate::script::ask;

const STATES: [&str; 18] = [
    "skeleton-stuck",
    "empty",
    "projects-v3-basic",
    "desk-v2",
    "spaces-v2",
    "spaces-v0",
    "region-conflict",
    "errors-spaces-v2",
    "help-client-desk",
    "test-failed",
    "edit-online",
    "conflict",
    "client-new",
    "save-anyway",
    "waiting",
    "blocked",
    "code-needed",
    "site-mismatch",
];

#[test]
fn tab_goes_through_every_state_in_order_and_out_again() {
    visit(async |gallery| {
        let mut golden = String::new();
        for state in STATES {
            gallery.show(state, ENGLISH).await;
            let stops = there_and_back(&gallery.browser).await;
            golden += &format!("{state}\n  {}\n", stops.join("\n  "));
        }
        assert_golden("focus_order.txt", &golden);
    });
}

#[test]
fn the_order_is_the_same_from_right_to_left() {
    visit(async |gallery| {
        for state in STATES {
            gallery.show(state, ENGLISH).await;
            let english = there_and_back(&gallery.browser).await;
            gallery.show(state, Look { lang: "ar", dir: "rtl", ..ENGLISH }).await;
            let arabic = there_and_back(&gallery.browser).await;
            assert_eq!(arabic.len(), english.len(), "{state}: {arabic:?}");
        }
    });
}

/// The focused elements, one after the other, pressing Tab from the first one to past the last one. Shift+Tab has
/// to lead back the same way.
async fn there_and_back(browser: &Browser) -> Vec<String> {
    ask::<()>(browser, "goToFirst()", json!([])).await;
    let first: String = ask(browser, "stop()", json!([])).await;
    let mut there = vec![first];
    there.extend(stops(browser, key::TAB).await);
    ask::<()>(browser, "turnBack()", json!([])).await;
    let mut back = stops(browser, key::SHIFT_TAB).await;
    back.reverse();
    assert_eq!(there, back, "the way back differs");
    there
}

/// The elements focused by pressing a key until the focus leaves the panel, or once around a dialog.
async fn stops(browser: &Browser, key: &str) -> Vec<String> {
    let mut stops = Vec::new();
    for _ in 0..60 {
        browser.press(key).await;
        let stop: Option<String> = ask(browser, "stop()", json!([])).await;
        match stop {
            Some(nothing) if nothing.is_empty() => {}
            Some(stop) => stops.push(stop),
            None => return stops,
        }
    }
    panic!("the focus never leaves: {stops:?}");
}
