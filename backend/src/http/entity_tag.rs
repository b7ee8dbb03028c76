//! `ETag` and `If-Match`: which version of a resource the client has.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use super::api_error::ApiError;

/// Returns the `ETag` of a version.
pub(crate) fn entity_tag(version: i64) -> String {
    format!("\"{version}\"")
}

/// The entity tags of an `If-Match` header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IfMatch(Vec<String>);

impl IfMatch {
    /// Reads the header, if present.
    pub(crate) fn of(headers: &HeaderMap) -> Option<Self> {
        let values: Vec<_> = headers.get_all(header::IF_MATCH).into_iter().collect();
        if values.is_empty() {
            return None;
        }
        let tags = values
            .into_iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|tag| tag.trim().to_owned());
        Some(Self(tags.collect()))
    }

    /// Returns whether the header covers this version. A malformed header covers no version.
    ///
    /// Proxies that compress a response may weaken its tag or append the encoding to it. Such a tag
    /// still covers its version, because versions and tags correspond one to one.
    pub(crate) fn covers(&self, version: i64) -> bool {
        let own = version.to_string();
        self.0.iter().any(|tag| tag == "*" || version_in(tag) == Some(&own))
    }
}

/// The suffixes that proxies add to the tag of a compressed response.
const ENCODINGS: [&str; 4] = ["gzip", "br", "zstd", "deflate"];

/// Returns the version in a tag: `"1"`, `W/"1"`, `"1-gzip"` or `"1;gzip"`.
fn version_in(tag: &str) -> Option<&str> {
    let opaque = tag.strip_prefix("W/").unwrap_or(tag);
    let opaque = opaque.strip_prefix('"')?.strip_suffix('"')?;
    let encoded = opaque.split_once("--").or_else(|| opaque.split_once(['-', ';']));
    match encoded {
        None => Some(opaque),
        Some((version, encoding)) => ENCODINGS.contains(&encoding).then_some(version),
    }
}

impl<S: Sync> FromRequestParts<S> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, ApiError> {
        Self::of(&parts.headers).ok_or(ApiError::IfMatchMissing)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderValue, header};
    use proptest::prelude::*;

    use super::IfMatch;

    proptest! {
        /// No tag covers two versions, so a save never replaces a version other than the client's.
        #[test]
        fn fuzz_b04_no_tag_covers_two_versions(
            tag in "(W/)?\"?[0-9]{0,3}([-;]{1,2}(gzip|br|x)?)?\"?|[ -~]{0,20}",
        ) {
            let if_match = IfMatch(vec![tag.clone()]);
            let covered = (0..1000).filter(|version| if_match.covers(*version)).count();
            prop_assert!(covered <= 1 || tag == "*", "{}", tag);
        }
    }

    #[test]
    fn b04_covers_only_the_named_versions() {
        for (value, covered) in [
            ("\"2\"", true),
            ("\"1\", \"2\"", true),
            ("*", true),
            ("\"1\"", false),
            ("W/\"2\"", true),
            ("\"2-gzip\"", true),
            ("\"2;gzip\"", true),
            ("\"2--gzip\"", true),
            ("W/\"2-br\"", true),
            ("\"1-gzip\"", false),
            ("W/\"1\"", false),
            ("\"12\"", false),
            ("\"2-\"", false),
            ("\"2-3\"", false),
            ("\"2-gzip-gzip\"", false),
            ("\"-gzip\"", false),
            ("\"02\"", false),
            ("w/\"2\"", false),
            ("\"2", false),
            ("\"", false),
            ("2", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_MATCH, HeaderValue::from_static(value));
            let if_match = IfMatch::of(&headers).unwrap();
            assert_eq!(if_match.covers(2), covered, "{value}");
        }
        assert_eq!(IfMatch::of(&HeaderMap::new()), None);
    }
}
