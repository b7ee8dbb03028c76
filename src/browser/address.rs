//! URLs of the page and others.

use teamwork_connect_core::WebAddress;
use wasm_bindgen::JsCast;
use web_sys::History;

use super::object::text_of;
use super::property::{property, text};

/// Navigates this tab to a page and adds a history entry.
pub(crate) fn go(to: &WebAddress) {
    // Navigates through `window.open` with the target `_self`, because a test can override it. `location` can't be
    // overridden.
    if let Some(window) = web_sys::window() {
        let _ = window.open_with_url_and_target_and_features(to.as_str(), "_self", "");
    }
}

/// The query of the page's URL, including its question mark.
pub(crate) fn query() -> String {
    text(&["location", "search"])
}

/// Replaces the query of the page's URL, without loading anything or adding a history entry.
pub(crate) fn replace_query(query: &str) {
    let part = |name| text(&["location", name]);
    let mut url = part("pathname");
    url.push_str(query);
    url.push_str(&part("hash"));
    let history: History = property(&["history"]).unchecked_into();
    // Keep the state that a router of the page has stored in the history entry.
    let state = property(&["history", "state"]);
    let _ = history.replace_state_with_url(&state, "", Some(&url));
}

/// The origin of a URL, which may be relative to the page.
pub(crate) fn origin_of(url: &str) -> Option<String> {
    // Resolved by a link element, which needs no binding of its own.
    let link = web_sys::window()?.document()?.create_element("a").ok()?;
    link.set_attribute("href", url).ok()?;
    text_of(&link, "origin")
}
