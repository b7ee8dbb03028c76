//! The panel as a whole.

use std::rc::Rc;

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use teamwork_connect_core::Key;
use web_sys::Element;

use super::api_key::api_key;
use super::api_type::api_type;
use super::api_version::api_version;
use super::auth_type::auth_type;
use super::authorization::authorization;
use super::banner::banner;
use super::buttons::{buttons, save_on_enter};
use super::client_dialog::client_dialog;
use super::error_summary::error_summary;
use super::header::header;
use super::http_settings::http_settings;
use super::id_fields::{space_id, user_id};
use super::name::name;
use super::oauth_client::oauth_client;
use super::options::{PanelOptions, Steering};
use super::piece::{Piece, PieceView};
use super::question::question_dialog;
use super::region::region;
use super::site_name::site_name;
use super::slot::memo;
use super::state::Panel;
use super::tag::tag;
use super::test_report::test_report;
use crate::authorize::Driver;
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
    panel.state().texts.update(|texts| {
        let texts = Rc::make_mut(texts);
        texts.speak(&options.language, options.catalogue);
        texts.speak_own(options.messages);
    });
    panel.state().driver.set(panel.host().map(|host| Driver::new(host, panel)));
    options.handle.connect(move |steering| match steering {
        Steering::Open(connection_id) => panel.turn_to(connection_id),
        Steering::Theme(theme) => panel.state().theme.set(theme),
        Steering::HeadingLevel(level) => panel.state().heading_level.set(level),
        Steering::Language(tag, catalogue) => {
            panel.state().texts.update(|texts| Rc::make_mut(texts).speak(&tag, catalogue));
        }
        Steering::Messages(messages) => {
            panel.state().texts.update(|texts| Rc::make_mut(texts).speak_own(messages));
        }
        Steering::Links(links) => panel.state().links.set(links),
        Steering::Value(draft) => panel.prefill(draft),
        Steering::Look(look) => look(panel.state().draft.get_untracked()),
        Steering::Ask(asked, reply) => panel.ask(asked, reply),
    });
    let handle = SendWrapper::new(options.handle);
    on_cleanup(move || handle.disconnect());
    on_cleanup(move || {
        panel.state().api_key.clear();
        panel.forget_attempt();
        panel.give_up_on_all();
    });
    panel.state().links.set(options.links);
    panel.arrive(options.connection_id);
    if let Some(value) = options.value {
        panel.prefill(value);
    }
    let view = panel_piece(panel);
    panel.spawn(async move {
        // Only once it is on the page is it known which root it needs its style in.
        leptos::task::tick().await;
        if let Some(root) = panel.state().root.get() {
            styles::adopt(&root);
        }
    });
    PieceView::from(view)
}

fn panel_piece(panel: Panel) -> Piece {
    let has_form = memo(move || panel.has_form());
    let any_errors = memo(move || panel.state().errors.with(|errors| !errors.is_empty()));
    let body = tag("div", "tc-body")
        .shown(any_errors, move || error_summary(panel))
        .shown(has_form, move || settings(panel))
        .child(authorization(panel))
        .child(test_report(panel))
        .child(banner(panel));
    let root = tag("div", "tc-panel")
        .attr("role", "form")
        .attr("aria-labelledby", &panel.id("title"))
        .live_attr("lang", move || Some(panel.state().texts.with(|texts| texts.language())))
        .live_attr("dir", move || Some(panel.state().texts.with(|texts| texts.direction())))
        .live_attr("aria-busy", move || Some(panel.state().busy.get().is_some().to_string()))
        .live_attr("data-theme", move || Some(panel.state().theme.get().as_str()))
        .on("keydown", move |event| save_on_enter(panel, &event))
        .child(header(panel))
        .child(body.done())
        .child(buttons(panel))
        .child(client_dialog(panel))
        .child(question_dialog(panel));
    panel.state().root.set(Some(root.element().clone()));
    let guards = guard_secrets(panel, root.element());
    root.keep(guards).done()
}

/// The settings, each shown while it applies.
fn settings(panel: Panel) -> Piece {
    type Setting = (Key, fn(Panel) -> Piece);
    let pieces: [Setting; 10] = [
        (Key::Name, name),
        (Key::ApiType, api_type),
        (Key::ApiVersion, api_version),
        (Key::Region, region),
        (Key::SiteName, site_name),
        (Key::UserId, user_id),
        (Key::SpaceId, space_id),
        (Key::AuthType, auth_type),
        (Key::ApiKey, api_key),
        (Key::OauthClientId, oauth_client),
    ];
    let list = pieces.into_iter().fold(tag("div", "tc-settings"), |list, (key, piece)| {
        list.shown(panel.applies(key), move || piece(panel))
    });
    let api_type_chosen = memo(move || panel.state().draft.with(|draft| draft.api_type.is_some()));
    list.shown(api_type_chosen, move || http_settings(panel)).done()
}

/// Keeps secrets from what would keep or spread them, for as long as the panel is on the page.
fn guard_secrets(panel: Panel, root: &Element) -> Vec<Listener> {
    let mut guards = secret_events::keep_inside(root);
    if let Some(window) = web_sys::window() {
        // The page may go to the back/forward cache, which brings typed passwords back.
        guards.push(Listener::new(&window, "pagehide", move |_| {
            panel.state().api_key.clear();
            panel.state().client_secret.clear();
            panel.state().pending.set(None);
            panel.state().pending_client.set(None);
        }));
    }
    guards
}
