//! Fields for a secret: the one place that touches API key and client secret.
//!
//! A secret is never in a signal. It is in the input and nowhere else until it is sent; what signals
//! know is whether there is one.

use teamwork_connect_core::{Key, trim_outer_space};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use zeroize::Zeroizing;

use super::field::{Field, described};
use super::notice::{information, status};
use super::piece::Piece;
use super::slot::{Kept, Slot};
use super::state::{Panel, State};
use super::tag::tag;
use crate::browser::secret_events::SECRET;
use crate::text::Message;

/// The input, wherever it is on the page at the moment.
#[derive(Default)]
pub(crate) struct SecretField {
    input: Kept<Option<HtmlInputElement>>,
    typed: Slot<bool>,
    trimmed: Slot<bool>,
}

impl SecretField {
    /// Takes notice of where the input is.
    pub(crate) fn is_at(&self, input: &Element) {
        self.input.set(input.dyn_ref::<HtmlInputElement>().cloned());
    }

    /// Whether something is in the field.
    pub(crate) fn is_typed(&self) -> bool {
        self.typed.get_untracked()
    }

    /// Whether white space around the secret was removed.
    pub(crate) fn was_trimmed(&self) -> bool {
        self.trimmed.get()
    }

    /// Reads the secret, to check or send it. Overwritten when dropped.
    pub(crate) fn read(&self) -> Zeroizing<String> {
        let input = self.input.get();
        Zeroizing::new(input.map(|input| input.value()).unwrap_or_default())
    }

    /// Takes notice of what was typed or pasted, and removes white space around it.
    pub(crate) fn on_input(&self) {
        let text = self.read();
        let secret = trim_outer_space(&text);
        let trimmed = secret.len() != text.len();
        if trimmed && let Some(input) = self.input.get() {
            input.set_value(secret);
        }
        self.typed.set(!secret.is_empty());
        // The notice stays until the secret is changed again.
        self.trimmed.set(trimmed);
    }

    /// Blanks the field.
    pub(crate) fn clear(&self) {
        if let Some(input) = self.input.get() {
            input.set_value("");
        }
        self.typed.set(false);
        self.trimmed.set(false);
    }
}

impl State {
    fn secret(&self, key: Key) -> &SecretField {
        if key == Key::ClientSecret { &self.client_secret } else { &self.api_key }
    }
}

/// The input of a secret: one that no signal controls, empty at the start and after every save.
/// `changed` hears of what is typed and pasted.
pub(super) fn secret_input(at: Field, changed: fn(Panel)) -> Piece {
    let input = tag("input", "tc-control").attrs(&[
        ("id", &at.id()),
        ("type", "password"),
        ("dir", "ltr"),
        (SECRET, ""),
        ("autocomplete", "off"),
        ("autocapitalize", "off"),
        ("spellcheck", "false"),
        // Password managers ask to keep what is typed into a password field. This is none of theirs.
        ("data-1p-ignore", ""),
        ("data-lpignore", "true"),
        ("data-bwignore", ""),
        ("data-form-type", "other"),
    ]);
    at.panel.state().secret(at.key).is_at(input.element());
    let input = described(input, at, true).on("input", move |_| {
        at.panel.state().secret(at.key).on_input();
        changed(at.panel);
    });
    tag("div", "tc-input").child(input.done()).done()
}

/// Tells that white space around a secret was removed.
pub(super) fn trimmed_notice(panel: Panel, secret: Key) -> Piece {
    let trimmed = move || panel.state().secret(secret).was_trimmed();
    status(panel, information, move || trimmed().then_some(Message::ApiKeyTrimmed)).done()
}
