//! Path segments.

/// Encodes an ID as a path segment. The backend chose it, but it may come from an attribute.
pub(crate) fn path_segment(id: &str) -> String {
    String::from(js_sys::encode_uri_component(id))
}

/// The last segment of a URL, such as that of `Location`.
pub(super) fn last_segment(url: &str) -> Option<String> {
    let segment = url.trim_end_matches('/').rsplit('/').next()?;
    js_sys::decode_uri_component(segment).ok().map(String::from)
}
