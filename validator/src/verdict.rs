//! The verdict on a body.

use serde::Serialize;
use teamwork_connect_core::json::Unreadable;
use teamwork_connect_core::wire::ConnectionBody;
use teamwork_connect_core::{FieldCode, FieldErrors, Key};

/// Whether a body is valid, with the resulting settings or errors: `BodyVerdict` in `backend.d.ts`.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Verdict {
    ok: bool,
    /// The status to respond with, unless the body is valid.
    status: Option<u16>,
    errors: Vec<Fault>,
    site_url: Option<String>,
    api_base_url: Option<String>,
    /// The settings, ready to store. They contain no secret.
    settings: Option<ConnectionBody>,
}

/// What is wrong with one key.
#[derive(Debug, Serialize)]
struct Fault {
    key: Key,
    code: FieldCode,
}

impl Verdict {
    /// The body is valid and has these settings.
    pub(crate) fn of(settings: ConnectionBody) -> Self {
        Self {
            ok: true,
            site_url: settings.site_url.clone(),
            api_base_url: settings.api_base_url.clone(),
            settings: Some(settings),
            ..Self::default()
        }
    }

    /// These settings are invalid.
    pub(crate) fn invalid(errors: &FieldErrors) -> Self {
        let errors = errors.iter().map(|error| Fault { key: error.key, code: error.code });
        Self { status: Some(422), errors: errors.collect(), ..Self::default() }
    }

    /// The body can't be read.
    pub(crate) fn unreadable(why: Unreadable) -> Self {
        let status = match why {
            Unreadable::TooLarge => 413,
            Unreadable::Malformed { .. } => 400,
        };
        Self { status: Some(status), ..Self::default() }
    }

    /// Serializes the verdict to JSON.
    pub(crate) fn to_json(&self) -> String {
        // Strings and numbers always serialize. If they didn't, JavaScript would throw on the empty text, which is
        // not a verdict.
        serde_json::to_string(self).unwrap_or_default()
    }
}
