//! Banners: one sentence about the connection as a whole, and what can be done.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use std::rc::Rc;

use teamwork_connect_core::ResultCode;

use crate::backend_api::ApiError;
use crate::panel::controls::{Icon, IconKind};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Built, Erase, Live, part};

/// What a banner is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Good,
    Warning,
    Bad,
}

/// A banner.
#[component]
pub(super) fn BannerView(
    tone: Tone,
    /// What it says.
    text: Live<Text>,
    /// What is said below, in smaller print.
    #[prop(optional_no_strip)]
    note: Option<Live<Text>>,
    /// The code of what happened.
    #[prop(optional_no_strip)]
    code: Option<ResultCode>,
    /// The buttons.
    #[prop(optional)]
    actions: Vec<Built>,
) -> impl IntoView {
    let (look, icon) = match tone {
        Tone::Good => (part("banner good"), IconKind::Tick),
        Tone::Warning => (part("banner warn"), IconKind::Bang),
        Tone::Bad => (part("banner bad"), IconKind::Bang),
    };
    view! {
        <div class=look data-code=code.map(ResultCode::as_str)>
            <span class=part("grow")>
                <Icon kind=icon />
                {text}
                {note.map(|note| view! { <small class=part("reference")>{note}</small> })}
            </span>
            <span class=part("actions")>{actions}</span>
        </div>
    }
    .erase()
}

/// Tells that something failed, and what to quote where the user has to ask somebody about it.
#[component]
pub(super) fn Failure(
    panel: PanelRef,
    error: ApiError,
    /// What it says in place of the sentence of the code.
    #[prop(optional_no_strip)]
    instead: Option<Message>,
    /// The buttons.
    #[prop(optional)]
    actions: Vec<Built>,
) -> impl IntoView {
    let tells = error.works_at.is_none() && sends_to_whoever_runs_it(error.code);
    let note = error.request_id.filter(|_| tells).map(|id| reference(panel, id));
    let text = match error.works_at {
        Some(url) => panel.live(move |panel| panel.fill(Message::WorksAt, &[("url", &url)]).into()),
        None => panel.say(instead.unwrap_or_else(|| Message::result(error.code))),
    };
    view! { <BannerView tone=Tone::Bad text note code=Some(error.code) actions /> }.erase()
}

/// Under which reference the log of the backend has what failed.
pub(super) fn reference(panel: PanelRef, id: String) -> Live<Text> {
    panel.live(move |panel| panel.fill(Message::RequestId, &[("id", &id)]).into())
}

/// Whether the sentence of a code sends the user to somebody who can look into the log of the backend.
pub(super) const fn sends_to_whoever_runs_it(code: ResultCode) -> bool {
    matches!(
        code,
        ResultCode::Internal
            | ResultCode::BadResponse
            | ResultCode::Forbidden
            | ResultCode::CspBlocked
    )
}

/// A button of a banner.
pub(super) fn action(
    panel: PanelRef,
    label: Live<Text>,
    act: impl Fn(&Rc<Panel>) + 'static,
) -> Built {
    let click = panel.on(move |panel, _: MouseEvent| act(panel));
    view! {
        <button class=part("button plain") type="button" on:click=click>
            {label}
        </button>
    }
    .erase()
}
