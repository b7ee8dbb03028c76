//! What can be told about a call that failed.

use js_sys::Array;
use teamwork_connect_core::{FieldCode, FieldErrors, Key, ResultCode};
use wasm_bindgen::{JsCast, JsValue};

use crate::browser::address;
use crate::browser::fetch::{Answer, NoAnswer};
use crate::browser::json;
use crate::browser::object::{get, text_of};

/// A call that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    /// What happened.
    pub(crate) code: ResultCode,
    /// The HTTP status, where there was an answer.
    pub(crate) status: Option<u16>,
    /// The ID under which the backend's log has the request.
    pub(crate) request_id: Option<String>,
    /// Where the backend works, if it refuses what the page is called here.
    pub(crate) works_at: Option<String>,
    /// What is wrong with which setting.
    pub(crate) fields: FieldErrors,
    /// How many seconds the backend wants to be left alone.
    pub(crate) retry_after: Option<u32>,
}

impl ApiError {
    /// An error of which only the code is known.
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

    /// Reads an answer that is no success. What is no problem document is judged by its status.
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

    /// The error of a call that names nothing which could be gone. Where that is not found, the address is not the
    /// backend's, or the backend has no such call.
    pub(crate) fn of_call(self) -> Self {
        let code = if self.status == Some(404) { ResultCode::BadResponse } else { self.code };
        Self { code, ..self }
    }

    /// Whether the backend may have done what it was asked for all the same.
    pub(crate) fn outcome_unknown(&self) -> bool {
        match self.status {
            None => self.code == ResultCode::Network,
            // A success that could not be read, a failure of the backend, or a key still being worked on.
            Some(status) => matches!(status, 200..=299 | 409 | 429 | 500..),
        }
    }
}

impl ApiError {
    /// Whether a repeated save with this answer has certainly done nothing, the first time neither. A
    /// backend refuses who is not signed in (401, 403) before it looks for what it answered first.
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

/// What is wrong with which setting. What no setting is named for is left out.
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
