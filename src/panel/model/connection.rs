//! The connection on the panel, as the backend has it.

use std::cell::RefCell;

use teamwork_connect_core::ConnectionName;
use teamwork_connect_core::wire::ConnectionStatus;

use crate::backend_api::{Listed, PendingSave, Saved};
use crate::browser::lower_case::lower_case;
use crate::view::Tracked;

/// The connection being edited, and what the backend has besides.
#[derive(Default)]
pub(crate) struct ConnectionState {
    /// The connection being edited, or `None` for a new one.
    pub(crate) saved: Tracked<Option<Saved>>,
    /// Connections of the backend that may have the same name.
    pub(crate) namesakes: Tracked<Vec<Listed>>,
    /// The name that they were asked for by.
    pub(crate) looked_for: RefCell<String>,
    /// A save whose outcome is not known.
    pub(crate) pending: RefCell<Option<PendingSave>>,
}

impl ConnectionState {
    /// The ID of the connection as it is saved.
    pub(crate) fn id(&self) -> Option<String> {
        self.saved.with_untracked(|saved| Some(saved.as_ref()?.connection.id.clone()))
    }

    /// Whether there is one to edit.
    pub(crate) fn is_saved(&self) -> bool {
        self.saved.with(Option::is_some)
    }

    /// Whether a key is saved with it.
    pub(crate) fn has_api_key(&self) -> bool {
        self.saved.with(|saved| saved.as_ref().is_some_and(|saved| saved.connection.has_api_key))
    }

    /// Whether it is online as it was saved.
    pub(crate) fn is_online(&self) -> bool {
        self.saved.with(|saved| {
            saved.as_ref().is_some_and(|saved| saved.connection.status == ConnectionStatus::Online)
        })
    }

    /// Whether another connection has this name.
    pub(crate) fn name_is_taken(&self, name: &str) -> bool {
        let Ok(name) = ConnectionName::parse(name) else { return false };
        let name = lower_case(name.as_str());
        let own = self.saved.with(|saved| Some(saved.as_ref()?.connection.id.clone()));
        self.namesakes.with(|others| {
            others.iter().any(|other| {
                Some(&other.id) != own.as_ref() && lower_case(other.name.trim()) == name
            })
        })
    }
}
