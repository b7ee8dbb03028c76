//! The connection in the panel, as the backend has it.

use std::cell::RefCell;

use teamwork_connect_core::ConnectionName;
use teamwork_connect_core::wire::ConnectionStatus;

use crate::backend_api::{Listed, PendingSave, Saved};
use crate::browser::lower_case::lower_case;
use crate::view::Tracked;

/// The connection being edited, and related data from the backend.
#[derive(Default)]
pub(crate) struct ConnectionState {
    /// The connection being edited, or `None` for a new one.
    pub(crate) saved: Tracked<Option<Saved>>,
    /// The backend's connections that may have the same name.
    pub(crate) namesakes: Tracked<Vec<Listed>>,
    /// The name for which they were requested.
    pub(crate) looked_for: RefCell<String>,
    /// A save whose outcome is unknown.
    pub(crate) pending: RefCell<Option<PendingSave>>,
}

impl ConnectionState {
    /// The ID of the saved connection.
    pub(crate) fn id(&self) -> Option<String> {
        self.saved.with_untracked(|saved| Some(saved.as_ref()?.connection.id.clone()))
    }

    /// Whether a saved connection is being edited.
    pub(crate) fn is_saved(&self) -> bool {
        self.saved.with(Option::is_some)
    }

    /// Whether it has a saved API key.
    pub(crate) fn has_api_key(&self) -> bool {
        self.saved.with(|saved| saved.as_ref().is_some_and(|saved| saved.connection.has_api_key))
    }

    /// Whether its saved version is online.
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
