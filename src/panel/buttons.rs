//! The buttons at the end.

use leptos::prelude::*;
use teamwork_connect_core::AuthType;
use teamwork_connect_core::wire::Capability;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

use super::dynamic::{attribute, flag, press, shown, text};
use super::piece::{IntoPiece, Piece};
use super::state::{Banner, Leaving, Panel};
use crate::text::Message;

/// Test connection, Cancel, and Save. None is ever disabled to signal an error; while something is
/// under way they say so by `aria-disabled`, keep the focus, and do nothing.
pub(super) fn buttons(panel: Panel) -> Piece {
    let oauth =
        Memo::new(move |_| panel.draft.with(|draft| draft.auth() == Some(AuthType::Oauth2)));
    let busy = move || attribute(move || panel.busy.get().is_some().then_some("true"));
    let nothing_to_edit = move || matches!(panel.banner.get(), Some(Banner::NotLoaded { .. }));
    let testable = Memo::new(move |_| {
        let offered =
            panel.config.with(|config| config.as_ref().is_some_and(|c| c.offers(Capability::Test)));
        offered && !oauth.get() && !nothing_to_edit()
    });
    let save_help = panel.id("save-help");
    let save_help_id = save_help.clone();
    let test = shown(testable, move || {
        view! { class="tc",
            <button
                type="button"
                class="tc-button tc-plain"
                part="button test"
                aria-disabled=busy()
                on:click=press(move || panel.press_test())
            >
                {panel.texts.get(Message::Test)}
            </button>
        }
        .piece()
    });
    let save = text(move || {
        let save = if oauth.get() { Message::SaveAndAuthorize } else { Message::Save };
        panel.texts.get(save)
    });
    view! { class="tc",
        <footer class="tc-footer" part="footer">
            {test}
            <span class="tc-grow"></span>
            <button
                type="button"
                class="tc-button tc-quiet"
                part="button cancel"
                on:click=press(move || panel.leave(Leaving::Cancel))
            >
                {panel.texts.get(Message::Cancel)}
            </button>
            <button
                type="button"
                class="tc-button tc-primary"
                part="button save"
                hidden=flag(nothing_to_edit)
                aria-disabled=busy()
                aria-describedby=attribute(move || oauth.get().then(|| save_help_id.clone()))
                on:click=press(move || panel.press_save())
            >
                {save}
            </button>
            <span id=save_help class="tc-hidden">{panel.texts.get(Message::SaveAndAuthorizeHelp)}</span>
        </footer>
    }
    .piece()
}

/// Enter in a text field saves, as it does in a form. The panel is no `<form>`, because browsers offer
/// to keep what was in a form's password field.
pub(super) fn save_on_enter(panel: Panel, event: &KeyboardEvent) {
    let in_text_field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| matches!(&*input.type_(), "text" | "password"));
    if event.key() == "Enter" && in_text_field && !event.is_composing() && !event.repeat() {
        panel.press_save();
    }
}
