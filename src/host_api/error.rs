//! What can be told about a call that failed.

use teamwork_connect_core::wire::Problem;
use teamwork_connect_core::{FieldCode, FieldErrors, Key, ResultCode};

use crate::browser::fetch::{Answer, NoAnswer};
use crate::browser::json;

/// A call that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    /// What happened.
    pub(crate) code: ResultCode,
    /// The HTTP status, where there was an answer.
    pub(crate) status: Option<u16>,
    /// The ID under which the host's log has the request.
    pub(crate) request_id: Option<String>,
    /// What is wrong with which setting.
    pub(crate) fields: FieldErrors,
}

impl ApiError {
    /// An error of which only the code is known.
    pub(crate) fn of(code: ResultCode) -> Self {
        Self { code, status: None, request_id: None, fields: FieldErrors::default() }
    }

    /// Reads an answer that is no success. What is no problem document is judged by its status.
    pub(crate) fn of_answer(answer: &Answer) -> Self {
        let problem: Problem = json::from_text(&answer.text).unwrap_or_default();
        let named = problem.code.as_deref().and_then(ResultCode::parse);
        let mut fields = FieldErrors::default();
        for error in &problem.errors {
            let key = error.pointer.strip_prefix('/').and_then(Key::parse);
            let code = FieldCode::parse(&error.code).unwrap_or(FieldCode::Format);
            if let Some(key) = key {
                fields.add(key, code);
            }
        }
        Self {
            code: named.unwrap_or_else(|| ResultCode::of_status(answer.status)),
            status: Some(answer.status),
            request_id: problem.request_id,
            fields,
        }
    }

    /// Whether the host may have done what it was asked for all the same.
    pub(crate) fn outcome_unknown(&self) -> bool {
        match self.status {
            None => self.code == ResultCode::Network,
            // A success that could not be read, a failure of the host, or a key still being worked on.
            Some(status) => matches!(status, 200..=299 | 409 | 429 | 500..),
        }
    }
}

impl ApiError {
    /// Whether a repeated save with this answer has certainly done nothing, the first time neither. A
    /// host refuses who is not signed in (401, 403) before it looks for what it answered first.
    pub(crate) fn settles(&self) -> bool {
        matches!(self.status, Some(400 | 404 | 412 | 413 | 415 | 422 | 428))
    }
}

impl From<NoAnswer> for ApiError {
    fn from(none: NoAnswer) -> Self {
        Self::of(match none {
            NoAnswer::Network => ResultCode::Network,
            NoAnswer::BadUrl => ResultCode::LoadFailed,
        })
    }
}
