//! Commands that the WebDriver client lacks.

use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A command relative to the session URL.
#[derive(Debug)]
pub(crate) struct DriverCommand {
    path: String,
    /// The body to post; `None` for GET.
    body: Option<Value>,
}

impl DriverCommand {
    /// The console messages since the last call, including Chromium's own.
    pub(crate) fn console() -> Self {
        Self { path: "se/log".to_owned(), body: Some(json!({"type": "browser"})) }
    }

    /// A command of the Chrome DevTools Protocol.
    pub(crate) fn devtools(command: &str, params: &Value) -> Self {
        Self {
            path: "goog/cdp/execute".to_owned(),
            body: Some(json!({"cmd": command, "params": params})),
        }
    }

    /// The cookies of the page.
    pub(crate) fn cookies() -> Self {
        Self { path: "cookie".to_owned(), body: None }
    }

    /// The accessible name of an element.
    pub(crate) fn accessible_name(element: &str) -> Self {
        Self { path: format!("element/{element}/computedlabel"), body: None }
    }

    /// The ARIA role of an element.
    pub(crate) fn accessible_role(element: &str) -> Self {
        Self { path: format!("element/{element}/computedrole"), body: None }
    }
}

impl WebDriverCompatibleCommand for DriverCommand {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, ParseError> {
        let session = session_id.unwrap_or_default();
        base_url.join(&format!("session/{session}/{}", self.path))
    }

    fn method_and_body(&self, _request_url: &Url) -> (axum::http::Method, Option<String>) {
        match &self.body {
            Some(body) => (axum::http::Method::POST, Some(body.to_string())),
            None => (axum::http::Method::GET, None),
        }
    }
}
