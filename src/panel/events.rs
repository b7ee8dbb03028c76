//! What a panel tells its page.

use std::rc::Rc;

use teamwork_connect_core::wire::Connection;
use teamwork_connect_core::{Draft, Key};

use super::outcomes::PanelError;

/// What happened in a panel. None of these ever holds a secret.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PanelEvent {
    /// The panel can be used. The connection to edit, if there is one, is loaded.
    Ready { connection_id: Option<String> },
    /// The user changed a setting.
    Change { value: Draft, changed: Vec<Key> },
    /// There is something now that leaving would lose, or nothing any more.
    Dirty { dirty: bool },
    /// The backend has saved the connection.
    Saved { connection: Connection },
    /// The connection is authorized.
    Authorized { connection: Connection },
    /// Something the user asked for failed.
    Error(PanelError),
    /// The user left the panel, unsaved changes discarded.
    Cancel,
    /// The user left the panel after all went well.
    Done { connection: Connection },
}

/// Hands an event to the page, and gives whether its default action may happen.
pub(crate) type Emit = Rc<dyn Fn(PanelEvent) -> bool>;
