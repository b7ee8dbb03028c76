//! All errors at once, at the top of the panel.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use teamwork_connect_core::{FieldCode, Key};

use crate::panel::controls::{Icon, IconKind};
use crate::panel::state::PanelRef;
use crate::text::Message;
use crate::view::{Erase, Fixed, Item, When, part};

/// The error summary. It takes focus after a submit, and each line links to its field.
#[component]
pub(crate) fn ErrorSummary(panel: PanelRef) -> impl IntoView {
    let any = panel.live(|panel| panel.checks.errors.with(|errors| !errors.is_empty()));
    view! {
        <When is=any>
            <Summary panel />
        </When>
    }
    .erase()
}

#[component]
fn Summary(panel: PanelRef) -> impl IntoView {
    let title = panel.live(|panel| {
        let count = panel.checks.errors.with(|errors| errors.len());
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        panel.texts.get().count(Message::SummaryOther, count)
    });
    let lines = panel.each(move |now| {
        now.checks.errors.with(|errors| {
            let line = |key: Key, code: FieldCode| {
                let on_page = now.form.applies(key);
                let view = move || view! { <Line panel key code on_page /> };
                Item::new(format!("{key} {code} {on_page}"), view)
            };
            errors.iter().map(|error| line(error.key, error.code)).collect()
        })
    });
    view! {
        <div
            class=part("summary")
            id=panel.id("summary")
            role="group"
            aria-labelledby=panel.id("summary-title")
            tabindex="-1"
        >
            <div class=part("summary-title") id=panel.id("summary-title")>
                <Icon kind=IconKind::Bang />
                <span>{title}</span>
            </div>
            <ul>{lines}</ul>
        </div>
    }
    .erase()
}

/// One error.
#[component]
fn Line(
    panel: PanelRef,
    key: Key,
    code: FieldCode,
    /// Whether the setting is in the panel. Only the backend reports errors for settings that are not.
    on_page: bool,
) -> impl IntoView {
    let message = panel.say(Message::field_error(key, code));
    let control = panel.id(key.as_str());
    let text = if on_page {
        let href = Fixed::from(format!("#{control}"));
        let click = panel.on(move |panel, event: MouseEvent| {
            // A fragment does not reach into a shadow root, and must not change the page's URL.
            event.prevent_default();
            panel.focus(panel.control_id(key));
        });
        view! {
            <a class=part("summary-link") href=href on:click=click>
                {message}
            </a>
        }
        .erase()
    } else {
        view! {
            <span>
                {panel.say(Message::label(key))} {panel.say(Message::LabelColon)} {message}
            </span>
        }
        .erase()
    };
    view! { <li>{text}</li> }.erase()
}
