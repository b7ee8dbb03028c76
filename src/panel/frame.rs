//! The panel as a whole.

use std::cell::Cell;
use std::rc::Rc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::actions::outside::PanelOutside;
use super::actions::reply::give_up_on_all;
use super::actions::{load, prefill, save};
use super::controls::is_enter;
use super::events::PanelEvent;
use super::model::Author;
use super::options::Options;
use super::sections::{
    AuthorizationSteps, Banners, ClientDialogView, ErrorSummary, Footer, Header, QuestionDialog,
    TestReportView,
};
use super::settings::Settings;
use super::state::{Panel, PanelRef, Setup};
use crate::backend_api::BackendApi;
use crate::browser::listener::Listener;
use crate::browser::secret_events;
use crate::view::{BrowserOnly, Erase, Part, Watch, When, part};

/// Starts a panel, which ends with the current owner.
pub(super) fn start(options: Options) -> Rc<Panel> {
    let setup = Setup {
        backend: BackendApi::new(&options.backend, options.credentials.into(), options.get_headers),
        authorize: options.authorize,
        return_key: options.return_key,
        emit: options.emit,
    };
    let panel = Panel::new(setup, PanelOutside);
    panel.set_theme(options.theme);
    panel.set_heading_level(options.heading_level);
    panel.set_language(options.language);
    panel.set_messages(options.messages);
    panel.set_links(options.links);
    panel.set_choices(options.choices);
    panel.set_locked(options.locked);
    load::arrive(&panel, options.connection_id);
    if let Some(value) = options.value {
        prefill::prefill(&panel, value, Author::Page);
    }
    let watch = watch_dirty(&panel);
    on_cleanup(move || drop(watch));
    let ending = SendWrapper::new(Rc::clone(&panel));
    on_cleanup(move || {
        ending.api_key.clear();
        ending.authorization.forget();
        give_up_on_all(&ending);
    });
    panel
}

/// Tells the page when the panel begins or ceases to have unsaved changes.
fn watch_dirty(panel: &Rc<Panel>) -> Watch {
    let (panel, told) = (Rc::downgrade(panel), Cell::new(false));
    Watch::new(Box::new(move || {
        let Some(panel) = panel.upgrade() else { return };
        let dirty = panel.follow_dirty();
        if told.replace(dirty) != dirty {
            panel.emit(PanelEvent::Dirty { dirty });
        }
    }))
}

/// A panel on the page.
#[component]
pub(super) fn Frame(panel: PanelRef) -> impl IntoView {
    let language = panel.live(|panel| panel.texts.with(|texts| texts.language()));
    let direction = panel.live(|panel| panel.texts.with(|texts| texts.direction()));
    let busy =
        panel.live(|panel| if panel.session.busy.get().is_some() { "true" } else { "false" });
    let keydown = panel.on(|panel, event: KeyboardEvent| {
        keep_typing_inside(panel, event.clone());
        save_on_enter(panel, event);
    });
    let [keypress, keyup] = [(), ()].map(|()| panel.on(keep_typing_inside));
    let content = move || view! { <Content panel /> };
    view! {
        <div
            class=part("panel")
            role="form"
            aria-labelledby=panel.id("title")
            lang=language
            dir=direction
            aria-busy=busy
            data-theme=panel.live(|panel| panel.theme.get().as_str())
            on:keydown=keydown
            on:keypress=keypress
            on:keyup=keyup
            use:attach_root=panel
        >
            {BrowserOnly::new(content)}
        </div>
    }
}

#[component]
fn Content(panel: PanelRef) -> impl IntoView {
    let has_form = panel.live(|panel| panel.has_form());
    view! {
        <Header panel />
        <div class=part("body")>
            <ErrorSummary panel />
            <When is=has_form>
                <Settings panel />
            </When>
            <AuthorizationSteps panel />
            <TestReportView panel />
            <Banners panel />
        </div>
        <Footer panel />
        <ClientDialogView panel />
        <QuestionDialog panel />
    }
    .erase()
}

/// Saves when Enter is pressed in a text field, as in a form. The panel is not a `<form>`, because browsers offer
/// to save what is in a form's password field.
fn save_on_enter(panel: &Rc<Panel>, event: KeyboardEvent) {
    // A field that uses Enter for something else has prevented the default.
    if is_in_text_field(&event) && is_enter(&event) && !event.default_prevented() {
        save::press(panel, panel.save_authorizes());
    }
}

/// Stops key events from text fields, so that the page does not treat typing as shortcuts. From outside the shadow
/// root, the page can't tell that the target is a text field.
fn keep_typing_inside(_: &Rc<Panel>, event: KeyboardEvent) {
    let is_character = event.key().chars().nth(1).is_none();
    if is_character && !event.ctrl_key() && !event.meta_key() && is_in_text_field(&event) {
        event.stop_propagation();
    }
}

fn is_in_text_field(event: &KeyboardEvent) -> bool {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| matches!(&*input.type_(), "text" | "password"))
}

/// Sets the panel's root element, adopts its style sheet, and contains secrets.
fn attach_root(element: Element, panel: PanelRef) {
    let Some(panel) = panel.get() else { return };
    let guards = SendWrapper::new(guard_secrets(&panel, &element));
    on_cleanup(move || drop(guards));
    panel.root.replace(Some(element));
    panel.spawn(async move |panel| {
        // The root that needs the style sheet is known only once the element is in the page.
        leptos::task::tick().await;
        panel.adopt_style();
        if let Some(root) = &*panel.root.borrow() {
            // The app's `attr:class` has replaced the panel's own class.
            Part::restore("panel", root);
        }
    });
}

/// Guards secrets against anything that would store or leak them, as long as the panel is in the page.
fn guard_secrets(panel: &Rc<Panel>, root: &Element) -> Vec<Listener> {
    let mut guards = secret_events::keep_inside(root);
    if let Some(window) = web_sys::window() {
        let panel = Rc::downgrade(panel);
        // The page may enter the back/forward cache, which restores typed passwords.
        guards.push(Listener::new(&window, "pagehide", move |_| {
            let Some(panel) = panel.upgrade() else { return };
            panel.api_key.clear();
            panel.clients.secret.clear();
            if let Some(pending) = &mut *panel.connection.pending.borrow_mut() {
                pending.forget_body();
            }
            if let Some(pending) = &mut *panel.clients.pending.borrow_mut() {
                pending.forget_body();
            }
        }));
    }
    guards
}
