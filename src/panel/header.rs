//! Title and mark.

use teamwork_connect_core::attempt::Attempt;

use super::icons::Icon;
use super::piece::Piece;
use super::state::Panel;
use super::tag::tag;
use crate::text::Message;

/// The heading, of the level that the host asks for.
pub(super) fn header(panel: Panel) -> Piece {
    let title = tag("div", "tc-title")
        .attrs(&[("id", &panel.id("title")), ("role", "heading"), ("tabindex", "-1")])
        .live_attr("aria-level", move || {
            Some(panel.state().heading_level.get().clamp(1, 6).to_string())
        })
        .live_message(panel, move || {
            let edit = panel.state().saved.with(Option::is_some) || !panel.has_form();
            Some(if panel.state().attempt.with(Attempt::is_under_way) {
                Message::TitleConnect
            } else if edit {
                Message::TitleEdit
            } else {
                Message::TitleCreate
            })
        });
    let required = tag("span", "")
        .live_attr("hidden", move || (!panel.has_form()).then_some(""))
        .text(" · ")
        .message(panel, Message::RequiredNote);
    let note = tag("p", "tc-help").message(panel, Message::Product).child(required.done());
    tag("header", "tc-header")
        .child(tag("span", "tc-mark").child(Icon::Plug.piece()).done())
        .child(tag("div", "").child(title.done()).child(note.done()).done())
        .done()
}
