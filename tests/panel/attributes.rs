//! Attributes that an app sets on the component.

use leptos::mount::mount_to;
use leptos::prelude::*;
use teamwork_connect::ConnectionPanel;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use crate::stage::{Backend, settled};

/// Mounts an app in an element of the page, checks the panel's outermost element, and unmounts the app.
async fn look<V: IntoView + 'static>(app: fn() -> V, look: fn(&Element)) {
    let _backend = Backend::new();
    let document = web_sys::window().unwrap().document().unwrap();
    let place: HtmlElement = document.create_element("div").unwrap().unchecked_into();
    document.body().unwrap().append_child(&place).unwrap();
    let owner = Owner::new();
    let view = owner.with(|| mount_to(place.clone(), app));
    settled().await;
    look(&place.first_element_child().unwrap());
    drop(view);
    owner.cleanup();
    place.remove();
}

#[wasm_bindgen_test]
async fn attributes_are_on_the_outermost_element() {
    look(
        || {
            let spread = view! { <{..} title="Teamwork" /> };
            view! {
                <ConnectionPanel backend="/api" attr:data-x="1" {..spread} {..} class:wide=true id="mine" />
            }
        },
        |root| {
            for (name, value) in [
                ("class", "tc-panel wide"),
                ("part", "panel"),
                ("role", "form"),
                ("data-x", "1"),
                ("title", "Teamwork"),
                ("id", "mine"),
            ] {
                assert_eq!(root.get_attribute(name).as_deref(), Some(value), "{name}");
            }
            assert!(root.query_selector(".tc-body").unwrap().is_some());
        },
    )
    .await;
}

#[wasm_bindgen_test]
async fn a_class_does_not_replace_the_default_one() {
    look(
        || view! { <ConnectionPanel backend="/api" attr:class="mine" /> },
        |root| assert_eq!(root.class_name(), "mine tc-panel"),
    )
    .await;
}
