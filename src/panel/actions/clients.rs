//! The backend's OAuth 2.0 clients: selecting, adding, and editing.

use std::rc::Rc;

use teamwork_connect_core::wire::{Capability, OauthClient, OauthClientBody, splice_secret};
use teamwork_connect_core::{
    FieldErrors, Key, ResultCode, trim_outer_space, validate_oauth_client,
};

use super::edit::choose_client;
use super::report::report;
use crate::backend_api::{ApiError, SaveBody};
use crate::browser::json;
use crate::browser::random::random_id;
use crate::panel::model::{ClientDialog, ClientList, PendingClient};
use crate::panel::outcomes::Phase;
use crate::panel::state::Panel;

/// The ID of a control in the client dialog.
pub(in crate::panel) fn control_id(panel: &Panel, key: Key) -> String {
    panel.id(&format!("client-{key}"))
}

/// Loads the clients, unless that was already done.
pub(in crate::panel) fn load(panel: &Rc<Panel>) {
    let known = |list: &ClientList| matches!(list, ClientList::Known(_) | ClientList::Loading);
    if panel.clients.list.with_untracked(known) || !panel.session.offers(Capability::OauthClients) {
        return;
    }
    panel.clients.list.set(ClientList::Loading);
    panel.spawn(async move |panel| {
        panel.clients.list.set(match panel.backend.oauth_clients().await {
            Ok(clients) => ClientList::Known(clients),
            Err(error) => ClientList::Failed(error.code),
        });
        preset(&panel);
    });
}

/// Selects the only client, if there is exactly one.
pub(in crate::panel) fn preset(panel: &Rc<Panel>) {
    let chosen = panel.form.with_untracked(|draft| !draft.oauth_client_id.is_empty());
    if let Some(only) = panel.clients.only().filter(|_| !chosen) {
        if panel.connection.saved.with_untracked(Option::is_none) {
            // The user did not choose it, so it is not an unsaved change.
            panel.form.baseline.update(|draft| draft.oauth_client_id.clone_from(&only));
        }
        choose_client(panel, only);
    }
}

/// Opens the dialog to edit a client or to add one.
pub(in crate::panel) fn open(panel: &Rc<Panel>, editing: Option<OauthClient>) {
    let clients = &panel.clients;
    let (name, client_id) = editing
        .as_ref()
        .map(|client| (client.name.clone(), client.client_id.clone()))
        .unwrap_or_default();
    clients.errors.set(FieldErrors::default());
    clients.name.set(name);
    clients.client_id.set(client_id);
    clients.dialog.replace(Some(ClientDialog { editing, ..ClientDialog::default() }));
    panel.focus(control_id(panel, Key::Name));
}

/// Opens the dialog for the client that Teamwork rejected, and focuses the first field that can be wrong. If the
/// backend no longer has that client, the user must select another one.
pub(in crate::panel) fn edit_refused(panel: &Rc<Panel>) {
    match panel.chosen_client() {
        None => panel.focus(panel.control_id(Key::OauthClientId)),
        client => {
            open(panel, client);
            panel.focus(control_id(panel, Key::ClientId));
        }
    }
}

/// Closes the dialog and discards its contents.
pub(in crate::panel) fn close(panel: &Panel) {
    panel.clients.secret.clear();
    panel.clients.pending.take();
    panel.clients.dialog.replace(None);
}

/// The user pressed *Save client*.
pub(in crate::panel) fn press_save(panel: &Rc<Panel>) {
    let clients = &panel.clients;
    let Some(dialog) = clients.dialog.get_untracked().filter(|dialog| dialog.saving.is_none())
    else {
        return;
    };
    let Some((settings, body)) = checked(panel) else { return };
    let id = dialog.editing.as_ref().map(|client| client.id.clone());
    let is_new = id.is_none();
    // Resend the same client with the same idempotency key, so that a lost response can't create a second client.
    let pending = clients.pending.take().filter(|it| it.is_same_as(&settings, &body));
    let key = pending.map_or_else(random_id, |pending| pending.key);
    let saving = Some(key.clone());
    clients.dialog.replace(Some(ClientDialog { saving, problem: None, ..dialog }));
    panel.spawn(async move |panel| {
        let saving = panel.backend.save_oauth_client(id.as_deref(), key.clone(), body.clone());
        let result = saving.await;
        // The user may have closed the dialog in the meantime and opened another one. The client was saved all the
        // same.
        let open = panel.clients.dialog.with_untracked(|dialog| {
            dialog.as_ref().is_some_and(|dialog| dialog.saving.as_ref() == Some(&key))
        });
        match result {
            Ok(client) => take_saved(&panel, client, open),
            Err(error) if open => {
                let error = if is_new { error.of_call() } else { error };
                let pending =
                    error.outcome_unknown().then_some(PendingClient { settings, body, key });
                panel.clients.pending.replace(pending);
                fail(&panel, error);
            }
            Err(_) => {}
        }
    });
}

/// Returns the settings and the body to save if every field is valid. The secret goes from its input into this one
/// buffer.
fn checked(panel: &Rc<Panel>) -> Option<(String, SaveBody)> {
    let clients = &panel.clients;
    let (name, client_id) = (clients.name.get_untracked(), clients.client_id.get_untracked());
    let secret = clients.secret.read();
    match validate_oauth_client(&name, &client_id, &secret) {
        Ok(settings) => {
            clients.errors.set(FieldErrors::default());
            let body = OauthClientBody {
                name: Some(settings.name.as_str().to_owned()),
                client_id: Some(settings.client_id.as_str().to_owned()),
                client_secret: None,
            };
            let text = json::to_text(&body);
            let body = splice_secret(&text, Key::ClientSecret, trim_outer_space(&secret));
            Some((text, body))
        }
        Err(errors) => {
            show_errors(panel, errors);
            None
        }
    }
}

/// Adds a saved client to the list and selects it.
fn take_saved(panel: &Rc<Panel>, client: OauthClient, open: bool) {
    let id = client.id.clone();
    panel.clients.list.update(|list| {
        let mut clients = match std::mem::take(list) {
            ClientList::Known(clients) => clients,
            _ => Vec::new(),
        };
        match clients.iter_mut().find(|known| known.id == client.id) {
            Some(known) => *known = client,
            None => clients.push(client),
        }
        *list = ClientList::Known(clients);
    });
    if open {
        close(panel);
        choose_client(panel, id);
        panel.focus(panel.control_id(Key::OauthClientId));
    }
}

fn fail(panel: &Rc<Panel>, error: ApiError) {
    report(panel, Phase::Client, &error);
    let of_fields = error.code == ResultCode::Invalid && !error.fields.is_empty();
    panel.clients.dialog.update(|dialog| {
        if let Some(dialog) = dialog {
            dialog.saving = None;
            dialog.problem = (!of_fields).then(|| error.clone());
        }
    });
    show_errors(panel, error.fields);
}

/// Shows errors beside the fields and focuses the first of them.
fn show_errors(panel: &Rc<Panel>, errors: FieldErrors) {
    let first = errors.iter().next();
    panel.clients.errors.set(errors);
    if let Some(first) = first {
        panel.focus(control_id(panel, first.key));
    }
}

/// After the first press of *Save client*, removes an error once its field is changed.
pub(in crate::panel) fn on_input(panel: &Panel, key: Key) {
    let mut errors = panel.clients.errors.get_untracked();
    errors.remove(key);
    panel.clients.errors.set(errors);
}
