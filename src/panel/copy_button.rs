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
    let said: Rc<Slot<&'static str>> = Rc::default();
    let saying = Rc::clone(&said);
    let copy = button("tc-quiet", "button copy")
        .text(panel.texts.get(label))
        .on("click", move |_| copy(panel, text(), Rc::clone(&saying)));
    let status = tag("span", "tc-help").attr("role", "status").live_text(move || said.get());
    tag("span", "tc-copy").child(status.done()).child(copy.done()).done()
}

fn copy(panel: Panel, text: String, said: Rc<Slot<&'static str>>) {
    said.set("");
    panel.spawn(async move {
        let done = clipboard::copy(&text).await;
        let message = if done { Message::Copied } else { Message::NotCopied };
        said.set(panel.texts.get(message));
    });
}
