//! A button that copies a text.

use std::rc::Rc;

use super::buttons::button;
use super::piece::Piece;
use super::slot::Slot;
use super::state::Panel;
use super::tag::tag;
use crate::browser::clipboard;
use crate::text::Message;

/// Copies what `text` gives at the moment of the press, and says whether it worked.
pub(super) fn copy_button(
    panel: Panel,
    label: Message,
    text: impl Fn() -> String + 'static,
) -> Piece {
    let said: Rc<Slot<Option<Message>>> = Rc::default();
    let saying = Rc::clone(&said);
    let copy = button("tc-quiet tc-copy")
        .message(panel, label)
        .on("click", move |_| copy(panel, text(), Rc::clone(&saying)));
    let status =
        tag("span", "tc-help").attr("role", "status").live_message(panel, move || said.get());
    tag("span", "tc-copy-line").child(status.done()).child(copy.done()).done()
}

fn copy(panel: Panel, text: String, said: Rc<Slot<Option<Message>>>) {
    said.set(None);
    panel.spawn(async move {
        let done = clipboard::copy(&text).await;
        said.set(Some(if done { Message::Copied } else { Message::NotCopied }));
    });
}
