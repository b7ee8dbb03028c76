//! The host's OAuth 2.0 clients: choosing, adding and editing.

use teamwork_connect_core::wire::{Capability, OauthClient, OauthClientBody, splice_secret};
use teamwork_connect_core::{FieldErrors, Key, ResultCode, validate_oauth_client};

use super::state::{Leaving, Panel};
use crate::browser::random::random_id;
use crate::browser::{focus, json};
use crate::host_api::{ApiError, SaveBody};

/// The clients, as far as the host has said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Clients {
    #[default]
    Unknown,
    Loading,
    Failed(ResultCode),
    Known(Vec<OauthClient>),
}

/// The dialog for a client.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClientForm {
    /// The one being edited, or `None` for a new one.
    pub(crate) editing: Option<OauthClient>,
    /// The key of the save under way.
    pub(crate) saving: Option<String>,
    /// Why it could not be saved, apart from its fields.
    pub(crate) problem: Option<ApiError>,
}

/// What the fields of the dialog hold that is no secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Typed {
    name: String,
    client_id: String,
}

/// A save of a client whose outcome is not known, to be sent again with the same key.
pub(crate) struct PendingClient {
    body: SaveBody,
    key: String,
}

impl Panel {
    /// Asks for the clients, unless that has been done.
    pub(crate) fn load_clients(self) {
        let known = self
            .state()
            .clients
            .with_untracked(|clients| matches!(clients, Clients::Known(_) | Clients::Loading));
        let Some(host) = self.host() else { return };
        if known || !self.offers(Capability::OauthClients) {
            return;
        }
        self.state().clients.set(Clients::Loading);
        self.spawn(async move {
            self.state().clients.set(match host.oauth_clients().await {
                Ok(clients) => Clients::Known(clients),
                Err(error) => Clients::Failed(error.code),
            });
            self.preset_client();
        });
    }

    /// Chooses the only client there is.
    pub(crate) fn preset_client(self) {
        let only = self.state().clients.with_untracked(|clients| match clients {
            Clients::Known(clients) if clients.len() == 1 => Some(clients[0].id.clone()),
            _ => None,
        });
        let chosen = self.state().draft.with_untracked(|draft| !draft.oauth_client_id.is_empty());
        if let Some(only) = only.filter(|_| !chosen) {
            self.choose_client(only);
        }
    }

    pub(crate) fn choose_client(self, id: String) {
        self.edit(Key::OauthClientId, |draft| draft.oauth_client_id = id);
    }

    /// The client that is chosen, if the host has it.
    pub(crate) fn chosen_client(self) -> Option<OauthClient> {
        let id = self.state().draft.with_untracked(|draft| draft.oauth_client_id.clone());
        self.state().clients.with_untracked(|clients| match clients {
            Clients::Known(clients) => clients.iter().find(|client| client.id == id).cloned(),
            _ => None,
        })
    }

    /// Opens the dialog, to edit a client or to add one.
    pub(crate) fn open_client_form(self, editing: Option<OauthClient>) {
        self.state().client_errors.set(FieldErrors::default());
        self.state().client_form.set(Some(ClientForm { editing, ..ClientForm::default() }));
        self.focus(self.client_field(Key::Name).id());
    }

    /// Opens the dialog for the client that Teamwork has refused, at the first of the fields of which one
    /// must be wrong. If the host has none to show, it has to be chosen anew.
    pub(crate) fn edit_refused_client(self) {
        match self.chosen_client() {
            None => self.focus(self.control_id(Key::OauthClientId)),
            client => {
                self.open_client_form(client);
                self.focus(self.client_field(Key::ClientId).id());
            }
        }
    }

    /// Closes the dialog, whatever is in it.
    pub(crate) fn close_client_form(self) {
        self.state().client_secret.clear();
        self.state().pending_client.set(None);
        self.state().client_form.set(None);
    }

    /// Whether something would be lost with the dialog.
    pub(crate) fn is_client_typed(self) -> bool {
        let before = self.state().client_form.with_untracked(|form| {
            let editing = form.as_ref().and_then(|form| form.editing.clone());
            editing.map(|client| Typed { name: client.name, client_id: client.client_id })
        });
        self.state().client_secret.is_typed() || self.typed_client() != before.unwrap_or_default()
    }

    /// The user pressed Save client.
    pub(crate) fn press_save_client(self) {
        let form = self.state().client_form.get_untracked().filter(|form| form.saving.is_none());
        let (Some(form), Some(host)) = (form, self.host()) else { return };
        let Some(body) = self.checked_client() else { return };
        let id = form.editing.as_ref().map(|client| client.id.clone());
        // The same again is sent with the same key, so that no second client comes of a lost answer.
        let earlier = self.state().pending_client.write(Option::take);
        let pending = earlier.filter(|earlier| earlier.body == body);
        let key = pending.map_or_else(random_id, |pending| pending.key);
        let saving = Some(key.clone());
        self.state().client_form.set(Some(ClientForm { saving, problem: None, ..form }));
        self.spawn(async move {
            let result = host.save_oauth_client(id.as_deref(), key.clone(), body.clone()).await;
            // The user may have closed the dialog meanwhile, and opened another one. What was saved is
            // there all the same.
            let open = self.state().client_form.with_untracked(|form| {
                form.as_ref().is_some_and(|form| form.saving.as_ref() == Some(&key))
            });
            match result {
                Ok(client) => self.take_client(client, open),
                Err(error) if open => {
                    let pending = error.outcome_unknown().then_some(PendingClient { body, key });
                    self.state().pending_client.set(pending);
                    self.fail_client(error);
                }
                Err(_) => {}
            }
        });
    }

    /// The body to save, if all that is typed is valid. The secret goes from the input into this one
    /// buffer.
    fn checked_client(self) -> Option<SaveBody> {
        let typed = self.typed_client();
        let secret = self.state().client_secret.read();
        match validate_oauth_client(&typed.name, &typed.client_id, &secret) {
            Ok(settings) => {
                self.state().client_errors.set(FieldErrors::default());
                let body = OauthClientBody {
                    name: Some(settings.name.as_str().to_owned()),
                    client_id: Some(settings.client_id.as_str().to_owned()),
                    client_secret: None,
                };
                let secret = teamwork_connect_core::trim_outer_space(&secret);
                Some(splice_secret(&json::to_text(&body), Key::ClientSecret, secret))
            }
            Err(errors) => {
                self.show_client_errors(errors);
                None
            }
        }
    }

    /// Takes a saved client into the list, and chooses it.
    fn take_client(self, client: OauthClient, open: bool) {
        let id = client.id.clone();
        self.state().clients.update(|clients| {
            let mut list = match std::mem::take(clients) {
                Clients::Known(list) => list,
                _ => Vec::new(),
            };
            match list.iter_mut().find(|known| known.id == client.id) {
                Some(known) => *known = client,
                None => list.push(client),
            }
            *clients = Clients::Known(list);
        });
        if open {
            self.close_client_form();
            self.choose_client(id);
            self.focus(self.control_id(Key::OauthClientId));
        }
    }

    fn fail_client(self, error: ApiError) {
        self.report_error(&error);
        let of_fields = error.code == ResultCode::Invalid && !error.fields.is_empty();
        self.state().client_form.update(|form| {
            if let Some(form) = form {
                form.saving = None;
                form.problem = (!of_fields).then(|| error.clone());
            }
        });
        self.show_client_errors(error.fields);
    }

    /// Shows what is wrong beside the fields, and goes to the first of them.
    fn show_client_errors(self, errors: FieldErrors) {
        let first = errors.iter().next();
        self.state().client_errors.set(errors);
        if let Some(first) = first {
            self.focus(self.client_field(first.key).id());
        }
    }

    /// After the first press of Save client an error goes as soon as its field is changed.
    pub(crate) fn on_client_input(self, key: Key) {
        self.state().client_errors.update(|errors| errors.remove(key));
    }

    fn typed_client(self) -> Typed {
        let value = |key| {
            let root = self.state().root.get();
            root.and_then(|root| focus::value_of_id(&root, &self.client_field(key).id()))
        };
        Typed {
            name: value(Key::Name).unwrap_or_default(),
            client_id: value(Key::ClientId).unwrap_or_default(),
        }
    }

    /// The user wants to leave the dialog.
    pub(crate) fn leave_client_form(self) {
        self.leave(Leaving::Client);
    }
}
