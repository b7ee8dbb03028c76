//! A Leptos app with the panel, and what came of it.

use std::rc::Rc;

use leptos::prelude::*;
use teamwork_connect::{ConnectionPanel, PanelEvent, PanelOptions};

fn main() {
    leptos::mount::mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let said = RwSignal::new(String::new());
    let options = PanelOptions {
        on_event: Rc::new(move |event| {
            if let PanelEvent::Saved { connection } | PanelEvent::Authorized { connection } = event
            {
                said.set(format!("{} is {}.", connection.name, connection.status));
            }
            true
        }),
        ..PanelOptions::new("/api")
    };
    view! {
        <main>
            <h1>"Connect to Teamwork.com"</h1>
            <ConnectionPanel options />
            <p role="status">{said}</p>
        </main>
    }
}
