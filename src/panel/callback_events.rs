//! The arguments of the component's callbacks.

use std::cell::Cell;
use std::rc::Rc;

use teamwork_connect_core::wire::Connection;
use teamwork_connect_core::{Draft, Key};

/// The user changed one or more settings.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeEvent {
    /// The settings, without secrets.
    pub value: Draft,
    /// The settings that changed.
    pub changed: Vec<Key>,
}

/// The user is leaving the panel after a success.
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

/// The user is leaving the panel.
#[derive(Clone, Debug, Default)]
pub struct CancelEvent(pub(super) Rc<Cell<bool>>);

impl CancelEvent {
    /// Keeps the panel as it is.
    pub fn prevent_default(&self) {
        self.0.set(true);
    }
}
