//! A field for a secret. The secret is in its input and nowhere else until it is sent.

use std::cell::RefCell;

use teamwork_connect_core::trim_outer_space;
use zeroize::Zeroizing;

use crate::view::Tracked;

/// What is known of a field for a secret. The secret itself is in no signal.
#[derive(Default)]
pub(crate) struct SecretField {
    /// The input, while it is on the page.
    input: RefCell<Option<Box<dyn SecretInput>>>,
    typed: Tracked<bool>,
    trimmed: Tracked<bool>,
}

/// The input that holds a secret.
pub(crate) trait SecretInput {
    /// What is in it. Overwritten when dropped.
    fn read(&self) -> Zeroizing<String>;

    /// Puts something else in it.
    fn write(&self, text: &str);
}

impl SecretField {
    /// The input is on the page.
    pub(crate) fn attach(&self, input: impl SecretInput + 'static) {
        self.input.replace(Some(Box::new(input)));
    }

    /// Whether something is in the field.
    pub(crate) fn is_typed(&self) -> bool {
        self.typed.get_untracked()
    }

    /// Whether something is in the field, for readers that follow it.
    pub(crate) fn follow_typed(&self) -> bool {
        self.typed.get()
    }

    /// Whether white space around the secret was removed.
    pub(crate) fn was_trimmed(&self) -> bool {
        self.trimmed.get()
    }

    /// Reads the secret, to check or send it. Overwritten when dropped.
    pub(crate) fn read(&self) -> Zeroizing<String> {
        self.input.borrow().as_ref().map(|input| input.read()).unwrap_or_default()
    }

    /// Takes note of what was typed or pasted, and removes white space around it.
    pub(crate) fn on_input(&self) {
        let text = self.read();
        let secret = trim_outer_space(&text);
        let trimmed = secret.len() != text.len();
        if trimmed {
            self.write(secret);
        }
        self.typed.set(!secret.is_empty());
        // The notice stays until the secret is changed again.
        self.trimmed.set(trimmed);
    }

    /// Blanks the field.
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
