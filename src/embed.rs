//! The border to JavaScript, and the only place of the component with `#[wasm_bindgen]`.
//!
//! [`mount_panel`] mounts a panel in a shadow root. What integrators meet is in `js/`: the custom element,
//! `mount`, and the types, over a loader of this module. [`parse_account_url`] and [`validate`] are the
//! rules of the core crate by themselves.

mod core_functions;
mod errors;
mod events;
mod mounted;
mod options;
mod panic;

pub use core_functions::{parse_account_url, validate};
pub use mounted::{MountedPanel, mount_panel, mount_with};
pub use panic::handle_panics;
