//! What a server renders as a placeholder for the panel.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use teamwork_connect::{CancelEvent, Catalogue, ConnectionPanel, DoneEvent, PanelHandle, Theme};
use teamwork_connect_core::wire::Connection;

#[test]
fn the_placeholder_is_empty() {
    let html = Owner::new().with(|| view! { <ConnectionPanel backend="/api" /> }.to_html());
    assert_eq!(html, r#"<div part="panel" aria-busy="true" class="tc-panel"></div>"#);
}

#[test]
fn the_placeholder_has_the_attributes_of_the_app() {
    let html = Owner::new().with(|| {
        let spread = view! { <{..} title="Teamwork" /> };
        view! { <ConnectionPanel backend="/api" attr:data-x="1" {..spread} {..} class:wide=true id="panel" /> }
            .to_html()
    });
    assert_eq!(
        html,
        r#"<div part="panel" aria-busy="true" data-x="1" title="Teamwork" id="panel" class="tc-panel wide"></div>"#
    );
}

#[test]
fn a_class_of_the_app_replaces_the_default_class() {
    let html = Owner::new()
        .with(|| view! { <ConnectionPanel backend="/api" attr:class="mine" /> }.to_html());
    assert_eq!(html, r#"<div part="panel" aria-busy="true" class="mine"></div>"#);
}

/// Leptos cleans up when a response has been sent, on whichever thread finishes it.
#[test]
fn a_request_may_end_on_another_thread() {
    let owner = Owner::new();
    let html = owner.with(|| {
        let editing = RwSignal::new(None::<String>);
        let texts: Catalogue = Arc::new(|_| None);
        let of_one_thread = Rc::new(());
        let (one, other) = (Rc::clone(&of_one_thread), of_one_thread);
        let panel = PanelHandle::new();
        view! {
            <ConnectionPanel
                backend="/api"
                connection_id=editing
                theme=Theme::Dark
                messages=Some(texts)
                on_saved=move |_: Connection| drop(Rc::clone(&one))
                on_cancel=move |_: CancelEvent| drop(Rc::clone(&other))
                on_done=|_: DoneEvent| {}
                handle=panel
            />
        }
        .to_html()
    });
    assert!(html.contains("tc-panel"), "{html}");
    std::thread::spawn(move || owner.cleanup()).join().unwrap();
}
