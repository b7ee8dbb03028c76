//! A page that is rendered on a server and hydrated in the browser.

// Leptos's macro makes the properties of a component public, whatever the component is.
#![allow(unreachable_pub)]

mod app;

pub use app::{App, shell};

/// Begins in the browser with what the server rendered.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(App);
}
