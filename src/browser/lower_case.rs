//! Lower case, by the browser.

/// The text in lower case. Unicode's mapping, as in Rust's `to_lowercase`, whose tables would add 5 KB
/// of brotli to the first load; a test holds the two against each other.
pub(crate) fn lower_case(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}
