//! The console, for what an integrator should know. Nothing that a user types comes here.

/// Says something to whoever looks.
pub(crate) fn warn(text: &str) {
    web_sys::console::warn_1(&text.into());
}
