//! A button that copies text.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::clipboard;
use crate::panel::state::PanelRef;
use crate::text::Message;
use crate::view::{Erase, Live, Tracked, part};

/// Copies the current text when pressed, and reports whether that worked.
#[component]
pub(crate) fn CopyButton(
    panel: PanelRef,
    /// The label.
    label: Message,
    /// The text to copy.
    text: Live<String>,
) -> impl IntoView {
    let outcome: Rc<Tracked<Option<Message>>> = Rc::default();
    let told = Rc::clone(&outcome);
    let copy = panel.on(move |panel, _| {
        told.set(None);
        let (told, text) = (Rc::clone(&told), text.read().unwrap_or_default());
        panel.spawn(async move |_| {
            let copied = clipboard::copy(&text).await;
            told.set(Some(if copied { Message::Copied } else { Message::NotCopied }));
        });
    });
    view! {
        <span class=part("copy-line")>
            <span class=part("help") role="status">
                {panel.say_live(move |_| outcome.get())}
            </span>
            <button class=part("button quiet copy") type="button" on:click=copy>
                {panel.say(label)}
            </button>
        </span>
    }
    .erase()
}
