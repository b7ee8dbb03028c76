//! The error of a failed call.

use js_sys::Array;
use teamwork_connect_core::{FieldCode, FieldErrors, Key, ResultCode};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::address;
use crate::browser::fetch::{Answer, NoAnswer};
use crate::browser::json;
use crate::browser::object::{get, text_of};

/// A failed call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    /// What happened.
    pub(crate) code: ResultCode,
    /// The HTTP status, if there was a response.
    pub(crate) status: Option<u16>,
    /// The ID of the request in the backend's log.
    pub(crate) request_id: Option<String>,
    /// The URL at which the backend works, if it rejects the page's current origin.
    pub(crate) works_at: Option<String>,
    /// The field errors.
    pub(crate) fields: FieldErrors,
    /// The number of seconds in `Retry-After`.
    pub(crate) retry_after: Option<u32>,
}

impl ApiError {
    /// Creates an error with only a code.
    pub(crate) fn of(code: ResultCode) -> Self {
        Self {
            code,
            status: None,
            request_id: None,
            works_at: None,
            fields: FieldErrors::default(),
            retry_after: None,
        }
    }

    /// Parses a non-2xx response. Falls back to the status if it isn't a problem document.
    pub(crate) fn of_answer(answer: &Answer) -> Self {
        let problem = json::parse(&answer.text).unwrap_or_default();
        let named = text_of(&problem, "code").as_deref().and_then(ResultCode::parse);
        Self {
            code: named.unwrap_or_else(|| ResultCode::of_status(answer.status)),
            status: Some(answer.status),
            request_id: text_of(&problem, "requestId"),
            works_at: text_of(&problem, "publicUrl").and_then(|url| address::origin_of(&url)),
            fields: fields(&get(&problem, "errors")),
            retry_after: answer.retry_after,
        }
    }

    /// Adjusts the error of a call that names no resource. A 404 there means that the URL is not the backend's, or
    /// that the backend lacks the call.
    pub(crate) fn of_call(self) -> Self {
        let code = if self.status == Some(404) { ResultCode::BadResponse } else { self.code };
        Self { code, ..self }
    }

    /// Whether the backend may have executed the request anyway.
    pub(crate) fn outcome_unknown(&self) -> bool {
        match self.status {
            None => self.code == ResultCode::Network,
            // A 2xx response that could not be read, a backend failure, or a key still in progress.
            Some(status) => matches!(status, 200..=299 | 409 | 429 | 500..),
        }
    }
}

impl ApiError {
    /// Whether this response to a resent save proves that nothing was saved, even the first time. Not for 401 and
    /// 403: a backend checks the session before it looks up its first response.
    pub(crate) fn settles(&self) -> bool {
        matches!(self.status, Some(400 | 404 | 412 | 413 | 415 | 422 | 428))
    }
}

impl From<NoAnswer> for ApiError {
    fn from(none: NoAnswer) -> Self {
        Self::of(match none {
            NoAnswer::Network => ResultCode::Network,
            NoAnswer::Forbidden => ResultCode::CspBlocked,
            NoAnswer::BadUrl => ResultCode::LoadFailed,
        })
    }
}

/// Parses field errors. Errors without a known setting are left out.
fn fields(list: &JsValue) -> FieldErrors {
    let mut fields = FieldErrors::default();
    for error in list.dyn_ref::<Array>().map(Array::iter).into_iter().flatten() {
        let key =
            text_of(&error, "pointer").and_then(|pointer| Key::parse(pointer.strip_prefix('/')?));
        let code = text_of(&error, "code").and_then(|code| FieldCode::parse(&code));
        if let Some(key) = key {
            fields.add(key, code.unwrap_or(FieldCode::Format));
        }
    }
    fields
}
