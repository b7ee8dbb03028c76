//! The JavaScript boundary, and the only part of the component with `#[wasm_bindgen]`.
//!
//! [`mount_panel`] mounts a panel in a shadow root. The API for integrators is in `js/`: the custom element,
//! `mount`, and the types, on top of a loader for this module. [`parse_account_url`] and [`validate`] expose the
//! rules of the core crate.

mod core_functions;
mod errors;
mod events;
mod mounted;
mod options;
mod panic;

pub use core_functions::{parse_account_url, validate};
pub use mounted::{MountedPanel, mount_panel, mount_with};
pub use panic::handle_panics;
