//! How something ended that an app asked the panel for.

use teamwork_connect_core::wire::Connection;
use teamwork_connect_core::{FieldErrors, ResultCode};

/// A connection that was saved by script.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedConnection {
    /// The connection, as the backend has it.
    pub connection: Connection,
    /// The authorization that has begun for it, if one has.
    pub authorization_id: Option<String>,
}

/// Why something failed. Holds no secret.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelError {
    /// What happened. It also tells whether the same may succeed later.
    pub code: ResultCode,
    /// What happened, in one sentence for users.
    pub detail: String,
    /// The ID under which the backend's log has the request.
    pub request_id: Option<String>,
    /// What is wrong with which setting.
    pub fields: FieldErrors,
}

impl PanelError {
    /// The one of a handle without a panel.
    pub(super) fn no_panel() -> Self {
        Self {
            code: ResultCode::NotFound,
            detail: "The panel is not on the page.".to_owned(),
            request_id: None,
            fields: FieldErrors::default(),
        }
    }
}
