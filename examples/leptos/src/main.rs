//! A Leptos app with the panel as a component: what was saved, and which of it is on the panel.

use std::rc::Rc;

use leptos::prelude::*;
use teamwork_connect::{ConnectionPanel, PanelEvent, PanelOptions};

fn main() {
    leptos::mount::mount_to_body(App);
}

/// A saved connection.
#[derive(Clone, PartialEq)]
struct Saved {
    id: String,
    name: String,
    status: &'static str,
}

#[component]
fn App() -> impl IntoView {
    let list = RwSignal::new(Vec::<Saved>::new());
    let keep = move |event| {
        if let PanelEvent::Saved { connection } | PanelEvent::Authorized { connection } = event {
            let status = connection.status.as_str();
            let saved = Saved { id: connection.id, name: connection.name, status };
            list.update(|list| {
                list.retain(|other| other.id != saved.id);
                list.push(saved);
            });
        }
        // Only to leaving the panel could be said no.
        true
    };
    let own_words = |key: &str| (key == "title.create").then(|| "Connect to Teamwork".to_owned());
    let options = PanelOptions {
        messages: Some(Rc::new(own_words)),
        on_event: Rc::new(keep),
        ..PanelOptions::new("/api")
    };
    let panel = StoredValue::new_local(options.handle.clone());
    let open = move |id| panel.with_value(|panel| panel.open(id));

    view! {
        <main>
            <ConnectionPanel options />
            <h2>"Saved connections"</h2>
            <ul>
                {move || list.get().into_iter().map(|saved| item(saved, open)).collect_view()}
            </ul>
            <button on:click=move |_| open(None)>"New connection"</button>
        </main>
    }
}

fn item(saved: Saved, open: impl Fn(Option<String>) + 'static) -> impl IntoView {
    let Saved { id, name, status } = saved;
    view! {
        <li>
            {format!("{name} ({status}) ")}
            <button on:click=move |_| open(Some(id.clone()))>{format!("Edit {name}")}</button>
        </li>
    }
}
