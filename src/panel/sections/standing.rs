//! The status of the connection being edited.

use leptos::prelude::*;
use teamwork_connect_core::wire::{Connection, ConnectionStatus};

use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Erase, When, part};

/// Shows whether it works, when that was last checked, and who signed in.
#[component]
pub(crate) fn Standing(panel: PanelRef) -> impl IntoView {
    let is_known = panel.live(|panel| panel.connection.is_saved() && panel.has_form());
    view! {
        <When is=is_known>
            <Line panel />
        </When>
    }
    .erase()
}

#[component]
fn Line(panel: PanelRef) -> impl IntoView {
    let text = panel.live(|panel| -> Text {
        let said = panel.connection.saved.with(|saved| {
            let saved = saved.as_ref()?;
            Some(standing(panel, &saved.connection))
        });
        said.unwrap_or_default().into()
    });
    view! { <p class=part("help standing")>{text}</p> }.erase()
}

fn standing(panel: &Panel, connection: &Connection) -> String {
    let status = match connection.status {
        ConnectionStatus::Online => Message::StandingOnline,
        ConnectionStatus::Offline => Message::StandingOffline,
        ConnectionStatus::Untested => Message::StandingUntested,
    };
    let mut said = panel.say(status).into_owned();
    let mut add = |more: String| {
        said.push_str(" · ");
        said.push_str(&more);
    };
    let time = connection.checked_at.as_ref();
    if let Some(time) = time.and_then(|time| panel.texts.with(|texts| texts.time(time))) {
        add(panel.fill(Message::StandingChecked, &[("time", &time)]));
    }
    if let Some(name) = &connection.signed_in_as {
        let site = connection.site_url.as_deref().unwrap_or_default();
        let who = format!("{name}, {}", site.strip_prefix("https://").unwrap_or(site));
        add(panel.fill(Message::ConnectedAs, &[("name", &who)]));
    }
    said
}
