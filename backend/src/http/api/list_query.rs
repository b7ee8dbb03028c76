//! The query of a list: which part of it is requested.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::http::api_error::ApiError;
use crate::public_url::PublicUrl;
use crate::store::after::After;
use crate::store::connection_row::ConnectionRow;

/// The maximum page size, which is also the default.
const MAX_LIMIT: u32 = 1000;

/// The query of a list. Unknown parameters are ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListQuery {
    pub(crate) limit: u32,
    pub(crate) after: After,
    pub(crate) name: Option<String>,
}

impl ListQuery {
    fn parse(query: &str) -> Result<Self, ApiError> {
        let mut parsed = Self { limit: MAX_LIMIT, after: After::nothing(), name: None };
        for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*key {
                "limit" => {
                    let limit = value.parse().ok().filter(|limit| (1..=MAX_LIMIT).contains(limit));
                    parsed.limit = limit.ok_or(ApiError::MalformedQuery)?;
                }
                "after" => {
                    parsed.after = value.parse().map_err(|_| ApiError::MalformedQuery)?;
                }
                "name" => parsed.name = Some(value.into_owned()),
                _ => {}
            }
        }
        Ok(parsed)
    }

    /// Returns the `Link` header to the page after this row.
    pub(crate) fn link_after(&self, public_url: &PublicUrl, last: &ConnectionRow) -> String {
        let after = After { created_at: last.created_at, id: last.id.clone() };
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("limit", &self.limit.to_string());
        query.append_pair("after", &after.to_string());
        if let Some(name) = &self.name {
            query.append_pair("name", name);
        }
        let url = public_url.join(&format!("/connections?{}", query.finish()));
        format!("<{url}>; rel=\"next\"")
    }
}

impl<S: Sync> FromRequestParts<S> for ListQuery {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, ApiError> {
        Self::parse(parts.uri.query().unwrap_or_default())
    }
}
