//! Links that open in a new tab.

use std::rc::Rc;

use leptos::prelude::*;
use teamwork_connect_core::WebAddress;

use super::{Icon, IconKind};
use crate::panel::state::{Panel, PanelRef};
use crate::text::{Message, Text};
use crate::view::{Each, Erase, Fixed, Part, part};

/// The target of a link, once it is known.
type Address = Box<dyn Fn(&Panel) -> Option<WebAddress>>;

/// A link that opens in a new tab. Without a target it is plain text.
#[component]
pub(crate) fn Link(
    panel: PanelRef,
    /// Its parts and classes.
    look: Part,
    /// The link text.
    text: Message,
    /// The target.
    url: Address,
) -> Each {
    let url = Rc::new(url);
    let key = Rc::clone(&url);
    // A new target makes a new link.
    let key = move |panel: &Panel| {
        Some(key(panel).map_or_else(Text::default, |url| url.as_str().to_owned().into()))
    };
    panel.swap(key, move |now| match url(now) {
        None => view! { <span>{panel.say(text)}</span> }.erase(),
        Some(url) => view! {
            <a
                class=look.clone()
                href=Fixed::from(url.as_str().to_owned())
                target="_blank"
                rel="noopener noreferrer"
            >
                {panel.say(text)}
                <span class=part("hidden")>" " {panel.say(Message::NewWindow)}</span>
                <Icon kind=IconKind::Out />
            </a>
        }
        .erase(),
    })
}
