//! What is asked before something is lost or saved against advice.

use leptos::html;
use leptos::prelude::*;
use web_sys::Event;

use super::dynamic::{press, text};
use super::piece::{IntoPiece, Piece};
use super::state::{Panel, Question};
use crate::text::Message;

/// The dialog. Escape answers no. The browser gives the focus back to where it was.
pub(super) fn question_dialog(panel: Panel) -> Piece {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        match panel.question.get() {
            // An open dialog refuses to be opened; there is nothing to do about it then.
            Some(_) => drop(dialog.show_modal()),
            None => dialog.close(),
        }
    });
    let words = move || match panel.question.get() {
        Some(Question::SaveAnyway) => {
            [Message::AnywayTitle, Message::AnywayText, Message::AnywayNo, Message::AnywayYes]
        }
        Some(Question::Discard(_)) | None => {
            [Message::DiscardTitle, Message::DiscardText, Message::DiscardNo, Message::DiscardYes]
        }
    };
    let word = move |place: usize| text(move || panel.texts.get(words()[place]));
    let yes = press(move || match panel.question.get_untracked() {
        Some(Question::SaveAnyway) => panel.save_anyway(),
        Some(Question::Discard(leaving)) => panel.leave_now(leaving),
        None => {}
    });
    let on_close = Box::new(move |_: Event| panel.question.set(None)) as Box<dyn FnMut(Event)>;
    let no = press(move || panel.question.set(None));
    view! { class="tc",
        <dialog
            node_ref=dialog
            class="tc-dialog"
            part="dialog"
            aria-labelledby=panel.id("question-title")
            aria-describedby=panel.id("question-text")
            on:close=on_close
        >
            <div class="tc-title" id=panel.id("question-title")>{word(0)}</div>
            <p id=panel.id("question-text")>{word(1)}</p>
            <div class="tc-footer">
                <span class="tc-grow"></span>
                <button type="button" class="tc-button tc-plain" part="button no" on:click=no>
                    {word(2)}
                </button>
                <button type="button" class="tc-button tc-primary" part="button yes" on:click=yes>
                    {word(3)}
                </button>
            </div>
        </dialog>
    }
    .piece()
}
