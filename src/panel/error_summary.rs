//! All errors at once, at the top.

use leptos::prelude::*;
use teamwork_connect_core::setting::Setting;
use teamwork_connect_core::{FieldCode, Key};

use super::icons::Icon;
use super::state::Panel;
use crate::text::Message;

/// The summary. It takes the focus after a submit, and each line leads to its field.
#[component]
pub(super) fn ErrorSummary(panel: Panel) -> impl IntoView {
    let shown = Memo::new(move |_| panel.errors.with(|errors| !errors.is_empty()));
    let title = move || match panel.errors.with(|errors| errors.len()) {
        1 => panel.texts.get(Message::SummaryOne).to_owned(),
        count => panel
            .texts
            .fill(Message::SummaryMany, &[("count", &count.to_string())]),
    };
    let lines = move || {
        panel.errors.with(|errors| {
            errors
                .iter()
                .map(|error| line(panel, error.key, error.code))
                .collect_view()
        })
    };
    view! { class="tc",
        <Show when=move || shown.get()>
            <div
                id=panel.id("summary")
                class="tc-summary"
                part="summary"
                role="group"
                aria-labelledby=panel.id("summary-title")
                tabindex="-1"
            >
                <div class="tc-summary-title" id=panel.id("summary-title")>
                    {Icon::Bang.view()} <span>{title}</span>
                </div>
                <ul>{lines}</ul>
            </div>
        </Show>
    }
}

fn line(panel: Panel, key: Key, code: FieldCode) -> impl IntoView {
    let text = panel.texts.field_error(key, code);
    let control = panel.control_id(key);
    let on_page = Setting::of(key).is_some_and(|row| panel.draft.with(|draft| row.applies(draft)));
    let text = if on_page {
        let href = format!("#{control}");
        view! { class="tc",
            <a
                href=href
                on:click=move |event| {
                    // A fragment does not reach into a shadow root, and the page's address is not ours.
                    event.prevent_default();
                    panel.focus(control.clone());
                }
            >
                {text}
            </a>
        }
        .into_any()
    } else {
        // The host found something that is not on the panel.
        format!("{key}: {text}").into_any()
    };
    view! { class="tc", <li>{text}</li> }
}
