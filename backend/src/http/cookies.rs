//! The cookies of a request.

use axum::http::{HeaderMap, header};

/// Returns every cookie as name and value.
pub(crate) fn all(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .into_iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// A cookie is found among any others with the value that was set, and every cookie that is
        /// returned is in a header.
        #[test]
        fn fuzz_a_cookie_is_found_among_any_others(
            before in prop::collection::vec(prop_oneof!["[ -~]{0,30}", "(own=v?;? ?|own;|=own){0,4}"], 0..5),
            junk in any::<Vec<u8>>(),
            value in "[!-+\\--:<-\\[\\]-~]{0,40}",
        ) {
            let mut headers = HeaderMap::new();
            for value in before.iter().map(String::as_bytes).chain([&*junk]) {
                if let Ok(value) = HeaderValue::from_bytes(value) {
                    headers.append(header::COOKIE, value);
                }
            }
            let others = all(&headers).filter(|(name, _)| *name == "own").count();
            for (name, value) in all(&headers) {
                prop_assert!(!name.contains(['=', ';']) && !value.contains(';'));
                let pair = format!("{name}={value}");
                let sent = |sent: &str| sent.contains(&pair);
                prop_assert!(headers.values().any(|own| own.to_str().is_ok_and(sent)), "{}", pair);
            }
            headers.append(header::COOKIE, HeaderValue::try_from(format!("a=b; own={value};c")).unwrap());
            let own: Vec<_> = all(&headers).filter(|(name, _)| *name == "own").collect();
            prop_assert_eq!(own.len(), others + 1);
            prop_assert_eq!(own.last(), Some(&("own", value.as_str())));
        }
    }
}
