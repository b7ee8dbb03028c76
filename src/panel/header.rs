//! Title and mark.

use leptos::prelude::*;

use super::icons::Icon;
use super::state::Panel;
use crate::text::Message;

/// The heading, of the level that the host asks for.
#[component]
pub(super) fn Header(panel: Panel) -> impl IntoView {
    let title = move || {
        let message = if panel.saved.with(Option::is_some) {
            Message::TitleEdit
        } else {
            Message::TitleCreate
        };
        panel.texts.get(message)
    };
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
}
