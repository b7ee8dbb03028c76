//! A secret field. The secret exists only in its input until it is sent.

use std::cell::RefCell;

use teamwork_connect_core::trim_outer_space;
use zeroize::Zeroizing;

use crate::view::Tracked;

/// The state of a secret field. The secret itself is in no signal.
#[derive(Default)]
pub(crate) struct SecretField {
    /// The input, while it is in the page.
    input: RefCell<Option<Box<dyn SecretInput>>>,
    typed: Tracked<bool>,
    trimmed: Tracked<bool>,
}

/// The input that holds a secret.
pub(crate) trait SecretInput {
    /// Returns the secret. The copy is overwritten on drop.
    fn read(&self) -> Zeroizing<String>;

    /// Replaces its content.
    fn write(&self, text: &str);
}

impl SecretField {
    /// Attaches the input once it is in the page.
    pub(crate) fn attach(&self, input: impl SecretInput + 'static) {
        self.input.replace(Some(Box::new(input)));
    }

    /// Whether the field has content.
    pub(crate) fn is_typed(&self) -> bool {
        self.typed.get_untracked()
    }

    /// Whether the field has content, tracked.
    pub(crate) fn follow_typed(&self) -> bool {
        self.typed.get()
    }

    /// Whether white space around the secret was removed.
    pub(crate) fn was_trimmed(&self) -> bool {
        self.trimmed.get()
    }

    /// Reads the secret, to check or send it. The copy is overwritten on drop.
    pub(crate) fn read(&self) -> Zeroizing<String> {
        self.input.borrow().as_ref().map(|input| input.read()).unwrap_or_default()
    }

    /// Handles typing and pasting, and removes white space around the secret.
    pub(crate) fn on_input(&self) {
        let text = self.read();
        let secret = trim_outer_space(&text);
        let trimmed = secret.len() != text.len();
        if trimmed {
            self.write(secret);
        }
        self.typed.set(!secret.is_empty());
        // The notice stays until the secret changes again.
        self.trimmed.set(trimmed);
    }

    /// Clears the field.
    pub(crate) fn clear(&self) {
        self.write("");
        self.typed.set(false);
        self.trimmed.set(false);
    }

    fn write(&self, text: &str) {
        if let Some(input) = &*self.input.borrow() {
            input.write(text);
        }
    }
}
