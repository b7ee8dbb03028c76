//! The dialog to add or edit an OAuth 2.0 client.

use leptos::attr::custom::custom_attribute;
use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use teamwork_connect_core::{Key, ResultCode};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::failure::Failure;
use crate::backend_api::ApiError;
use crate::panel::actions::{clients, leave};
use crate::panel::controls::{
    CODE, CopyButton, Field, FieldRef, SecretInput, SecretKind, TrimmedNotice, direction, is_enter,
};
use crate::panel::model::{ClientDialog, Leaving};
use crate::panel::settings::{PORTAL, product, site_page};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Erase, Modal, When, attributes, is_closed, modal, part};

/// The dialog. Escape cancels, after asking if anything was typed.
#[component]
pub(crate) fn ClientDialogView(panel: PanelRef) -> impl IntoView {
    let is_open = |panel: &Panel| panel.clients.dialog.with(Option::is_some);
    // The dialog's content, including its title, exists only while it is open.
    let labeled_by = panel.live(move |panel| is_open(panel).then(|| panel.id("client-title")));
    let cancel = panel.on(|panel, event: Event| {
        // The dialog decides itself when to close.
        event.prevent_default();
        leave::leave(panel, Leaving::Client);
    });
    // Browsers close it anyway if Escape is pressed twice.
    let close = panel.on(|panel, event: Event| {
        if is_closed(&event) {
            clients::close(panel);
        }
    });
    let keydown = panel.on(|panel, event: KeyboardEvent| {
        // Key presses here must not reach the form behind the dialog.
        event.stop_propagation();
        let input = event.target().is_some_and(|target| target.has_type::<HtmlInputElement>());
        if is_enter(&event) && input {
            clients::press_save(panel);
        }
    });
    let content = Modal::new(panel.live(is_open), move || view! { <ClientForm panel /> });
    view! {
        <dialog
            class=part("dialog client")
            aria-labelledby=labeled_by
            on:cancel=cancel
            on:close=close
            on:keydown=keydown
            use:modal=content
        ></dialog>
    }
    .erase()
}

#[component]
fn ClientForm(panel: PanelRef) -> impl IntoView {
    let title = panel.say_live(|panel| {
        let edits = |dialog: &Option<ClientDialog>| {
            dialog.as_ref().is_some_and(|dialog| dialog.editing.is_some())
        };
        let edits = panel.clients.dialog.with(edits);
        Some(if edits { Message::ClientTitleEdit } else { Message::ClientTitleNew })
    });
    let problem = panel.swap(
        |panel| {
            let version = Text::from(panel.clients.dialog.version());
            problem(panel).map(|_| version)
        },
        move |now| match problem(now) {
            Some(error) => {
                let instead = (error.code == ResultCode::NotFound).then_some(Message::ClientGone);
                view! { <Failure panel error instead /> }.erase()
            }
            None => ().erase(),
        },
    );
    let cancel = panel.on(|panel, _: MouseEvent| leave::leave(panel, Leaving::Client));
    let save = panel.on(|panel, _: MouseEvent| clients::press_save(panel));
    let busy = panel.live(|panel| panel.clients.is_saving().then_some("true"));
    let knows_redirect_uri = panel.live(|panel| panel.session.redirect_uri().is_some());
    view! {
        <div
            class=part("title")
            id=panel.id("client-title")
            role="heading"
            {..custom_attribute("aria-level", "3")}
        >
            {title}
        </div>
        <div>
            <div class=part("body")>
                <ClientInput panel key=Key::Name />
                <ClientInput panel key=Key::ClientId />
                <ClientSecret panel />
                <When is=knows_redirect_uri>
                    <Registration panel />
                </When>
                <div class=part("problem") role="alert">
                    {problem}
                </div>
            </div>
            <div class=part("footer")>
                <button class=part("button quiet cancel") type="button" on:click=cancel>
                    {panel.say(Message::Cancel)}
                </button>
                <button
                    class=part("button primary save")
                    type="button"
                    aria-disabled=busy
                    on:click=save
                >
                    {panel.say(Message::ClientSave)}
                </button>
            </div>
        </div>
    }
    .erase()
}

/// Why the client could not be saved, apart from field errors.
fn problem(panel: &Panel) -> Option<ApiError> {
    panel.clients.dialog.with(|dialog| dialog.as_ref()?.problem.clone())
}

/// A text field.
#[component]
fn ClientInput(
    panel: PanelRef,
    /// The field.
    key: Key,
) -> impl IntoView {
    let at = FieldRef::of_client(panel, key);
    let input = panel.on(move |panel, event: Event| {
        panel.clients.typed(key).set(event_target_value(&event));
        clients::on_input(panel, key);
    });
    view! {
        <Field at>
            <div class=part("input")>
                <input
                    class=part("control")
                    id=at.id()
                    type="text"
                    dir=direction(key)
                    {..attributes(&CODE)}
                    prop:value=panel.live(move |panel| panel.clients.typed(key).get())
                    {..at.described(false)}
                    on:input=input
                />
            </div>
        </Field>
    }
    .erase()
}

#[component]
fn ClientSecret(panel: PanelRef) -> impl IntoView {
    let at = FieldRef::of_client(panel, Key::ClientSecret);
    let below = view! { <TrimmedNotice panel kind=SecretKind::ClientSecret /> }.erase();
    view! {
        <Field at help=panel.say(Message::ClientSecretHelp) below>
            <SecretInput
                at
                kind=SecretKind::ClientSecret
                changed=|panel| clients::on_input(panel, Key::ClientSecret)
            />
        </Field>
    }
    .erase()
}

/// What must first be registered with Teamwork, and a text for requesting that: only people in the company that
/// owns the account can register an app.
#[component]
fn Registration(panel: PanelRef) -> impl IntoView {
    let id = panel.id("client-redirect");
    let uri = panel.live(|panel| panel.session.redirect_uri().unwrap_or_default());
    view! {
        <div class=part("field")>
            <label class=part("label") for=id.clone()>
                {panel.say(Message::ClientRedirect)}
            </label>
            <div class=part("row")>
                <div class=part("input")>
                    <input
                        class=part("control")
                        id=id
                        type="text"
                        readonly=""
                        dir="ltr"
                        value=uri.clone()
                    />
                </div>
                <CopyButton panel label=Message::Copy text=uri />
            </div>
            <CopyButton panel label=Message::ClientRequestCopy text=panel.live(request) />
        </div>
    }
    .erase()
}

/// The text that asks an administrator to register the app.
fn request(panel: &Panel) -> String {
    let uri = panel.session.redirect_uri().unwrap_or_default();
    // Until the site is known, neither is its portal.
    let (message, portal) = match site_page(panel, PORTAL) {
        Some(portal) => (Message::ClientRequest, portal),
        None => (Message::ClientRequestNoSite, String::new()),
    };
    panel.fill(message, &[("product", &product(panel)), ("portal", &portal), ("uri", &uri)])
}
