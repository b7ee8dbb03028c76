//! Errors for scripts.

use js_sys::Array;
use teamwork_connect_core::FieldErrors;
use wasm_bindgen::JsValue;

use crate::browser::object::{object, text};
use crate::panel::PanelError;

/// The value that a promise is rejected with, which is also the detail of `teamwork-error`.
pub(super) fn error_detail(error: &PanelError) -> JsValue {
    object(&[
        ("phase", error.phase.as_str().into()),
        ("connectionId", text(error.connection_id.as_deref())),
        ("authorizationId", text(error.authorization_id.as_deref())),
        ("code", error.code.as_str().into()),
        ("detail", text(Some(&error.detail))),
        ("requestId", text(error.request_id.as_deref())),
        ("reference", text(error.reference())),
        ("retryable", error.code.retryable().into()),
        ("errors", setting_errors(&error.fields)),
    ])
}

/// The field errors, in the order of the panel.
pub(super) fn setting_errors(errors: &FieldErrors) -> JsValue {
    let list = Array::new();
    for error in errors.iter() {
        let (key, code) = (error.key.as_str(), error.code.as_str());
        list.push(&object(&[("key", key.into()), ("code", code.into())]));
    }
    list.into()
}
