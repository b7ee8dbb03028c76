//! Modal dialogs.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::{Owner, on_cleanup};
use leptos::tachys::view::Render;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlDialogElement};

use super::call::Give;
use super::scope::Scope;
use super::{Built, Erase, Live};

/// Makes a `<dialog>` modal and provides its content, which is built when it opens. The browser keeps focus
/// inside, and returns it to where it was.
///
/// This is the parameter of a directive: `<dialog use:modal=Modal::new(open, content)>`.
#[derive(Clone)]
pub(crate) struct Modal {
    open: Live<bool>,
    content: Rc<dyn Give<Built>>,
}

impl Modal {
    /// A dialog that is open while `open` is true.
    pub(crate) fn new<V>(open: Live<bool>, content: impl Fn() -> V + 'static) -> Self
    where
        V: Render<State: 'static>,
    {
        Self { open, content: Rc::new(move || content().erase()) }
    }
}

/// Whether a `close` event still applies: it arrives late, and the dialog may be open again by then.
pub(crate) fn is_closed(event: &Event) -> bool {
    let dialog = event.target().and_then(|it| it.dyn_into::<HtmlDialogElement>().ok());
    !dialog.is_some_and(|dialog| dialog.open())
}

/// Makes a `<dialog>` modal.
pub(crate) fn modal(element: Element, modal: Modal) {
    let Ok(dialog) = element.dyn_into::<HtmlDialogElement>() else { return };
    let owner = Owner::current().unwrap_or_default();
    let Modal { open, content } = modal;
    let shown: RefCell<Option<Scope>> = RefCell::new(None);
    let watch = open.follow(move |open| {
        if open && shown.borrow().is_none() {
            let scope = Scope::build(&owner, Box::new(|| content.give()));
            scope.insert(&dialog, None);
            shown.replace(Some(scope));
        }
        match (open, dialog.open()) {
            // Fails only while the panel is not in a page, where no dialog is visible anyway.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
        if !open {
            shown.take();
        }
    });
    on_cleanup(move || drop(watch));
}
