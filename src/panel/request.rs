//! Requests from a page's scripts.

use teamwork_connect_core::wire::TestReport;

use super::outcomes::{PanelError, SavedConnection};

/// A request from the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// Save as the button does, and authorize if necessary. It is complete once the connection is saved and the
    /// authorization, if any, has begun. Request this in a click handler if a window is to be opened.
    Save,
    /// Test the current settings.
    Test,
    /// Discard unsaved changes without asking.
    Reset,
    /// Close the panel. If there are unsaved changes, the user is asked.
    Close,
}

/// The response to a completed request.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Response {
    Saved(Box<SavedConnection>),
    Tested(TestReport),
    Reset,
    /// Whether the panel may be closed.
    Close(bool),
}

/// Receives the outcome.
pub(crate) type Reply = Box<dyn FnOnce(Result<Response, PanelError>)>;

/// A caller that waits for the outcome of its request.
pub(super) type Waiting = (Request, Reply);
