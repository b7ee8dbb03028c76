//! Recorded requests.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// A request.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Call {
    /// Method and path, as in `POST /api/connections`.
    pub(crate) name: String,
    headers: BTreeMap<String, String>,
    pub(crate) credentials: String,
    /// The body as sent.
    pub(crate) body: String,
    pub(crate) aborted: bool,
    /// When it was sent, by the page's clock.
    pub(crate) at: f64,
}

impl Call {
    /// A header, or an empty string.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(&name.to_lowercase()).map_or("", String::as_str)
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{} is not JSON: {error}", self.body))
    }
}
