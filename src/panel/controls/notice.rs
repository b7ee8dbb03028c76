//! Notices beside a setting: what is worth knowing, and no error.

use leptos::prelude::*;

use super::{Icon, IconKind};
use crate::text::Text;
use crate::view::{Built, Erase, Live, part};

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeKind {
    /// Something may not be as it was meant.
    Warning,
    /// Something was done for the user.
    Information,
}

/// A notice.
#[component]
pub(crate) fn Notice(
    kind: NoticeKind,
    /// What it says. Without words, nothing is seen of it.
    text: Live<Text>,
    /// Whether it is a live region by itself, which has to be there before its words.
    #[prop(optional)]
    live: bool,
    /// A button that does what the notice suggests.
    #[prop(optional)]
    action: Option<Built>,
) -> impl IntoView {
    let (look, icon) = match kind {
        NoticeKind::Warning => (part("notice"), IconKind::Bang),
        NoticeKind::Information => (part("notice info"), IconKind::Tick),
    };
    view! {
        <div class=look role=live.then_some("status")>
            <span class=part("grow")>
                <Icon kind=icon />
                <span>{text}</span>
            </span>
            {action}
        </div>
    }
    .erase()
}
