//! What is asked before something is lost or saved against advice.

use super::buttons::button;
use super::modal::modal;
use super::piece::Piece;
use super::state::{Panel, Question};
use super::tag::tag;
use crate::text::Message;

/// The dialog. Escape answers no. The browser gives the focus back to where it was.
pub(super) fn question_dialog(panel: Panel) -> Piece {
    let words = move || match panel.state().question.get() {
        Some(Question::SaveAnyway { .. }) => {
            [Message::AnywayTitle, Message::AnywayText, Message::AnywayNo, Message::AnywayYes]
        }
        Some(Question::Discard(_)) | None => {
            [Message::DiscardTitle, Message::DiscardText, Message::DiscardNo, Message::DiscardYes]
        }
    };
    let word = move |place: usize| move || Some(words()[place]);
    let (title_id, text_id) = (panel.id("question-title"), panel.id("question-text"));
    let no = button("tc-plain tc-no")
        .live_message(panel, word(2))
        .on("click", move |_| panel.state().question.set(None));
    let loses = move || panel.state().question.with(|it| matches!(it, Some(Question::Discard(_))));
    let yes = button("tc-primary tc-yes")
        .live_class("tc-danger", loses)
        .live_message(panel, word(3))
        .on("click", move |_| match panel.state().question.get_untracked() {
            Some(Question::SaveAnyway { authorize }) => panel.save_anyway(authorize),
            Some(Question::Discard(leaving)) => panel.leave_now(leaving),
            None => {}
        });
    let buttons = tag("div", "tc-footer").child(no.done()).child(yes.done());
    let dialog = tag("dialog", "tc-dialog")
        .attr("aria-labelledby", &title_id)
        .attr("aria-describedby", &text_id)
        .on("close", move |_| panel.state().question.set(None))
        .child(tag("div", "tc-title").attr("id", &title_id).live_message(panel, word(0)).done())
        .child(tag("p", "tc-question").attr("id", &text_id).live_message(panel, word(1)).done())
        .child(buttons.done());
    modal(dialog, move || panel.state().question.with(Option::is_some)).done()
}
