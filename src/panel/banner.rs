//! What the panel has to say about the connection as a whole.

use leptos::prelude::*;
use teamwork_connect_core::ResultCode;

use super::icons::Icon;
use super::state::{Banner, Busy, Panel};
use crate::host_api::ApiError;
use crate::text::Message;

/// Progress and outcome, above the buttons that caused them, in live regions that are always there.
#[component]
pub(super) fn BannerView(panel: Panel) -> impl IntoView {
    let progress = move || {
        let message = match panel.busy.get()? {
            Busy::Loading => Message::Loading,
            Busy::Saving => Message::Saving,
            Busy::Testing => Message::Testing,
        };
        Some(view! { class="tc",
            <p class="tc-progress" part="progress">
                <span class="tc-pulse" aria-hidden="true"></span>
                {panel.texts.get(message)}
            </p>
        })
    };
    let good = move || match panel.banner.get()? {
        Banner::Saved { online } => {
            let message = if online {
                Message::SavedOnline
            } else {
                Message::Saved
            };
            Some(view! { class="tc",
                <p class="tc-banner tc-good" part="banner">
                    {Icon::Tick.view()} <span>{panel.texts.get(message)}</span>
                </p>
            })
        }
        _ => None,
    };
    let bad = move || match panel.banner.get()? {
        Banner::Saved { .. } => None,
        Banner::Failed(error) => Some(failed(panel, &error, ().into_any())),
        Banner::NotLoaded { id, error } => {
            let again = move || panel.open(Some(id.clone()));
            let retry = button(panel, Message::Retry, again);
            let retry = if error.code == ResultCode::NotFound {
                ().into_any()
            } else {
                retry
            };
            Some(failed(panel, &error, retry))
        }
        Banner::Conflict => Some(warning(
            panel,
            Message::ConflictText,
            view! { class="tc",
                {button(panel, Message::ConflictKeep, move || panel.keep_mine())}
                {button(panel, Message::ConflictLoad, move || panel.open_again())}
            }
            .into_any(),
        )),
        Banner::Kept => Some(warning(panel, Message::ConflictKept, ().into_any())),
        Banner::Gone => Some(warning(panel, Message::Gone, ().into_any())),
    };
    view! { class="tc",
        <div id=panel.id("banner") class="tc-banners" tabindex="-1">
            <div role="status">{progress} {good}</div>
            <div role="alert">{bad}</div>
        </div>
    }
}

fn failed(panel: Panel, error: &ApiError, action: AnyView) -> AnyView {
    let reference = error
        .request_id
        .as_ref()
        .map(|id| panel.texts.fill(Message::RequestId, &[("id", id)]));
    view! { class="tc",
        <div class="tc-banner tc-bad" part="banner" data-code=error.code.as_str()>
            {Icon::Bang.view()}
            <span class="tc-grow">
                {panel.texts.result(error.code)}
                {reference.map(|text| view! { class="tc", <small>{text}</small> })}
            </span>
            {action}
        </div>
    }
    .into_any()
}

fn warning(panel: Panel, message: Message, actions: AnyView) -> AnyView {
    view! { class="tc",
        <div class="tc-banner tc-warn" part="banner">
            {Icon::Bang.view()}
            <span class="tc-grow">{panel.texts.get(message)}</span>
            <span class="tc-actions">{actions}</span>
        </div>
    }
    .into_any()
}

fn button(panel: Panel, message: Message, press: impl Fn() + 'static) -> AnyView {
    view! { class="tc",
        <button type="button" class="tc-button tc-plain" part="button" on:click=move |_| press()>
            {panel.texts.get(message)}
        </button>
    }
    .into_any()
}
