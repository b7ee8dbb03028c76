//! The buttons at the end.

use leptos::prelude::*;
use teamwork_connect_core::AuthType;
use teamwork_connect_core::wire::Capability;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use super::piece::Piece;
use super::slot::memo;
use super::state::Panel;
use super::tag::{Tag, tag};
use crate::text::Message;

/// Test connection, Cancel, and the ways to save. None is ever disabled to signal an error; while
/// something is under way they say so by `aria-disabled`, keep the focus, and do nothing.
pub(super) fn buttons(panel: Panel) -> Piece {
    let oauth = move || panel.state().draft.with(|draft| draft.auth() == Some(AuthType::Oauth2));
    let testable = memo(move || {
        let offered = panel
            .state()
            .config
            .with(|config| config.as_ref().is_some_and(|c| c.offers(Capability::Test)));
        offered && panel.has_form() && (!oauth() || panel.is_authorized())
    });
    // Where saving is enough, authorising anew is offered beside it.
    let again = memo(move || panel.has_form() && panel.can_authorize() && panel.is_authorized());
    let authorizes = memo(move || panel.can_authorize() && !panel.is_authorized());
    let test = move || {
        busy(button("tc-plain tc-test"), panel)
            .message(panel, Message::Test)
            .on("click", move |_| panel.press_test())
            .done()
    };
    let cancel = button("tc-quiet tc-cancel")
        .message(panel, Message::Cancel)
        .on("click", move |_| panel.press_cancel());
    let help = panel.id("save-help");
    let (help_again, help_save) = (help.clone(), help.clone());
    let authorize_again = move || {
        busy(button("tc-plain tc-authorize"), panel)
            .attr("aria-describedby", &help_again)
            .message(panel, Message::SaveAndAuthorize)
            .on("click", move |_| panel.press_save(true))
            .done()
    };
    let save = busy(button("tc-primary tc-save"), panel)
        .live_attr("hidden", move || (!panel.has_form()).then_some(""))
        .live_attr("aria-describedby", move || authorizes.get().then(|| help_save.clone()))
        .live_message(panel, move || {
            Some(if authorizes.get() { Message::SaveAndAuthorize } else { Message::Save })
        })
        .on("click", move |_| panel.press_save(authorizes.get_untracked()));
    let help = tag("span", "tc-hidden").attr("id", &help).live_message(panel, move || {
        let this_tab = panel.ways().at_once;
        Some(match this_tab {
            true => Message::SaveAndAuthorizeHelpTab,
            false => Message::SaveAndAuthorizeHelp,
        })
    });
    // Where they do not fit beside the test they go below it, and stay together.
    let decisions = tag("span", "tc-actions")
        .child(cancel.done())
        .shown(again, authorize_again)
        .child(save.done())
        .child(help.done());
    tag("footer", "tc-footer").shown(testable, test).child(decisions.done()).done()
}

/// A button that looks like this.
pub(super) fn button(look: &str) -> Tag {
    tag("button", &format!("tc-button {look}")).attr("type", "button")
}

fn busy(button: Tag, panel: Panel) -> Tag {
    button.live_attr("aria-disabled", move || panel.state().busy.get().is_some().then_some("true"))
}

/// Enter in a text field saves, as it does in a form. The panel is no `<form>`, because browsers offer
/// to keep what was in a form's password field.
pub(super) fn save_on_enter(panel: Panel, event: &Event) {
    let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
    let in_text_field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| matches!(&*input.type_(), "text" | "password"));
    if event.key() == "Enter" && in_text_field && !event.is_composing() && !event.repeat() {
        panel.press_save(panel.can_authorize() && !panel.is_authorized());
    }
}
