//! The border to JavaScript, and the only place with `#[wasm_bindgen]`.
//!
//! [`define`] registers the custom element. The element itself is the class in `element.js`: it keeps
//! the shadow root and the attributes, and mounts a panel here.

mod element;
mod events;
mod mounted;
mod options;

pub use element::define;
pub use mounted::MountedPanel;
