//! The panel as a Leptos component, without a custom element.

use std::any::Any;
use std::ops::Deref;

use leptos::mount::mount_to;
use leptos::prelude::*;
use teamwork_connect::{Catalogue, ConnectionPanel, Language};
use teamwork_connect_core::wire::AuthorizationMode;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ShadowRootInit, ShadowRootMode};

use super::languages::catalogue;
use super::panel::Panel;
use super::windows::Windows;
use super::witness::Witness;
use super::{Backend, Clock, Stage, restore_all, settled};

/// The initial props of the component.
#[derive(Clone)]
pub(crate) struct Props {
    pub(crate) connection_id: Option<String>,
    pub(crate) language: Language,
    pub(crate) messages: Option<Catalogue>,
    pub(crate) authorize: AuthorizationMode,
}

impl Default for Props {
    fn default() -> Self {
        Self {
            connection_id: None,
            language: Language::default(),
            messages: None,
            authorize: AuthorizationMode::Popup,
        }
    }
}

/// A stage whose panel is a component, and the signals passed to it.
pub(crate) struct Component {
    stage: Stage,
    language: RwSignal<Language>,
    pub(crate) messages: RwSignal<Option<Catalogue>>,
    owner: Owner,
    // Its type has a parameter that cannot be named.
    view: Option<Box<dyn Any>>,
}

impl Stage {
    /// A component with these props, loaded as far as this backend allows.
    pub(crate) async fn component(backend: Backend, props: Props) -> Component {
        Component::mount(backend, props, None).await
    }

    /// Like [`component`](Self::component), with a clock controlled by the test.
    pub(crate) async fn timed_component(backend: Backend, props: Props) -> Component {
        Component::mount(backend, props, Some(Clock::stop())).await
    }
}

impl Component {
    async fn mount(backend: Backend, props: Props, clock: Option<Clock>) -> Self {
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
        let Props { connection_id, language, messages, authorize } = props;
        let owner = Owner::new();
        let (language, messages) =
            owner.with(|| (RwSignal::new(language), RwSignal::new(messages)));
        let app = move || {
            view! {
                <ConnectionPanel backend="/api" connection_id authorize language messages />
            }
        };
        let view = owner.with(|| mount_to(parent, app));
        settled().await;
        let stage = Stage { backend, windows, clock, panel: Panel { element }, witness };
        Self { stage, language, messages, owner, view: Some(Box::new(view)) }
    }

    /// Switches to one of the project's languages.
    pub(crate) async fn speak(&self, tag: &str) {
        self.set_language(Language { tag: tag.to_owned(), texts: catalogue(tag) }).await;
    }

    /// Switches to another language.
    pub(crate) async fn set_language(&self, language: Language) {
        self.language.set(language);
        settled().await;
    }

    /// Sets other texts of the app.
    pub(crate) async fn set_messages(&self, messages: Option<Catalogue>) {
        self.messages.set(messages);
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
        // What an app does when it removes the component.
        self.owner.cleanup();
        self.stage.element.remove();
    }
}
