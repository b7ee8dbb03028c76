//! Something that is shown when it is asked for.

use std::rc::Rc;

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

use crate::panel::state::PanelRef;
use crate::text::Message;
use crate::view::{Erase, Part, Template, Tracked, When, part};

/// A disclosure. What is in it is built when it is first opened.
#[component]
pub(crate) fn Disclosure(
    panel: PanelRef,
    /// How it looks.
    look: Part,
    /// What it is called.
    summary: Message,
    /// What it shows.
    children: Template,
) -> impl IntoView {
    let opened: Rc<Tracked<bool>> = Rc::default();
    let (by_click, by_script) = (Rc::clone(&opened), Rc::clone(&opened));
    // A click comes before the browser opens it, so that it opens with all that is in it. Scripts and a search in the page
    // open it without one.
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
