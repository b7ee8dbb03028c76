//! OAuth 2.0 client.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use teamwork_connect_core::Key;
use teamwork_connect_core::wire::{Capability, OauthClient};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::buttons::button;
use super::clients::Clients;
use super::field::{described, field, help};
use super::help::oauth_client_help;
use super::icons::Icon;
use super::notice::{status, warning};
use super::piece::Piece;
use super::slot::{Slot, memo};
use super::state::Panel;
use super::tag::{Tag, tag};
use crate::text::Message;

/// The OAuth 2.0 client: a select, and buttons to add one and to edit the chosen one.
pub(super) fn oauth_client(panel: Panel) -> Piece {
    let at = panel.setting(Key::OauthClientId);
    let offered = memo(move || {
        panel
            .state()
            .config
            .with(|c| c.as_ref().is_some_and(|c| c.offers(Capability::OauthClients)))
    });
    let chosen = panel.text(Key::OauthClientId);
    panel.preset_client();
    let select = tag("select", "tc-control")
        .attr("id", &at.id())
        // Not where the clients are followed: a list that cannot be had would be asked for without end.
        .keep(RenderEffect::new(move |_| {
            if offered.get() {
                panel.load_clients();
            }
        }))
        .live_children(Box::new(move || {
            let chosen = chosen.get();
            panel.state().clients.with(|clients| options(panel, clients, &chosen))
        }))
        .on("change", move |event| {
            let select = event.target().and_then(|t| t.dyn_into::<HtmlSelectElement>().ok());
            panel.choose_client(select.map(|select| select.value()).unwrap_or_default());
        });
    let select = tag("div", "tc-input tc-grow").child(described(select, at, true).done());
    // Why the pencil did nothing.
    let none_chosen: Rc<Slot<bool>> = Rc::default();
    let says_so = Rc::clone(&none_chosen);
    let add = icon_button(panel, "tc-add", Message::ClientAdd, Icon::Plus)
        .on("click", move |_| panel.open_client_form(None));
    let edit =
        icon_button(panel, "tc-edit", Message::ClientEdit, Icon::Pen).on("click", move |_| {
            let client = panel.chosen_client();
            says_so.set(client.is_none());
            if client.is_some() {
                panel.open_client_form(client);
            }
        });
    let row = tag("div", "tc-row")
        .child(select.done())
        .child(add.live_attr("hidden", move || (!offered.get()).then_some("")).done())
        .child(edit.live_attr("hidden", move || (!offered.get()).then_some("")).done());
    // As long as the host has not said what it offers, nobody knows.
    let refused = memo(move || panel.state().config.with(Option::is_some) && !offered.get());
    let notice = status(panel, warning, move || match panel.state().clients.get() {
        _ if refused.get() => Some(Message::ClientNoneHelp),
        Clients::Failed(code) => Some(Message::result(code)),
        _ if none_chosen.get() && chosen.with(String::is_empty) => Some(Message::ClientChooseFirst),
        _ => None,
    });
    let below = [notice.done(), oauth_client_help(panel)];
    field(at, Some(help(at, Message::ClientHelp)), row.done(), below)
}

/// What can be chosen. As long as nothing is, the first option says so.
fn options(panel: Panel, clients: &Clients, chosen: &str) -> Vec<Piece> {
    let (list, none): (&[OauthClient], _) = match clients {
        Clients::Known(list) if list.is_empty() => (list, Message::ClientNone),
        Clients::Known(list) => (list, Message::ClientChoose),
        // Whether there are any is not known.
        _ => (&[], Message::ClientChoose),
    };
    let known = list.iter().any(|client| client.id == chosen);
    let none = (!known).then(|| option("", true).message(panel, none).done());
    let options = list.iter().map(|client| {
        option(&client.id, client.id == chosen).attr("dir", "auto").text(&client.name).done()
    });
    none.into_iter().chain(options).collect()
}

fn option(value: &str, selected: bool) -> Tag {
    let option = tag("option", "").attr("value", value);
    if selected { option.attr("selected", "") } else { option }
}

/// A square button with an icon, named by words that are not seen.
fn icon_button(panel: Panel, part: &str, name: Message, icon: Icon) -> Tag {
    let name = move || Some(panel.say(name));
    button(&format!("tc-plain tc-square {part}"))
        .live_attr("aria-label", name)
        .live_attr("title", name)
        .child(icon.piece())
}
