//! A button that copies a text.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::clipboard;
use crate::panel::state::PanelRef;
use crate::text::Message;
use crate::view::{Erase, Live, Tracked, part};

/// Copies a text as it is at the moment of the press, and tells whether it worked.
#[component]
pub(crate) fn CopyButton(
    panel: PanelRef,
    /// What the button is called.
    label: Message,
    /// What is copied.
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
