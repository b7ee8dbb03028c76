//! The address of the page, and of others.

use teamwork_connect_core::WebAddress;
use wasm_bindgen::JsCast;
use web_sys::History;

use super::object::text_of;
use super::property::{property, text};

/// Sends this tab to a page, with a step back to this one.
pub(crate) fn go(to: &WebAddress) {
    // As a window of its own name, which a test can keep from happening. `location` it could not.
    if let Some(window) = web_sys::window() {
        let _ = window.open_with_url_and_target_and_features(to.as_str(), "_self", "");
    }
}

/// The query of the page's address, with its question mark.
pub(crate) fn query() -> String {
    text(&["location", "search"])
}

/// Puts another query in the place of the one in the page's address. Nothing is loaded, and the history
/// does not grow.
pub(crate) fn replace_query(query: &str) {
    let part = |name| text(&["location", name]);
    let mut url = part("pathname");
    url.push_str(query);
    url.push_str(&part("hash"));
    let history: History = property(&["history"]).unchecked_into();
    // What a router of the page keeps in the entry stays there.
    let state = property(&["history", "state"]);
    let _ = history.replace_state_with_url(&state, "", Some(&url));
}

/// The origin of a URL that may be relative to the page.
pub(crate) fn origin_of(url: &str) -> Option<String> {
    // As links have it, which costs no class of its own.
    let link = web_sys::window()?.document()?.create_element("a").ok()?;
    link.set_attribute("href", url).ok()?;
    text_of(&link, "origin")
}
