//! What is said of a body.

use serde::Serialize;
use teamwork_connect_core::json::Unreadable;
use teamwork_connect_core::wire::ConnectionBody;
use teamwork_connect_core::{FieldCode, FieldErrors, Key};

/// Whether a body is good, and what follows from it: `BodyVerdict` of the types.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Verdict {
    ok: bool,
    /// What a backend answers with, unless it is good.
    status: Option<u16>,
    errors: Vec<Fault>,
    site_url: Option<String>,
    api_base_url: Option<String>,
    /// The settings as they are to be kept. They have no secret.
    settings: Option<ConnectionBody>,
}

/// What is wrong with one key.
#[derive(Debug, Serialize)]
struct Fault {
    key: Key,
    code: FieldCode,
}

impl Verdict {
    /// It is good, and these are its settings.
    pub(crate) fn of(settings: ConnectionBody) -> Self {
        Self {
            ok: true,
            site_url: settings.site_url.clone(),
            api_base_url: settings.api_base_url.clone(),
            settings: Some(settings),
            ..Self::default()
        }
    }

    /// These settings are wrong.
    pub(crate) fn invalid(errors: &FieldErrors) -> Self {
        let errors = errors.iter().map(|error| Fault { key: error.key, code: error.code });
        Self { status: Some(422), errors: errors.collect(), ..Self::default() }
    }

    /// It says nothing at all.
    pub(crate) fn unreadable(why: Unreadable) -> Self {
        let status = match why {
            Unreadable::TooLarge => 413,
            Unreadable::Malformed { .. } => 400,
        };
        Self { status: Some(status), ..Self::default() }
    }

    /// As JSON.
    pub(crate) fn to_json(&self) -> String {
        // Texts and numbers can always be written; should they not, an empty text is no verdict, and JavaScript throws.
        serde_json::to_string(self).unwrap_or_default()
    }
}
