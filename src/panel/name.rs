//! Name your connection.

use leptos::prelude::*;
use teamwork_connect_core::Key;

use super::dynamic::text;
use super::field::{field, fixed_help};
use super::piece::{IntoPiece, Piece};
use super::state::Panel;
use super::text_field::text_input;
use crate::text::Message;

/// The name, with a notice when another connection has it.
pub(super) fn name(panel: Panel) -> Piece {
    let key = Key::Name;
    let taken = Memo::new(move |_| panel.name_is_taken());
    let notice =
        text(move || if taken.get() { panel.texts.get(Message::NameDuplicate) } else { "" });
    let control = view! { class="tc",
        <div class="tc-input" part="input">
            {text_input(panel, key, false, |panel, text, _| {
                panel.edit(Key::Name, |draft| draft.name = text);
            })}
        </div>
    };
    let notice =
        view! { class="tc", <div class="tc-notice" part="notice" role="status">{notice}</div> };
    field(panel, key, fixed_help(panel, Message::NameHelp), control.piece(), vec![notice.piece()])
}
