//! The outcomes of requests from an app.

use teamwork_connect_core::wire::Connection;
use teamwork_connect_core::{FieldErrors, ResultCode};

/// A connection that was saved by a script.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedConnection {
    /// The connection, as the backend has it.
    pub connection: Connection,
    /// The authorization that has begun for it, if any.
    pub authorization_id: Option<String>,
}

/// What the panel was doing when something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Loading the connection or the backend's configuration.
    Load,
    /// Testing the connection.
    Test,
    /// Saving the connection.
    Save,
    /// Authorizing the connection.
    Authorize,
    /// Saving an OAuth 2.0 client.
    Client,
}

impl Phase {
    /// The name, as in the `teamwork-error` event's detail.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Load => "load",
            Self::Test => "test",
            Self::Save => "save",
            Self::Authorize => "authorize",
            Self::Client => "client",
        }
    }
}

/// Why something failed. Contains no secret.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelError {
    /// What the panel was doing.
    pub phase: Phase,
    /// The ID of the connection in the panel, if it has been saved.
    pub connection_id: Option<Box<str>>,
    /// The ID of the authorization that failed, if it had begun.
    pub authorization_id: Option<Box<str>>,
    /// What happened. The code also tells whether a retry may succeed.
    pub code: ResultCode,
    /// What happened, as a sentence for users.
    pub detail: String,
    /// The ID of the request in the backend's log.
    pub request_id: Option<String>,
    /// The field errors.
    pub fields: FieldErrors,
}

impl PanelError {
    /// The ID for users to quote when they ask for help: that of the request, or else of the authorization.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        self.request_id.as_deref().or(self.authorization_id.as_deref())
    }

    /// The error of a handle without a panel.
    pub(super) fn no_panel() -> Self {
        Self {
            phase: Phase::Load,
            connection_id: None,
            authorization_id: None,
            code: ResultCode::NotFound,
            detail: "The panel isn’t on the page.".to_owned(),
            request_id: None,
            fields: FieldErrors::default(),
        }
    }
}
