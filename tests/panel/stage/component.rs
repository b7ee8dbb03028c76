//! The panel as a Leptos app has it: the component, without a custom element.

use std::any::Any;
use std::ops::Deref;

use leptos::mount::mount_to;
use leptos::prelude::*;
use teamwork_connect::panel::PanelHandle;
use teamwork_connect::{ConnectionPanel, PanelOptions};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ShadowRootInit, ShadowRootMode};

use super::languages::catalogue;
use super::panel::Panel;
use super::windows::Windows;
use super::witness::Witness;
use super::{Clock, Host, Stage, restore_all, settled};

/// A stage whose panel is a component, and the handle on it.
pub(crate) struct Component {
    stage: Stage,
    pub(crate) handle: PanelHandle,
    owner: Owner,
    // Its type has a parameter that cannot be named.
    view: Option<Box<dyn Any>>,
}

impl Stage {
    /// A component with these options, as far as this host lets it come.
    pub(crate) async fn component(host: Host, options: PanelOptions) -> Component {
        Component::mount(host, options, None).await
    }

    /// As [`component`](Self::component), with time that passes when the test says so.
    pub(crate) async fn timed_component(host: Host, options: PanelOptions) -> Component {
        Component::mount(host, options, Some(Clock::stop())).await
    }
}

impl Component {
    async fn mount(host: Host, options: PanelOptions, clock: Option<Clock>) -> Self {
        Panel::remove_all();
        if clock.is_none() {
            restore_all();
        }
        let (witness, windows) = (Witness::new(), Windows::new());
        let element = element();
        let parent = element
            .attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open))
            .unwrap()
            .unchecked_into();
        let handle = options.handle.clone();
        let owner = Owner::new();
        let view = owner.with(|| mount_to(parent, move || view! { <ConnectionPanel options /> }));
        settled().await;
        let stage = Stage { host, windows, clock, panel: Panel { element }, witness };
        Self { stage, handle, owner, view: Some(Box::new(view)) }
    }

    /// Goes over to one of the project's languages.
    pub(crate) async fn speak(&self, tag: &str) {
        self.handle.set_language(tag, catalogue(tag));
        settled().await;
    }
}

/// An element of the page to mount something in.
fn element() -> HtmlElement {
    let document = web_sys::window().unwrap().document().unwrap();
    let element = document.create_element("div").unwrap();
    element.set_class_name("component");
    document.body().unwrap().append_child(&element).unwrap();
    element.unchecked_into()
}

impl Deref for Component {
    type Target = Stage;

    fn deref(&self) -> &Stage {
        &self.stage
    }
}

impl Drop for Component {
    fn drop(&mut self) {
        drop(self.view.take());
        // What an app does with the part of it that has the component.
        self.owner.cleanup();
        self.stage.element.remove();
    }
}
