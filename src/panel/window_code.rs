//! The code that the Teamwork window shows where it cannot tell it to the panel (spec, section 6.11).

use teamwork_connect_core::attempt::{Attempt, Code};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::buttons::button;
use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;
use crate::browser::secret_events::SECRET;
use crate::text::Message;

/// The field for it, which is read when the button is pressed. Nothing else follows what is typed.
pub(super) fn window_code(panel: Panel) -> Piece {
    let is_wrong = move || {
        panel.state().attempt.with(|attempt| match attempt {
            Attempt::Waiting(waiting) => waiting.code == Code::Wrong,
            _ => false,
        })
    };
    let (id, error_id) = (panel.id("code"), panel.id("code-error"));
    let described_by = error_id.clone();
    let input = tag("input", "tc-control")
        .attrs(&[
            ("id", &id),
            ("type", "text"),
            ("autocomplete", "off"),
            ("autocapitalize", "characters"),
            ("spellcheck", "false"),
            ("dir", "ltr"),
            (SECRET, ""),
        ])
        .live_attr("aria-invalid", move || is_wrong().then_some("true"))
        .live_attr("aria-describedby", move || is_wrong().then(|| described_by.clone()))
        .on("keydown", move |event| confirm_on_enter(panel, &event));
    let confirm = button("tc-primary tc-confirm")
        .message(panel, Message::CodeConfirm)
        .on("click", move |_| panel.press_confirm());
    let row = tag("div", "tc-row")
        .child(tag("div", "tc-input tc-grow").child(input.done()).done())
        .child(confirm.done());
    // The region is there before there is something to say, so that screen readers hear of it.
    let error = tag("div", "").attr("role", "alert").live_child(move || {
        let text = tag("span", "").message(panel, Message::CodeWrong);
        let error = tag("p", "tc-error").attr("id", &error_id);
        is_wrong().then(|| error.child(Icon::Bang.piece()).child(text.done()).done())
    });
    let label = tag("label", "tc-label").attr("for", &id).message(panel, Message::Code);
    tag("div", "tc-field")
        .live_class("tc-wrong", is_wrong)
        .child(label.done())
        .child(row.done())
        .child(error.done())
        .done()
}

/// Enter confirms, and does not reach the panel, which would take it for a press of Save.
fn confirm_on_enter(panel: Panel, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if key.key() == "Enter" && !key.is_composing() {
        event.stop_propagation();
        panel.press_confirm();
    }
}
