//! The API key field: the one place that touches a secret.
//!
//! The key is never in a signal. It is in the input and nowhere else until it is sent; what signals
//! know is whether there is one.

use teamwork_connect_core::trim_outer_space;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use zeroize::Zeroizing;

use super::slot::{Kept, Slot};

/// A handle on the input, wherever it is on the page at the moment.
#[derive(Clone, Copy)]
pub(crate) struct ApiKeyField {
    input: Kept<Option<HtmlInputElement>>,
    typed: Slot<bool>,
    trimmed: Slot<bool>,
}

impl ApiKeyField {
    pub(crate) fn new() -> Self {
        Self { input: Kept::new(None), typed: Slot::new(false), trimmed: Slot::new(false) }
    }

    /// Takes notice of where the input is.
    pub(crate) fn is_at(self, input: &Element) {
        self.input.set(input.dyn_ref::<HtmlInputElement>().cloned());
    }

    /// Whether something is in the field.
    pub(crate) fn is_typed(self) -> bool {
        self.typed.get_untracked()
    }

    /// Whether white space around the key was removed.
    pub(crate) fn was_trimmed(self) -> bool {
        self.trimmed.get()
    }

    /// Reads the key, to check or send it. Overwritten when dropped.
    pub(crate) fn read(self) -> Zeroizing<String> {
        let input = self.input.get().flatten();
        Zeroizing::new(input.map(|input| input.value()).unwrap_or_default())
    }

    /// Takes notice of what was typed or pasted, and removes white space around it.
    pub(crate) fn on_input(self) {
        let text = self.read();
        let key = trim_outer_space(&text);
        let trimmed = key.len() != text.len();
        if trimmed && let Some(input) = self.input.get().flatten() {
            input.set_value(key);
        }
        self.typed.set(!key.is_empty());
        // The notice stays until the key is changed again.
        self.trimmed.set(trimmed);
    }

    /// Blanks the field.
    pub(crate) fn clear(self) {
        if let Some(input) = self.input.get().flatten() {
            input.set_value("");
        }
        self.typed.set(false);
        self.trimmed.set(false);
    }
}
