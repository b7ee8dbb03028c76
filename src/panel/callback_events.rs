//! What callbacks of the component are called with.

use std::cell::Cell;
use std::rc::Rc;

use teamwork_connect_core::wire::Connection;
use teamwork_connect_core::{Draft, Key};

/// The user changed settings.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeEvent {
    /// The settings, without secrets.
    pub value: Draft,
    /// Which of them changed.
    pub changed: Vec<Key>,
}

/// The user leaves the panel after all went well.
#[derive(Clone, Debug)]
pub struct DoneEvent {
    /// The connection that was saved or authorized.
    pub connection: Connection,
    pub(super) prevented: Rc<Cell<bool>>,
}

impl DoneEvent {
    /// Keeps the panel as it is.
    pub fn prevent_default(&self) {
        self.prevented.set(true);
    }
}

/// The user leaves the panel.
#[derive(Clone, Debug, Default)]
pub struct CancelEvent(pub(super) Rc<Cell<bool>>);

impl CancelEvent {
    /// Keeps the panel as it is.
    pub fn prevent_default(&self) {
        self.0.set(true);
    }
}
