//! The panel as a whole.

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use web_sys::KeyboardEvent;

use super::api_key::api_key;
use super::api_type::api_type;
use super::api_version::api_version;
use super::auth_type::auth_type;
use super::banner::banner;
use super::buttons::{buttons, save_on_enter};
use super::dynamic::{attribute, flag, shown};
use super::error_summary::error_summary;
use super::header::header;
use super::http_settings::http_settings;
use super::id_fields::{space_id, user_id};
use super::name::name;
use super::oauth_client::oauth_client;
use super::options::{PanelOptions, Steering};
use super::piece::{IntoPiece, Piece};
use super::question::question_dialog;
use super::region::region;
use super::site_name::site_name;
use super::state::{Banner, Busy, Leaving, Panel};
use super::test_report::test_report;
use crate::browser::listener::Listener;
use crate::browser::{secret_events, styles};

/// The *Create connection* panel: settings that appear as they apply, a test, and a save that is done
/// once however often it has to be sent.
#[component]
pub fn ConnectionPanel(
    /// How it is set up: where the host is, which connection to edit, and who hears of it.
    options: PanelOptions,
) -> impl IntoView {
    let panel = Panel::new(&options);
    guard_secrets(panel);
    options.handle.connect(move |steering| match steering {
        Steering::Open(connection_id) => panel.leave(Leaving::Open(connection_id)),
        Steering::Theme(theme) => panel.theme.set(theme),
    });
    let handle = SendWrapper::new(options.handle);
    on_cleanup(move || handle.disconnect());
    panel.open(options.connection_id);

    let editable =
        Memo::new(move |_| !matches!(panel.banner.get(), Some(Banner::NotLoaded { .. })));
    let on_key = Box::new(move |event: KeyboardEvent| save_on_enter(panel, &event))
        as Box<dyn FnMut(KeyboardEvent)>;
    view! { class="tc",
        <div
            node_ref=panel.root
            class="tc-panel"
            part="panel"
            role="form"
            aria-labelledby=panel.id("title")
            aria-busy=attribute(move || Some(panel.busy.get().is_some().to_string()))
            data-theme=attribute(move || Some(panel.theme.get().as_str()))
            on:keydown=on_key
        >
            {header(panel)}
            <div class="tc-body">
                {error_summary(panel)}
                {shown(editable, move || settings(panel))}
                {test_report(panel)}
                {banner(panel)}
            </div>
            {buttons(panel)}
            {question_dialog(panel)}
        </div>
    }
}

/// The settings, in the order of the table.
fn settings(panel: Panel) -> Piece {
    let loading = flag(move || panel.busy.get() == Some(Busy::Loading));
    view! { class="tc",
        <div class="tc-settings" class:tc-loading=loading>
            {name(panel)}
            {api_type(panel)}
            {api_version(panel)}
            {region(panel)}
            {site_name(panel)}
            {user_id(panel)}
            {space_id(panel)}
            {auth_type(panel)}
            {api_key(panel)}
            {oauth_client(panel)}
            {http_settings(panel)}
        </div>
    }
    .piece()
}

/// Keeps secrets from what would keep or spread them, for as long as the panel is on the page.
fn guard_secrets(panel: Panel) {
    let listeners = StoredValue::new_local(Vec::<Listener>::new());
    Effect::new(move || {
        let Some(root) = panel.root.get() else { return };
        styles::adopt(&root);
        let mut guards = secret_events::keep_inside(&root);
        if let Some(window) = web_sys::window() {
            // The page may go to the back/forward cache, which brings typed passwords back.
            guards.push(Listener::new(&window, "pagehide", move |_| {
                panel.api_key.clear();
                panel.pending.try_set_value(None);
            }));
        }
        listeners.set_value(guards);
    });
    on_cleanup(move || panel.api_key.clear());
}
