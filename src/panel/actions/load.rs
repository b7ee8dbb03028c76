//! Loading the backend's configuration and the connection to edit.

use std::pin::Pin;
use std::rc::Rc;

use teamwork_connect_core::wire::{Capability, Config};
use teamwork_connect_core::{Draft, Limits};

use super::namesakes::look_for_namesakes;
use super::prefill::prefill_late;
use super::reply::{give_up_on_all, panel_error, reply};
use super::{clients, tab};
use crate::backend_api::{ApiError, Saved};
use crate::panel::events::PanelEvent;
use crate::panel::model::{Banner, Busy, Generation};
use crate::panel::outcomes::{PanelError, Phase};
use crate::panel::request::{Request, Response};
use crate::panel::state::Panel;

/// Switches to a connection, or to a new one, and clears the panel.
pub(in crate::panel) fn open(panel: &Rc<Panel>, connection_id: Option<String>) {
    go_to(panel, connection_id, None);
}

/// Starts on a freshly loaded page, with the authorization that this tab is returning from or with the connection
/// that the page asks to edit.
pub(in crate::panel) fn arrive(panel: &Rc<Panel>, connection_id: Option<String>) {
    match tab::kept_authorization(connection_id.as_deref()) {
        Some(kept) => go_to(panel, Some(kept.connection_id), Some(kept.authorization_id)),
        None => open(panel, connection_id),
    }
}

fn go_to(panel: &Rc<Panel>, connection_id: Option<String>, returned: Option<String>) {
    forget(panel);
    let generation = panel.session.generation();
    panel.session.busy.set(connection_id.is_some().then_some(Busy::Loading));
    panel.spawn(async move |panel| load(&panel, connection_id, returned, generation).await);
}

/// Retries what failed: loading a connection, or starting.
pub(in crate::panel) fn try_again(panel: &Rc<Panel>, connection_id: Option<String>) {
    if panel.session.is_busy() {
        return;
    }
    panel.focus(panel.id("title"));
    if connection_id.is_some() {
        return arrive(panel, connection_id);
    }
    // Keep what the user has typed in the meantime.
    let generation = panel.session.generation();
    panel.session.banner.replace(None);
    panel.spawn(async move |panel| load(&panel, None, None, generation).await);
}

/// Returns the backend's configuration, requested once. Without it no other call is made, because the first call
/// is also where a backend starts a session.
pub(in crate::panel) fn ensure_config(
    panel: &Rc<Panel>,
) -> Pin<Box<dyn Future<Output = Result<Config, ApiError>>>> {
    let panel = Rc::clone(panel);
    // Boxed, or else every task that starts with this call would contain a copy of it.
    Box::pin(async move {
        if let Some(config) = panel.session.config.get_untracked() {
            return Ok(config);
        }
        let config = panel.backend.config().await?;
        let without_oauth = !config.offers(Capability::OauthClients);
        panel.form.limit(Limits { without_oauth, ..panel.form.limits.get_untracked() });
        panel.session.config.replace(Some(config.clone()));
        Ok(config)
    })
}

/// Shows the backend's record as the connection being edited.
pub(in crate::panel) fn adopt(panel: &Panel, saved: Saved) {
    let typed = panel.form.draft();
    let draft = saved.connection.to_draft().with_hidden_of(&typed);
    panel.form.replace(draft.clone());
    panel.form.set_baseline(draft);
    panel.connection.saved.replace(Some(saved));
}

async fn load(
    panel: &Rc<Panel>,
    connection_id: Option<String>,
    returned: Option<String>,
    generation: Generation,
) {
    let config = ensure_config(panel).await;
    let loaded = match (config, connection_id) {
        (Err(error), id) => Err((id, error)),
        (Ok(_), None) => Ok(None),
        (Ok(_), Some(id)) => {
            panel.backend.connection(&id).await.map(Some).map_err(|error| (Some(id), error))
        }
    };
    // The user may have switched to another connection in the meantime.
    if !panel.is_at(generation) {
        return;
    }
    // The user may have filled in a new connection in the meantime, and it may be being saved.
    if panel.session.busy.get_untracked() == Some(Busy::Loading) {
        panel.session.busy.set(None);
    }
    match loaded {
        Ok(saved) => show_loaded(panel, saved, returned),
        Err((id, error)) => {
            let told = panel_error(panel, Phase::Load, &error);
            panel.emit(PanelEvent::Error(PanelError {
                connection_id: id.as_deref().map(Into::into),
                ..told
            }));
            reply(panel, Request::Reset, Err(&error));
            panel.session.banner.replace(Some(match id {
                Some(id) => Banner::NotLoaded { id, error },
                None => Banner::NotBegun { error },
            }));
        }
    }
    look_for_namesakes(panel);
}

fn show_loaded(panel: &Rc<Panel>, saved: Option<Saved>, returned: Option<String>) {
    let connection_id = saved.as_ref().map(|saved| saved.connection.id.clone());
    if let Some(saved) = saved {
        let comes_back = returned.is_some();
        if comes_back {
            tab::use_kept(panel);
        }
        let pending = saved.connection.pending_authorization.clone();
        adopt(panel, saved);
        if let Some(id) = returned.or(pending) {
            panel.authorization.find(id, comes_back);
        }
    }
    prefill_late(panel);
    reply(panel, Request::Reset, Ok(Response::Reset));
    panel.emit(PanelEvent::Ready { connection_id });
}

/// Clears everything except the backend's configuration.
pub(in crate::panel) fn forget(panel: &Panel) {
    panel.session.begin_generation();
    give_up_on_all(panel);
    panel.prefilled.take();
    panel.api_key.clear();
    panel.connection.pending.take();
    panel.form.replace(Draft::default());
    panel.form.set_baseline(Draft::default());
    panel.connection.saved.replace(None);
    panel.connection.looked_for.take();
    panel.checks.clear();
    panel.form.address.set(None);
    panel.session.banner.replace(None);
    panel.session.report.replace(None);
    panel.session.question.set(None);
    panel.session.busy.set(None);
    clients::close(panel);
    panel.authorization.forget();
}
