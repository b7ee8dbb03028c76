//! The backend's OAuth 2.0 clients, and the client dialog.

use std::cell::RefCell;

use teamwork_connect_core::wire::OauthClient;
use teamwork_connect_core::{FieldErrors, Key, ResultCode};

use super::SecretField;
use crate::backend_api::{ApiError, SaveBody};
use crate::view::Tracked;

/// The clients, and the client dialog.
#[derive(Default)]
pub(crate) struct Clients {
    /// The clients to choose from.
    pub(crate) list: Tracked<ClientList>,
    /// The dialog, while it is open.
    pub(crate) dialog: Tracked<Option<ClientDialog>>,
    /// The client's name, as typed.
    pub(crate) name: Tracked<String>,
    /// The client ID, as typed.
    pub(crate) client_id: Tracked<String>,
    /// The client secret.
    pub(crate) secret: SecretField,
    /// The errors of the dialog's fields.
    pub(crate) errors: Tracked<FieldErrors>,
    /// A save of a client whose outcome is unknown.
    pub(crate) pending: RefCell<Option<PendingClient>>,
}

/// The clients, as far as the backend has listed them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum ClientList {
    #[default]
    Unknown,
    Loading,
    Failed(ResultCode),
    Known(Vec<OauthClient>),
}

/// The client dialog.
#[derive(Clone, Debug, Default)]
pub(crate) struct ClientDialog {
    /// The client being edited, or `None` for a new one.
    pub(crate) editing: Option<OauthClient>,
    /// The idempotency key of the save in progress.
    pub(crate) saving: Option<String>,
    /// Why the client could not be saved, apart from field errors.
    pub(crate) problem: Option<ApiError>,
}

/// A save of a client whose outcome is unknown. It is resent with the same idempotency key.
pub(crate) struct PendingClient {
    /// The content of the body, without the secret.
    pub(crate) settings: String,
    /// The body, until the page is left.
    pub(crate) body: SaveBody,
    pub(crate) key: String,
}

impl PendingClient {
    /// Whether another save would do exactly the same, as far as is known.
    pub(crate) fn is_same_as(&self, settings: &str, body: &SaveBody) -> bool {
        if self.body.is_empty() { self.settings == settings } else { self.body == *body }
    }

    /// Discards the secret. The same settings keep the same idempotency key, for when the user has typed the
    /// secret again.
    pub(crate) fn forget_body(&mut self) {
        self.body = SaveBody::default();
    }
}

impl ClientList {
    /// The known clients.
    pub(crate) fn known(&self) -> &[OauthClient] {
        match self {
            Self::Known(clients) => clients,
            _ => &[],
        }
    }
}

impl Clients {
    /// The client with this ID, if the backend has it.
    pub(crate) fn find(&self, id: &str) -> Option<OauthClient> {
        self.list.with_untracked(|list| list.known().iter().find(|client| client.id == id).cloned())
    }

    /// The ID of the only client, if there is exactly one.
    pub(crate) fn only(&self) -> Option<String> {
        self.list.with_untracked(|list| match list.known() {
            [only] => Some(only.id.clone()),
            _ => None,
        })
    }

    /// The text of a dialog field other than the secret.
    pub(crate) fn typed(&self, key: Key) -> &Tracked<String> {
        if key == Key::ClientId { &self.client_id } else { &self.name }
    }

    /// Whether closing the dialog would lose input.
    pub(crate) fn is_typed(&self) -> bool {
        let (name, client_id) = self.dialog.with_untracked(|dialog| {
            let editing = dialog.as_ref().and_then(|dialog| dialog.editing.as_ref());
            editing
                .map(|client| (client.name.clone(), client.client_id.clone()))
                .unwrap_or_default()
        });
        self.secret.is_typed()
            || self.name.get_untracked() != name
            || self.client_id.get_untracked() != client_id
    }

    /// Whether a client is being saved.
    pub(crate) fn is_saving(&self) -> bool {
        self.dialog.with(|dialog| dialog.as_ref().is_some_and(|dialog| dialog.saving.is_some()))
    }
}
