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

/// What was being done when something failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Loading the connection, or what the backend offers.
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
    /// The name, as in the detail of `teamwork-error`.
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

/// Why something failed. Holds no secret.
#[derive(Clone, Debug, PartialEq)]
pub struct PanelError {
    /// What was being done.
    pub phase: Phase,
    /// The connection on the panel, if it has been saved.
    pub connection_id: Option<Box<str>>,
    /// The authorization that has ended so, if it had begun.
    pub authorization_id: Option<Box<str>>,
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
    /// The ID for users to quote when they ask for help: that of the request, or else that of the authorization.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        self.request_id.as_deref().or(self.authorization_id.as_deref())
    }

    /// The one of a handle without a panel.
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
