//! Title and mark.

use leptos::prelude::*;

use super::dynamic::text;
use super::icons::Icon;
use super::piece::{IntoPiece, Piece};
use super::state::Panel;
use crate::text::Message;

/// The heading, of the level that the host asks for.
pub(super) fn header(panel: Panel) -> Piece {
    let title = text(move || {
        let message = if panel.saved.with(Option::is_some) {
            Message::TitleEdit
        } else {
            Message::TitleCreate
        };
        panel.texts.get(message)
    });
    view! { class="tc",
        <header class="tc-header" part="header">
            <span class="tc-mark">{Icon::Plug.view()}</span>
            <div>
                <div
                    id=panel.id("title")
                    class="tc-title"
                    part="title"
                    role="heading"
                    attr:aria-level=panel.heading_level.to_string()
                    tabindex="-1"
                >
                    {title}
                </div>
                <p class="tc-help">{panel.texts.get(Message::Product)} " · " {panel.texts.get(Message::RequiredNote)}</p>
            </div>
        </header>
    }
    .piece()
}
