//! The buttons at the end.

use leptos::prelude::*;
use teamwork_connect_core::AuthType;
use teamwork_connect_core::wire::Capability;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use super::piece::Piece;
use super::state::{Leaving, Panel};
use super::tag::{Tag, tag};
use crate::text::Message;

/// Test connection, Cancel, and Save. None is ever disabled to signal an error; while something is
/// under way they say so by `aria-disabled`, keep the focus, and do nothing.
pub(super) fn buttons(panel: Panel) -> Piece {
    let oauth = move || panel.draft.with(|draft| draft.auth() == Some(AuthType::Oauth2));
    let testable = Memo::new(move |_| {
        let offered =
            panel.config.with(|config| config.as_ref().is_some_and(|c| c.offers(Capability::Test)));
        offered && !oauth() && panel.has_form()
    });
    let test = move || {
        busy(button("tc-plain", "button test"), panel)
            .text(panel.texts.get(Message::Test))
            .on("click", move |_| panel.press_test())
            .done()
    };
    let cancel = button("tc-quiet", "button cancel")
        .text(panel.texts.get(Message::Cancel))
        .on("click", move |_| panel.leave(Leaving::Cancel));
    let help = panel.id("save-help");
    let help_id = help.clone();
    let save = busy(button("tc-primary", "button save"), panel)
        .live_attr("hidden", move || (!panel.has_form()).then_some(""))
        .live_attr("aria-describedby", move || oauth().then(|| help_id.clone()))
        .live_text(move || {
            let save = if oauth() { Message::SaveAndAuthorize } else { Message::Save };
            panel.texts.get(save)
        })
        .on("click", move |_| panel.press_save());
    let help = tag("span", "tc-hidden")
        .attr("id", &help)
        .text(panel.texts.get(Message::SaveAndAuthorizeHelp));
    tag("footer", "tc-footer")
        .part("footer")
        .shown(testable, test)
        .child(tag("span", "tc-grow").done())
        .child(cancel.done())
        .child(save.done())
        .child(help.done())
        .done()
}

/// A button that looks like this.
pub(super) fn button(look: &str, part: &str) -> Tag {
    tag("button", &format!("tc-button {look}")).attr("type", "button").part(part)
}

fn busy(button: Tag, panel: Panel) -> Tag {
    button.live_attr("aria-disabled", move || panel.busy.get().is_some().then_some("true"))
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
        panel.press_save();
    }
}
