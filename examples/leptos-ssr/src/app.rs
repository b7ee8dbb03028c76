//! The app: the saved connections, and the one in the panel.

use std::sync::Arc;

use leptos::prelude::*;
use teamwork_connect::{Catalogue, ConnectionPanel};
use teamwork_connect_core::wire::Connection;

/// The document around the app. Only the server renders it.
pub fn shell() -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <title>"teamwork-connect in Leptos, rendered on a server"</title>
                <link rel="icon" href="data:," />
                <script type="module">
                    "import init, { hydrate } from '/pkg/leptos_ssr.js'; await init(); hydrate();"
                </script>
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}

/// The same on the server and in the browser.
#[component]
pub fn App() -> impl IntoView {
    let connections = RwSignal::new(Vec::<Connection>::new());
    let editing = RwSignal::new(None::<String>);
    let keep = move |connection: Connection| {
        editing.set(Some(connection.id.clone()));
        connections.update(|connections| {
            connections.retain(|other| other.id != connection.id);
            connections.push(connection);
        });
    };
    let texts: Catalogue =
        Arc::new(|key| (key == "title.create").then(|| "Connect to Teamwork".to_owned()));

    view! {
        <main>
            <ConnectionPanel
                backend="/api"
                connection_id=editing
                messages=Some(texts)
                on_saved=keep
                on_authorized=keep
                attr:data-rendered="on a server"
            />
            <h2>"Saved connections"</h2>
            <ul>
                <For
                    each=move || connections.get()
                    key=|connection| (connection.id.clone(), connection.name.clone(), connection.status)
                    let:connection
                >
                    <SavedConnection connection edit=move |id| editing.set(Some(id)) />
                </For>
            </ul>
            <button on:click=move |_| editing.set(None)>"New connection"</button>
        </main>
    }
}

/// A connection in the list.
#[component]
fn SavedConnection(
    connection: Connection,
    /// Called with its ID when the user wants to edit it.
    edit: impl Fn(String) + Send + 'static,
) -> impl IntoView {
    let Connection { id, name, status, .. } = connection;
    view! {
        <li>
            {format!("{name} ({status}) ")}
            <button on:click=move |_| edit(id.clone())>{format!("Edit {name}")}</button>
        </li>
    }
}
