//! Banners: a sentence about the connection as a whole, with actions.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use std::rc::Rc;

use teamwork_connect_core::ResultCode;

use crate::backend_api::ApiError;
use crate::panel::controls::{Icon, IconKind};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Built, Erase, Live, part};

/// The tone of a banner.
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
    /// The text.
    text: Live<Text>,
    /// A note below the text, in smaller type.
    #[prop(optional_no_strip)]
    note: Option<Live<Text>>,
    /// The result code.
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

/// Says that something failed, with the reference to quote when asking for help.
#[component]
pub(super) fn Failure(
    panel: PanelRef,
    error: ApiError,
    /// Replaces the code's own sentence.
    #[prop(optional_no_strip)]
    instead: Option<Message>,
    /// The buttons.
    #[prop(optional)]
    actions: Vec<Built>,
) -> impl IntoView {
    let tells = error.works_at.is_none() && asks_the_administrator(error.code);
    let note = error.request_id.filter(|_| tells).map(|id| reference(panel, id));
    let text = match error.works_at {
        Some(url) => panel.live(move |panel| panel.fill(Message::WorksAt, &[("url", &url)]).into()),
        None => panel.say(instead.unwrap_or_else(|| Message::result(error.code))),
    };
    view! { <BannerView tone=Tone::Bad text note code=Some(error.code) actions /> }.erase()
}

/// The reference under which the failure is in the backend's log.
pub(super) fn reference(panel: PanelRef, id: String) -> Live<Text> {
    panel.live(move |panel| panel.fill(Message::RequestId, &[("id", &id)]).into())
}

/// Whether the sentence of a code tells the user to contact an administrator, who can read the backend's log.
pub(super) const fn asks_the_administrator(code: ResultCode) -> bool {
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
