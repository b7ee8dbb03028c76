//! All errors at once, at the top.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use teamwork_connect_core::setting::Setting;
use teamwork_connect_core::{FieldCode, FieldError, Key};

use super::dynamic::{Part, parts, shown, text};
use super::icons::Icon;
use super::piece::{IntoPiece, Piece};
use super::state::Panel;
use crate::text::Message;

/// The summary. It takes the focus after a submit, and each line leads to its field.
pub(super) fn error_summary(panel: Panel) -> Part {
    let any = Memo::new(move |_| panel.errors.with(|errors| !errors.is_empty()));
    shown(any, move || {
        let title = text(move || match panel.errors.with(|errors| errors.len()) {
            1 => panel.texts.get(Message::SummaryOne).to_owned(),
            count => panel.texts.fill(Message::SummaryMany, &[("count", &count.to_string())]),
        });
        let lines = parts(move || {
            let line = |error: FieldError| line(panel, error.key, error.code);
            panel.errors.with(|errors| errors.iter().map(line).collect())
        });
        view! { class="tc",
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
        }
        .piece()
    })
}

fn line(panel: Panel, key: Key, code: FieldCode) -> Piece {
    let text = panel.texts.field_error(key, code);
    let control = panel.control_id(key);
    let on_page = Setting::of(key).is_some_and(|row| panel.draft.with(|draft| row.applies(draft)));
    let text = if on_page {
        let href = format!("#{control}");
        let go = Box::new(move |event: MouseEvent| {
            // A fragment does not reach into a shadow root, and the page's address is not ours.
            event.prevent_default();
            panel.focus(control.clone());
        }) as Box<dyn FnMut(MouseEvent)>;
        view! { class="tc",
            <a
                href=href
                on:click=go
            >
                {text}
            </a>
        }
        .piece()
    } else {
        // The host found something that is not on the panel.
        Piece::text(&format!("{key}: {text}"))
    };
    view! { class="tc", <li>{text}</li> }.piece()
}
