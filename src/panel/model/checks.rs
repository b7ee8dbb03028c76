//! What is wrong with the settings.

use std::cell::{Cell, RefCell};

use teamwork_connect_core::{FieldCode, FieldErrors, Key};

use crate::view::Tracked;

/// The errors on the panel, and what decides when they go.
#[derive(Default)]
pub(crate) struct Checks {
    /// What the user asked for last, which decides what is checked on change.
    pub(crate) purpose: Cell<Option<Purpose>>,
    /// What is shown.
    pub(crate) errors: Tracked<FieldErrors>,
    /// What is wrong with the address that was pasted before an API type was chosen.
    pub(crate) address: Tracked<Option<FieldCode>>,
    /// Those of the errors that the backend found.
    pub(crate) found_by_backend: RefCell<FieldErrors>,
}

/// What the settings are checked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Save,
    Test,
}

impl Checks {
    /// What is wrong with a setting, if anything.
    pub(crate) fn of(&self, key: Key) -> Option<FieldCode> {
        self.errors.with(|errors| errors.of(key))
    }

    /// Forgets all errors.
    pub(crate) fn clear(&self) {
        self.purpose.set(None);
        self.found_by_backend.take();
        self.address.set(None);
        self.errors.set(FieldErrors::default());
    }

    /// After the first submit, errors go as soon as they are fixed. New ones wait for the next submit.
    ///
    /// `now` is what the rules find, `changed` the setting that changed, `applies` which settings apply.
    pub(crate) fn narrow(&self, now: &FieldErrors, changed: Key, applies: impl Fn(Key) -> bool) {
        let shown = self.errors.get_untracked();
        let mut left = FieldErrors::default();
        for error in shown.iter() {
            // What only the backend can find stays until its setting is changed or no longer applies.
            let backends = || {
                let found = self.found_by_backend.borrow().of(error.key);
                found.filter(|_| error.key != changed && applies(error.key))
            };
            if let Some(code) = now.of(error.key).or_else(backends) {
                left.add(error.key, code);
            }
        }
        self.errors.set(left);
    }
}
