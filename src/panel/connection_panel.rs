//! The component for Leptos apps.

use leptos::prelude::*;
use teamwork_connect_core::wire::{AuthorizationMode, Connection, Links};
use teamwork_connect_core::{Choices, Draft, Key};

use super::PanelHandle;
use super::callback_events::{CancelEvent, ChangeEvent, DoneEvent};
#[cfg(not(feature = "ssr"))]
use super::callbacks::{Callbacks, follow};
#[cfg(not(feature = "ssr"))]
use super::frame::{Frame, start};
#[cfg(not(feature = "ssr"))]
use super::options::Options;
use super::outcomes::PanelError;
use super::props::{Credentials, Language, Theme};
#[cfg(not(feature = "ssr"))]
use super::state::PanelRef;
use crate::backend_api::GetHeaders;
use crate::text::Catalogue;

/// The *Create connection* panel. It shows the settings that apply, tests the connection, and saves it exactly
/// once, even if the request has to be resent.
///
/// Attributes are passed on to its outermost element. On a server it renders an empty placeholder, in which the
/// panel starts once the page is hydrated.
///
/// ```
/// use leptos::prelude::*;
/// use teamwork_connect::ConnectionPanel;
/// use teamwork_connect_core::wire::Connection;
///
/// #[component]
/// fn Connect() -> impl IntoView {
///     let saved = RwSignal::new(None);
///     view! {
///         <ConnectionPanel backend="/api" on_saved=move |connection: Connection| saved.set(Some(connection)) />
///     }
/// }
/// ```
#[component]
pub fn ConnectionPanel(
    /// The base URL of the backend's API, absolute or relative to the page.
    #[prop(into)]
    backend: String,
    /// The connection to edit, or `None` for a new one. If there are unsaved changes, the user is asked before
    /// switching.
    #[prop(optional, into)]
    connection_id: Signal<Option<String>>,
    /// Which requests carry cookies.
    #[prop(optional)]
    credentials: Credentials,
    /// Where users sign in to Teamwork: in a separate window or in the panel's own tab. Where windows open badly
    /// the tab is used anyway, and in a frame a window.
    #[prop(default = AuthorizationMode::Popup.into(), into)]
    authorize: Signal<AuthorizationMode>,
    /// The name under which the backend has configured the page to which this tab returns from Teamwork.
    #[prop(optional, into)]
    return_key: Signal<Option<String>>,
    /// The color theme.
    #[prop(optional, into)]
    theme: Signal<Theme>,
    /// The level of the panel's heading, clamped to 1 to 6.
    #[prop(default = 2.into(), into)]
    heading_level: Signal<u8>,
    /// The language, with its texts for the panel. English is built in.
    #[prop(optional, into)]
    language: Signal<Language>,
    /// Your own texts, which override those of the language.
    #[prop(optional, into)]
    messages: Signal<Option<Catalogue>>,
    /// Returns additional request headers, such as a bearer token for the page's session.
    #[prop(optional)]
    get_headers: Option<GetHeaders>,
    /// The targets of the help links, overriding those from the backend.
    #[prop(optional, into)]
    links: Signal<Option<Links>>,
    /// The choices to offer, such as `Choices::only(&["eu"])`. A setting with one choice left is shown as text.
    #[prop(optional, into)]
    choices: Signal<Choices>,
    /// The settings that are shown but cannot be changed.
    #[prop(optional, into)]
    locked: Signal<Vec<Key>>,
    /// Initial values for a new connection, or changes to a loaded one.
    #[prop(optional)]
    value: Option<Draft>,
    /// Called when the panel is ready, with the ID of the loaded connection, if any.
    #[prop(optional, into)]
    on_ready: Option<UnsyncCallback<(Option<String>,)>>,
    /// Called when the user has changed settings.
    #[prop(optional, into)]
    on_change: Option<UnsyncCallback<(ChangeEvent,)>>,
    /// Called when the panel begins or ceases to have unsaved changes.
    #[prop(optional, into)]
    on_dirty: Option<UnsyncCallback<(bool,)>>,
    /// Called with the connection once the backend has saved it.
    #[prop(optional, into)]
    on_saved: Option<UnsyncCallback<(Connection,)>>,
    /// Called with the connection once it is authorized.
    #[prop(optional, into)]
    on_authorized: Option<UnsyncCallback<(Connection,)>>,
    /// Called when something that the user asked for fails.
    #[prop(optional, into)]
    on_error: Option<UnsyncCallback<(PanelError,)>>,
    /// Called when the user leaves the panel and discards unsaved changes. The panel then switches to a new
    /// connection, unless [`CancelEvent::prevent_default`] is called.
    #[prop(optional, into)]
    on_cancel: Option<UnsyncCallback<(CancelEvent,)>>,
    /// Called with the connection when the user is done, after a success. The panel then switches to a new
    /// connection, unless [`DoneEvent::prevent_default`] is called.
    #[prop(optional, into)]
    on_done: Option<UnsyncCallback<(DoneEvent,)>>,
    /// Gives access to the panel from outside, as a `NodeRef` does to an element.
    #[prop(optional)]
    handle: Option<PanelHandle>,
) -> impl IntoView {
    #[cfg(feature = "ssr")]
    {
        let _ = (backend, connection_id, credentials, authorize, return_key, theme, heading_level);
        let _ = (language, messages, get_headers, links, choices, locked, value, handle);
        // Nothing calls them here. They are not `Send`, and a request may end on a different thread from the one
        // it started on.
        dispose(on_ready);
        dispose(on_change);
        dispose(on_dirty);
        dispose(on_saved);
        dispose(on_authorized);
        dispose(on_error);
        dispose(on_cancel);
        dispose(on_done);
        view! { <div class="tc-panel" part="panel" aria-busy="true"></div> }
    }
    #[cfg(not(feature = "ssr"))]
    {
        let callbacks = Callbacks {
            on_ready,
            on_change,
            on_dirty,
            on_saved,
            on_authorized,
            on_error,
            on_cancel,
            on_done,
        };
        let panel = start(Options {
            backend,
            connection_id: connection_id.get_untracked(),
            credentials,
            authorize: authorize.get_untracked(),
            return_key: return_key.get_untracked(),
            theme: theme.get_untracked(),
            heading_level: heading_level.get_untracked(),
            language: language.get_untracked(),
            messages: messages.get_untracked(),
            get_headers,
            links: links.get_untracked(),
            choices: choices.get_untracked(),
            locked: locked.get_untracked().into_iter().collect(),
            value,
            emit: callbacks.emit(),
        });
        if let Some(handle) = handle {
            handle.attach(&panel);
        }
        let panel = PanelRef::new(panel);
        follow(panel, move || connection_id.get(), |panel, id| panel.open(id));
        follow(panel, move || authorize.get(), |panel, mode| panel.set_authorize(mode));
        follow(panel, move || return_key.get(), |panel, key| panel.set_return_key(key));
        follow(panel, move || theme.get(), |panel, theme| panel.set_theme(theme));
        follow(panel, move || heading_level.get(), |panel, level| panel.set_heading_level(level));
        follow(panel, move || language.get(), |panel, language| panel.set_language(language));
        follow(panel, move || messages.get(), |panel, messages| panel.set_messages(messages));
        follow(panel, move || choices.get(), |panel, choices| panel.set_choices(choices));
        let locked = move || locked.get().into_iter().collect();
        follow(panel, locked, |panel, locked| panel.set_locked(locked));
        follow(panel, move || links.get(), |panel, links| panel.set_links(links));
        view! { <Frame panel /> }
    }
}

#[cfg(feature = "ssr")]
fn dispose<T: 'static>(callback: Option<UnsyncCallback<T>>) {
    if let Some(callback) = callback {
        callback.dispose();
    }
}
