//! A button that copies a text.

use leptos::prelude::*;

use super::dynamic::{press, text as words};
use super::piece::{IntoPiece, Piece};
use super::state::Panel;
use crate::browser::clipboard;
use crate::text::Message;

/// Copies what `text` gives at the moment of the press, and says whether it worked.
pub(super) fn copy_button(panel: Panel, text: impl Fn() -> String + 'static) -> Piece {
    let copied = RwSignal::new(None::<bool>);
    let said = words(move || match copied.get() {
        None => "",
        Some(true) => panel.texts.get(Message::Copied),
        Some(false) => panel.texts.get(Message::NotCopied),
    });
    let copy = press(move || {
        let text = text();
        copied.set(None);
        panel.spawn(async move {
            let done = clipboard::copy(&text).await;
            copied.try_set(Some(done));
        });
    });
    view! { class="tc",
        <span class="tc-copy">
            <span class="tc-help" role="status">{said}</span>
            <button type="button" class="tc-button tc-quiet" part="button copy" on:click=copy>
                {panel.texts.get(Message::Copy)}
            </button>
        </span>
    }
    .piece()
}
