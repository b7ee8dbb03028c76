//! Notices beside a setting: worth knowing, but not errors.

use leptos::prelude::*;

use super::{Icon, IconKind};
use crate::text::Text;
use crate::view::{Built, Erase, Live, part};

/// The kind of a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoticeKind {
    /// Something may not be as intended.
    Warning,
    /// Something was done for the user.
    Information,
}

/// A notice.
#[component]
pub(crate) fn Notice(
    kind: NoticeKind,
    /// The text. Without text, the notice is hidden.
    text: Live<Text>,
    /// Whether it is a live region of its own, which must be in the page before its text.
    #[prop(optional)]
    live: bool,
    /// A button that applies the notice's suggestion.
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
