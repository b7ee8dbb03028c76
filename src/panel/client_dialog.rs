//! The dialog for a new OAuth 2.0 client, or for one being edited.

use leptos::prelude::*;
use teamwork_connect_core::Key;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlInputElement, KeyboardEvent};

use super::banner::failed;
use super::buttons::button;
use super::clients::ClientForm;
use super::copy_button::copy_button;
use super::field::{Field, described, field, help};
use super::help::{PORTAL, product, site};
use super::modal::modal;
use super::piece::Piece;
use super::secret::{secret_input, trimmed_notice};
use super::slot::memo;
use super::state::Panel;
use super::tag::tag;
use super::text_field::direction;
use crate::text::Message;

/// The dialog. Escape cancels, after asking if something was typed.
pub(super) fn client_dialog(panel: Panel) -> Piece {
    let open = memo(move || panel.state().client_form.with(Option::is_some));
    let title_id = panel.id("client-title");
    let title = move || {
        let editing =
            |form: &Option<ClientForm>| form.as_ref().is_some_and(|f| f.editing.is_some());
        let edit = panel.state().client_form.with(editing);
        Some(if edit { Message::ClientTitleEdit } else { Message::ClientTitleNew })
    };
    let title = tag("div", "tc-title")
        .attrs(&[("id", &title_id), ("role", "heading"), ("aria-level", "3")])
        .live_message(panel, title);
    let dialog = tag("dialog", "tc-dialog tc-client")
        .attr("aria-labelledby", &title_id)
        .on("cancel", move |event| {
            // The dialog decides itself when it closes.
            event.prevent_default();
            panel.leave_client_form();
        })
        // Browsers close it all the same when Escape is pressed twice.
        .on("close", move |event| {
            // The event comes late, and by then the dialog may be open again.
            let dialog = event.target().and_then(|t| t.dyn_into::<HtmlDialogElement>().ok());
            if !dialog.is_some_and(|dialog| dialog.open()) {
                panel.close_client_form();
            }
        })
        .on("keydown", move |event| {
            // Nothing that is pressed here is for the form behind.
            event.stop_propagation();
            let pressed = event.dyn_ref::<KeyboardEvent>().is_some_and(|event| {
                event.key() == "Enter" && !event.is_composing() && !event.repeat()
            });
            let input = event.target().is_some_and(|target| target.has_type::<HtmlInputElement>());
            if pressed && input {
                panel.press_save_client();
            }
        })
        .child(title.done())
        .shown(open, move || form(panel));
    modal(dialog, move || open.get()).done()
}

fn form(panel: Panel) -> Piece {
    on_cleanup(move || panel.state().client_secret.clear());
    let editing =
        panel.state().client_form.with_untracked(|form| form.clone().unwrap_or_default().editing);
    let (name, client_id) =
        editing.map(|client| (client.name, client.client_id)).unwrap_or_default();
    let busy = move || {
        panel
            .state()
            .client_form
            .with(|form| form.as_ref().is_some_and(|form| form.saving.is_some()))
    };
    let problem = move || {
        let problem = panel
            .state()
            .client_form
            .with(|form| form.as_ref().and_then(|form: &ClientForm| form.problem.clone()));
        problem.map(|error| failed(panel, &error, vec![]))
    };
    let cancel = button("tc-quiet tc-cancel")
        .message(panel, Message::Cancel)
        .on("click", move |_| panel.leave_client_form());
    let save = button("tc-primary tc-save")
        .live_attr("aria-disabled", move || busy().then_some("true"))
        .message(panel, Message::ClientSave)
        .on("click", move |_| panel.press_save_client());
    let footer = tag("div", "tc-footer").child(cancel.done()).child(save.done());
    let secret = panel.client_field(Key::ClientSecret);
    let changed: fn(Panel) = |panel| panel.on_client_input(Key::ClientSecret);
    let secret = field(
        secret,
        Some(help(secret, Message::ClientSecretHelp)),
        secret_input(secret, changed),
        [trimmed_notice(panel, Key::ClientSecret)],
    );
    let body = tag("div", "tc-body")
        .child(text_field(panel.client_field(Key::Name), &name))
        .child(text_field(panel.client_field(Key::ClientId), &client_id))
        .child(secret)
        .child(registration(panel))
        .child(tag("div", "tc-problem").attr("role", "alert").live_child(problem).done());
    tag("div", "").child(body.done()).child(footer.done()).done()
}

/// A field that nothing else follows: it is read when the client is saved.
fn text_field(at: Field, value: &str) -> Piece {
    let input = tag("input", "tc-control").attrs(&[
        ("id", &at.id()),
        ("type", "text"),
        ("dir", direction(at.key)),
        ("value", value),
        ("autocomplete", "off"),
        ("autocapitalize", "off"),
        ("spellcheck", "false"),
    ]);
    let input = described(input, at, false).on("input", move |_| at.panel.on_client_input(at.key));
    let control = tag("div", "tc-input").child(input.done());
    field(at, None, control.done(), [])
}

/// What has to be registered with Teamwork before, and the words to ask somebody else for it: only the
/// people of the company that owns the account can register an app.
fn registration(panel: Panel) -> Piece {
    let uri = panel.state().config.with_untracked(|config| config.as_ref()?.redirect_uri.clone());
    let Some(uri) = uri else { return tag("div", "").done() };
    let request = uri.clone();
    let words = move || {
        // As long as the site is not known, its portal is not either.
        let (message, portal) = match site(panel, PORTAL) {
            Some(portal) => (Message::ClientRequest, portal),
            None => (Message::ClientRequestNoSite, String::new()),
        };
        let values = [("product", &*product(panel)), ("portal", &*portal), ("uri", &*request)];
        panel.fill(message, &values)
    };
    let id = panel.id("client-redirect");
    let label = tag("label", "tc-label").attr("for", &id).message(panel, Message::ClientRedirect);
    let input = tag("input", "tc-control").attrs(&[
        ("id", &id),
        ("type", "text"),
        ("readonly", ""),
        ("dir", "ltr"),
        ("value", &uri),
    ]);
    let control = tag("div", "tc-input").child(input.done());
    let copy = copy_button(panel, Message::Copy, move || uri.clone());
    tag("div", "tc-field")
        .child(label.done())
        .child(tag("div", "tc-row").child(control.done()).child(copy).done())
        .child(copy_button(panel, Message::ClientRequestCopy, words))
        .done()
}
