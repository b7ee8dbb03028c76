//! What the panel has to say about the connection as a whole.

use leptos::prelude::*;
use teamwork_connect_core::ResultCode;

use super::dynamic::{part, press};
use super::icons::Icon;
use super::piece::{IntoPiece, Piece};
use super::state::{Banner, Busy, Panel};
use crate::host_api::ApiError;
use crate::text::Message;

/// Progress and outcome, above the buttons that caused them, in live regions that are always there.
pub(super) fn banner(panel: Panel) -> Piece {
    let progress = part(move || {
        let message = match panel.busy.get()? {
            Busy::Loading => Message::Loading,
            Busy::Saving => Message::Saving,
            Busy::Testing => Message::Testing,
        };
        let progress = view! { class="tc",
            <p class="tc-progress" part="progress">
                <span class="tc-pulse" aria-hidden="true"></span>
                {panel.texts.get(message)}
            </p>
        };
        Some(progress.piece())
    });
    let good = part(move || match panel.banner.get()? {
        Banner::Saved { online } => {
            let message = if online { Message::SavedOnline } else { Message::Saved };
            let good = view! { class="tc",
                <p class="tc-banner tc-good" part="banner">
                    {Icon::Tick.view()} <span>{panel.texts.get(message)}</span>
                </p>
            };
            Some(good.piece())
        }
        _ => None,
    });
    let bad = part(move || match panel.banner.get()? {
        Banner::Saved { .. } => None,
        Banner::Failed(error) => Some(failed(panel, &error, Vec::new())),
        Banner::NotLoaded { id, error } => {
            let again = move || panel.open(Some(id.clone()));
            let retry = button(panel, Message::Retry, again);
            let retry = if error.code == ResultCode::NotFound { vec![] } else { vec![retry] };
            Some(failed(panel, &error, retry))
        }
        Banner::Conflict => Some(warning(
            panel,
            Message::ConflictText,
            vec![
                button(panel, Message::ConflictKeep, move || panel.keep_mine()),
                button(panel, Message::ConflictLoad, move || panel.open_again()),
            ],
        )),
        Banner::Kept => Some(warning(panel, Message::ConflictKept, Vec::new())),
        Banner::Gone => Some(warning(panel, Message::Gone, Vec::new())),
    });
    view! { class="tc",
        <div id=panel.id("banner") class="tc-banners" tabindex="-1">
            <div role="status">{progress} {good}</div>
            <div role="alert">{bad}</div>
        </div>
    }
    .piece()
}

fn failed(panel: Panel, error: &ApiError, action: Vec<Piece>) -> Piece {
    let reference =
        error.request_id.as_ref().map(|id| panel.texts.fill(Message::RequestId, &[("id", id)]));
    view! { class="tc",
        <div class="tc-banner tc-bad" part="banner" data-code=error.code.as_str()>
            {Icon::Bang.view()}
            <span class="tc-grow">
                {panel.texts.result(error.code)}
                {reference.map(|text| view! { class="tc", <small>{text}</small> }.piece())}
            </span>
            {action}
        </div>
    }
    .piece()
}

fn warning(panel: Panel, message: Message, actions: Vec<Piece>) -> Piece {
    view! { class="tc",
        <div class="tc-banner tc-warn" part="banner">
            {Icon::Bang.view()}
            <span class="tc-grow">{panel.texts.get(message)}</span>
            <span class="tc-actions">{actions}</span>
        </div>
    }
    .piece()
}

fn button(panel: Panel, message: Message, act: impl Fn() + 'static) -> Piece {
    view! { class="tc",
        <button type="button" class="tc-button tc-plain" part="button" on:click=press(act)>
            {panel.texts.get(message)}
        </button>
    }
    .piece()
}
