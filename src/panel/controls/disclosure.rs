//! Content that is shown on demand.

use std::rc::Rc;

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

use crate::panel::state::PanelRef;
use crate::text::Message;
use crate::view::{Erase, Part, Template, Tracked, When, part};

/// A disclosure. Its content is built when it is first opened.
#[component]
pub(crate) fn Disclosure(
    panel: PanelRef,
    /// Its parts and classes.
    look: Part,
    /// The label.
    summary: Message,
    /// The content.
    children: Template,
) -> impl IntoView {
    let opened: Rc<Tracked<bool>> = Rc::default();
    let (by_click, by_script) = (Rc::clone(&opened), Rc::clone(&opened));
    // The click event fires before the browser opens the disclosure, so its content is ready in time. A script or
    // find-in-page opens it without a click.
    let click = panel.on(move |_, _: MouseEvent| by_click.set(true));
    let toggle = panel.on(move |_, _: Event| by_script.set(true));
    view! {
        <details class=look on:toggle=toggle>
            <summary class=part("disclosure") on:click=click>
                {panel.say(summary)}
            </summary>
            <When is=panel.live(move |_| opened.get()) children />
        </details>
    }
    .erase()
}
