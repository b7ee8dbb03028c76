//! The title and the logo.

use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;

use super::standing::Standing;
use crate::panel::controls::{Icon, IconKind};
use crate::panel::state::{Panel, PanelRef};
use crate::text::Message;
use crate::view::{Erase, part};

/// The heading, at the level that the page asks for.
#[component]
pub(crate) fn Header(panel: PanelRef) -> impl IntoView {
    let level = panel.live(|panel| panel.heading_level.get().clamp(1, 6).to_string());
    let without_form = panel.live(|panel| !panel.has_form());
    view! {
        <header class=part("header")>
            <span class=part("mark")>
                <Icon kind=IconKind::Plug />
            </span>
            <div>
                <div
                    class=part("title")
                    id=panel.id("title")
                    role="heading"
                    tabindex="-1"
                    {..custom_attribute("aria-level", level)}
                >
                    {panel.say_live(|panel| Some(title(panel)))}
                </div>
                <p class=part("help")>
                    {panel.say(Message::Product)}
                    <span hidden=without_form>" · " {panel.say(Message::RequiredNote)}</span>
                </p>
                <Standing panel />
            </div>
        </header>
    }
    .erase()
}

fn title(panel: &Panel) -> Message {
    if panel.authorization.is_under_way() {
        Message::TitleConnect
    } else if panel.connection.is_saved() || !panel.has_form() {
        Message::TitleEdit
    } else {
        Message::TitleCreate
    }
}
