//! Validation errors.

use std::cell::{Cell, RefCell};

use teamwork_connect_core::{FieldCode, FieldErrors, Key};

use crate::view::Tracked;

/// The errors in the panel, and what decides when they are removed.
#[derive(Default)]
pub(crate) struct Checks {
    /// What the user last asked for, which decides what is checked on change.
    pub(crate) purpose: Cell<Option<Purpose>>,
    /// The errors shown.
    pub(crate) errors: Tracked<FieldErrors>,
    /// The error of the address that was entered before an API type was selected.
    pub(crate) address: Tracked<Option<FieldCode>>,
    /// The errors that the backend found.
    pub(crate) found_by_backend: RefCell<FieldErrors>,
}

/// The purpose of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Save,
    Test,
}

impl Checks {
    /// The error of a setting, if any.
    pub(crate) fn of(&self, key: Key) -> Option<FieldCode> {
        self.errors.with(|errors| errors.of(key))
    }

    /// Removes all errors.
    pub(crate) fn clear(&self) {
        self.purpose.set(None);
        self.found_by_backend.take();
        self.address.set(None);
        self.errors.set(FieldErrors::default());
    }

    /// After the first submit, removes errors once they are fixed. New ones wait for the next submit.
    ///
    /// `now` holds the current errors, `changed` is the setting that changed, and `applies` tells which settings
    /// apply.
    pub(crate) fn narrow(&self, now: &FieldErrors, changed: Key, applies: impl Fn(Key) -> bool) {
        let shown = self.errors.get_untracked();
        let mut left = FieldErrors::default();
        for error in shown.iter() {
            // An error that only the backend can find stays until its setting is changed or no longer applies.
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
