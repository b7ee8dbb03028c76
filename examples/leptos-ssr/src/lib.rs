//! A page that is rendered on a server and hydrated in the browser.

// Leptos's macro makes the props of a component public, even if the component is not.
#![allow(unreachable_pub)]

mod app;

pub use app::{App, shell};

/// Hydrates in the browser what the server rendered.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(App);
}
