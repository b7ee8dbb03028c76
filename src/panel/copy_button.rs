//! A button that copies a text.

use leptos::prelude::*;

use super::state::Panel;
use crate::browser::clipboard;
use crate::text::Message;

/// Copies what `text` gives at the moment of the press, and says whether it worked.
#[component]
pub(super) fn CopyButton(panel: Panel, text: impl Fn() -> String + 'static) -> impl IntoView {
    let copied = RwSignal::new(None::<bool>);
    let said = move || {
        copied.get().map(|copied| {
            panel.texts.get(if copied {
                Message::Copied
            } else {
                Message::NotCopied
            })
        })
    };
    let copy = move |_| {
        let text = text();
        copied.set(None);
        panel.spawn(async move {
            let done = clipboard::copy(&text).await;
            copied.try_set(Some(done));
        });
    };
    view! { class="tc",
        <span class="tc-copy">
            <span class="tc-help" role="status">{said}</span>
            <button type="button" class="tc-button tc-quiet" part="button copy" on:click=copy>
                {panel.texts.get(Message::Copy)}
            </button>
        </span>
    }
}
