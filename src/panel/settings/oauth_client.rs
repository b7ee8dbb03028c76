//! The *OAuth 2.0 client* setting.

use std::rc::Rc;

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;
use teamwork_connect_core::Key;
use teamwork_connect_core::wire::{Capability, OauthClient};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use super::help::OauthClientHelp;
use crate::panel::actions::clients;
use crate::panel::actions::edit::choose_client;
use crate::panel::controls::{Field, FieldRef, Icon, IconKind, Notice, NoticeKind, ValueOr};
use crate::panel::model::ClientList;
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Erase, Handler, Item, Live, Tracked, Watch, When, part};

/// The OAuth 2.0 client: a select, or text if the platform's own client is the only one.
#[component]
pub(crate) fn OauthClientChoice(panel: PanelRef) -> impl IntoView {
    load_when_offered(panel);
    let fixed = panel.live(|panel| {
        let the_platforms = panel.clients.list.with(|list| {
            matches!(list.known(), [only] if only.managed && panel.form.is(Key::OauthClientId, &only.id))
        });
        the_platforms || panel.form.is_locked(Key::OauthClientId)
    });
    let name = panel.live(|panel| -> Text {
        let chosen = panel.form.text(Key::OauthClientId);
        panel.clients.list.with(|list| {
            let client = list.known().iter().find(|client| client.id == chosen);
            client.map(|client| client.name.clone()).unwrap_or_default().into()
        })
    });
    view! {
        <ValueOr at=FieldRef::setting(panel, Key::OauthClientId) fixed value=name>
            <Select panel />
        </ValueOr>
    }
    .erase()
}

/// A select, with buttons to add a client and to edit the selected one.
#[component]
fn Select(panel: PanelRef) -> impl IntoView {
    let at = FieldRef::setting(panel, Key::OauthClientId);
    let options = panel.each(move |now| options(panel, now));
    let change = panel.on(|panel, event: Event| {
        let select = event.target().and_then(|it| it.dyn_into::<HtmlSelectElement>().ok());
        choose_client(panel, select.map(|select| select.value()).unwrap_or_default());
    });
    // Set when the edit button was pressed with no client selected.
    let none_chosen: Rc<Tracked<bool>> = Rc::default();
    let asked = Rc::clone(&none_chosen);
    let add = panel.on(|panel, _| clients::open(panel, None));
    let edit = panel.on(move |panel, _| {
        let client = panel.chosen_client();
        asked.set(client.is_none());
        if client.is_some() {
            clients::open(panel, client);
        }
    });
    let notice = panel.say_live(move |panel| {
        let failed = panel.clients.list.with(|list| match list {
            ClientList::Failed(code) => Some(Message::result(*code)),
            _ => None,
        });
        let nothing_to_edit = none_chosen.get() && panel.form.is(Key::OauthClientId, "");
        failed.or(nothing_to_edit.then_some(Message::ClientChooseFirst))
    });
    let failed =
        panel.live(|panel| panel.clients.list.with(|list| matches!(list, ClientList::Failed(_))));
    let retry = view! {
        <When is=failed>
            <button class=part("link") type="button" on:click=panel.on(|panel, _: MouseEvent| clients::load(panel))>
                {panel.say(Message::Retry)}
            </button>
        </When>
    };
    let below = view! {
        <Notice kind=NoticeKind::Warning text=notice live=true action=retry.erase() />
        <OauthClientHelp panel />
    };
    view! {
        <Field at help=panel.say(Message::ClientHelp) below=below.erase()>
            <div class=part("row")>
                <div class=part("input grow")>
                    <select
                        class=part("control")
                        id=at.id()
                        {..at.described(true)}
                        on:change=change
                    >
                        {options}
                    </select>
                </div>
                <IconButton
                    panel
                    hidden=panel.live(|panel| {
                        !panel.session.offers(Capability::ManageOauthClients)
                    })
                    look="button plain square add"
                    name=Message::ClientAdd
                    icon=IconKind::Plus
                    click=add
                />
                <IconButton
                    panel
                    hidden=panel.live(|panel| !panel.may_edit_client())
                    look="button plain square edit"
                    name=Message::ClientEdit
                    icon=IconKind::Pen
                    click=edit
                />
            </div>
        </Field>
    }
    .erase()
}

/// Loads the clients once the backend is known to have them.
fn load_when_offered(panel: PanelRef) {
    let offered = panel.live(|panel| panel.session.offers(Capability::OauthClients));
    // Don't track the list itself: a list that can't be loaded would be requested forever.
    let watch = Watch::new(Box::new(move || {
        if offered.read() == Some(true)
            && let Some(panel) = panel.get()
        {
            untrack(|| {
                clients::preset(&panel);
                clients::load(&panel);
            });
        }
    }));
    on_cleanup(move || drop(watch));
}

/// The options. While nothing is selected, the first option asks the user to select one.
fn options(panel: PanelRef, now: &Panel) -> Vec<Item> {
    now.clients.list.with(|list| {
        let none = match list {
            ClientList::Known(clients) if clients.is_empty() => Message::ClientNone,
            // There are clients, or it is not known yet.
            _ => Message::ClientChoose,
        };
        let clients = list.known();
        let chosen = clients.iter().any(|client| now.form.is(Key::OauthClientId, &client.id));
        let nothing = move || view! { <option value="">{panel.say(none)}</option> };
        let nothing = (!chosen).then(|| Item::new(none.key(), nothing));
        let client = |client: &OauthClient| {
            let OauthClient { id, name, .. } = client.clone();
            let key = format!("client {id} {name}");
            Item::new(key, move || view! { <ClientOption panel id name /> })
        };
        nothing.into_iter().chain(clients.iter().map(client)).collect()
    })
}

#[component]
fn ClientOption(panel: PanelRef, id: String, name: String) -> impl IntoView {
    let value = id.clone();
    let selected = panel.live(move |panel| panel.form.is(Key::OauthClientId, &id));
    view! {
        <option value=value dir="auto" prop:selected=selected>
            {name}
        </option>
    }
    .erase()
}

/// A square icon button with a visually hidden label.
#[component]
fn IconButton(
    panel: PanelRef,
    hidden: Live<bool>,
    /// The classes.
    look: &'static str,
    /// The label.
    name: Message,
    icon: IconKind,
    click: Handler<leptos::ev::MouseEvent>,
) -> impl IntoView {
    view! {
        <button
            class=part(look)
            type="button"
            aria-label=panel.say(name)
            title=panel.say(name)
            hidden=hidden
            on:click=click
        >
            <Icon kind=icon />
        </button>
    }
    .erase()
}
