//! Lowercasing by the browser.

/// Converts text to lowercase with Unicode's mapping, as Rust's `to_lowercase` does. Rust's tables would add 5 KB
/// of brotli to the first load; a test compares the two.
pub(crate) fn lower_case(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}
