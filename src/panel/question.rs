//! What is asked before something is lost or saved against advice.

use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::buttons::button;
use super::piece::Piece;
use super::state::{Panel, Question};
use super::tag::tag;
use crate::text::Message;

/// The dialog. Escape answers no. The browser gives the focus back to where it was.
pub(super) fn question_dialog(panel: Panel) -> Piece {
    let words = move || match panel.question.get() {
        Some(Question::SaveAnyway) => {
            [Message::AnywayTitle, Message::AnywayText, Message::AnywayNo, Message::AnywayYes]
        }
        Some(Question::Discard(_)) | None => {
            [Message::DiscardTitle, Message::DiscardText, Message::DiscardNo, Message::DiscardYes]
        }
    };
    let word = move |place: usize| move || panel.texts.get(words()[place]);
    let (title_id, text_id) = (panel.id("question-title"), panel.id("question-text"));
    let no = button("tc-plain", "button no")
        .live_text(word(2))
        .on("click", move |_| panel.question.set(None));
    let yes =
        button("tc-primary", "button yes").live_text(word(3)).on("click", move |_| {
            match panel.question.get_untracked() {
                Some(Question::SaveAnyway) => panel.save_anyway(),
                Some(Question::Discard(leaving)) => panel.leave_now(leaving),
                None => {}
            }
        });
    let buttons = tag("div", "tc-footer")
        .child(tag("span", "tc-grow").done())
        .child(no.done())
        .child(yes.done());
    let dialog = tag("dialog", "tc-dialog")
        .part("dialog")
        .attr("aria-labelledby", &title_id)
        .attr("aria-describedby", &text_id)
        .on("close", move |_| panel.question.set(None))
        .child(tag("div", "tc-title").attr("id", &title_id).live_text(word(0)).done())
        .child(tag("p", "").attr("id", &text_id).live_text(word(1)).done())
        .child(buttons.done());
    let element = dialog.element().clone();
    let open_and_close = RenderEffect::new(move |_| {
        let asked = panel.question.get().is_some();
        let Some(dialog) = element.dyn_ref::<HtmlDialogElement>() else { return };
        match (asked, dialog.open()) {
            // Refused only while the panel is not on a page, where nobody sees a question either.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    dialog.keep(open_and_close).done()
}
