//! Responses of the backend.

use js_sys::{Object, Reflect};
use serde_json::{Value, json};
use wasm_bindgen::JsValue;

/// A response, as `fake_backend.js` takes it.
#[derive(Clone)]
pub(crate) struct Answer(pub(super) JsValue);

impl Answer {
    /// A text response.
    pub(crate) fn text(status: u16, body: &str) -> Self {
        let answer = Self(Object::new().into());
        answer.set("status", &status.into());
        answer.set("body", &body.into());
        answer.set("headers", &Object::new());
        answer
    }

    /// A JSON response.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::text(status, &body.to_string()).header("Content-Type", "application/json")
    }

    /// The report of a passed connection test.
    pub(crate) fn passed() -> Self {
        let checks =
            ["site", "sign_in", "product"].map(|it| json!({"name": it, "status": "passed"}));
        Self::json(200, &json!({"ok": true, "checks": checks}))
    }

    /// The report of a connection test that failed with this code.
    pub(crate) fn failed(code: &str) -> Self {
        let check = json!({"name": "sign_in", "status": "failed", "code": code});
        Self::json(200, &json!({"ok": false, "checks": [check]}))
    }

    /// Removes the body, which some statuses must not have.
    pub(crate) fn without_body(self) -> Self {
        self.set("body", &JsValue::NULL);
        self
    }

    /// `fetch` rejects with this.
    pub(crate) fn rejected(reason: &JsValue) -> Self {
        let answer = Self(Object::new().into());
        answer.set("reject", reason);
        answer
    }

    /// `fetch` resolves to this, which is not a response.
    pub(crate) fn value(value: &JsValue) -> Self {
        let answer = Self(Object::new().into());
        answer.set("value", value);
        answer
    }

    /// The backend cannot be reached.
    pub(crate) fn unreachable() -> Self {
        Self::rejected(&js_sys::TypeError::new("Failed to fetch"))
    }

    /// `fetch` rejects, and the browser reports a policy violation for this URL: before the rejection, or some
    /// tasks later.
    pub(crate) fn violates(blocked: &str, disposition: &str, late: bool) -> Self {
        let violation = Self(Object::new().into());
        violation.set("blockedURI", &blocked.into());
        violation.set("disposition", &disposition.into());
        let answer = Self::unreachable();
        answer.set("violation", &violation.0);
        answer.set("late", &late.into());
        answer
    }

    /// Adds a header.
    pub(crate) fn header(self, name: &str, value: &str) -> Self {
        let headers = Reflect::get(&self.0, &"headers".into()).unwrap();
        Reflect::set(&headers, &name.into(), &value.into()).unwrap();
        self
    }

    /// Holds the response back until it is released.
    pub(crate) fn held(self) -> Self {
        self.set("held", &true.into());
        self
    }

    fn set(&self, name: &str, value: &JsValue) {
        Reflect::set(&self.0, &name.into(), value).unwrap();
    }
}

/// The rejection of the page's hostname, with the URL at which the backend works.
pub(crate) fn misdirected(public_url: &str) -> Answer {
    let document = json!({"code": "forbidden", "publicUrl": public_url, "requestId": "request-17"});
    Answer::text(421, &document.to_string()).header("Content-Type", "application/problem+json")
}

/// A problem document with errors of settings, given as pairs of key and code.
pub(crate) fn problem(status: u16, code: &str, errors: &[(&str, &str)]) -> Answer {
    let errors: Vec<Value> = errors
        .iter()
        .map(|(key, code)| json!({"pointer": format!("/{key}"), "code": code}))
        .collect();
    let document = json!({
        "title": "Something is wrong",
        "code": code,
        "requestId": "request-17",
        "errors": errors,
    });
    Answer::text(status, &document.to_string()).header("Content-Type", "application/problem+json")
}
