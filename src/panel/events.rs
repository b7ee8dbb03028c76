//! The events that a panel sends to its page.

use std::rc::Rc;

use teamwork_connect_core::wire::Connection;
use teamwork_connect_core::{Draft, Key};

use super::outcomes::PanelError;

/// Something that happened in a panel. An event never holds a secret.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum PanelEvent {
    /// The panel is ready. The connection to edit, if any, is loaded.
    Ready { connection_id: Option<String> },
    /// The user changed a setting.
    Change { value: Draft, changed: Vec<Key> },
    /// The panel has begun or ceased to have unsaved changes.
    Dirty { dirty: bool },
    /// The backend has saved the connection.
    Saved { connection: Connection },
    /// The connection is authorized.
    Authorized { connection: Connection },
    /// Something the user asked for failed.
    Error(PanelError),
    /// The user left the panel and discarded unsaved changes.
    Cancel,
    /// The user left the panel after a success.
    Done { connection: Connection },
}

/// Sends an event to the page. Returns whether its default action may run.
pub(crate) type Emit = Rc<dyn Fn(PanelEvent) -> bool>;
