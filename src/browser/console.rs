//! The console, for messages to integrators. Nothing that a user types is logged.

/// Logs a warning.
pub(crate) fn warn(text: &str) {
    web_sys::console::warn_1(&text.into());
}
