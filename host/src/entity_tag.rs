//! `ETag` and `If-Match`: which version of a connection somebody has seen.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};

use crate::api_error::ApiError;

/// The `ETag` of a version.
pub(crate) fn entity_tag(version: i64) -> String {
    format!("\"{version}\"")
}

/// The versions that a request is meant for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IfMatch(Vec<String>);

impl IfMatch {
    /// Reads the header, where there is one.
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

    /// Whether it is meant for this version. What is malformed or weak is meant for none.
    pub(crate) fn covers(&self, version: i64) -> bool {
        let own = entity_tag(version);
        self.0.iter().any(|tag| tag == "*" || *tag == own)
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

    use super::IfMatch;

    #[test]
    fn covers_what_it_names() {
        for (value, covered) in [
            ("\"2\"", true),
            ("\"1\", \"2\"", true),
            ("*", true),
            ("\"1\"", false),
            ("W/\"2\"", false),
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
