//! What a page asks of its panel by script.

use teamwork_connect_core::wire::TestReport;

use super::outcomes::{PanelError, SavedConnection};

/// What a page can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Request {
    /// To save as the button does, and to authorize where that is necessary. It is done as soon as the connection is
    /// saved and an authorization has begun. To open a window, ask in a click.
    Save,
    /// To test the settings as they are.
    Test,
    /// To discard what was typed, without asking.
    Reset,
    /// To be closed: with unsaved changes the user is asked.
    Close,
}

/// What was asked for is done.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Response {
    Saved(Box<SavedConnection>),
    Tested(TestReport),
    Reset,
    /// Whether the panel may be closed.
    Close(bool),
}

/// Takes how it ended.
pub(crate) type Reply = Box<dyn FnOnce(Result<Response, PanelError>)>;

/// Somebody who waits for the end of what they asked for.
pub(super) type Waiting = (Request, Reply);
