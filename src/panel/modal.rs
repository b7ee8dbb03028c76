//! Dialogs that have to be answered before anything else.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::tag::Tag;

/// A `<dialog>` that is open while `is_open` says so. The browser keeps the focus inside, and gives it
/// back to where it was.
pub(super) fn modal(dialog: Tag, is_open: impl Fn() -> bool + 'static) -> Tag {
    let element = dialog.element().clone();
    dialog.follow(Box::new(move || {
        let open = is_open();
        let Some(dialog) = element.dyn_ref::<HtmlDialogElement>() else { return };
        match (open, dialog.open()) {
            // Refused only while the panel is not on a page, where nobody sees a dialog either.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    }))
}
