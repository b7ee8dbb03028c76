//! Locale rules, from the browser's `Intl`.

use js_sys::Intl::{NumberFormat, PluralRules};
use js_sys::{Array, Date, Object};
use wasm_bindgen::JsValue;

use super::object::object;

/// Formats a time for a language, in the user's time zone. Returns `None` if it is not a valid time. The tag must
/// be well-formed, or the browser throws.
pub(crate) fn time(tag: &str, rfc3339: &str) -> Option<String> {
    let date = Date::new(&rfc3339.into());
    let style = object(&[("dateStyle", "medium".into()), ("timeStyle", "short".into())]);
    (!date.get_time().is_nan()).then(|| date.to_locale_string(tag, &style).into())
}

/// Returns the CLDR plural category of a count (`one`, `few`, `other`, and so on) and its formatted digits. The
/// tag must be well-formed, or the browser throws.
pub(crate) fn count(tag: &str, count: u32) -> (String, String) {
    let (tags, options) = (Array::of1(&tag.into()), Object::new());
    let category = PluralRules::new(&tags, &options).select(count.into()).into();
    let format = NumberFormat::new(&tags, &options).format();
    let digits = format.call1(&JsValue::UNDEFINED, &count.into());
    (category, digits.ok().and_then(|digits| digits.as_string()).unwrap_or_default())
}
