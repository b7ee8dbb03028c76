//! Validation errors by setting.

use crate::{FieldCode, Key};

/// What is wrong with a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The setting.
    pub key: Key,
    /// What is wrong with it.
    pub code: FieldCode,
}

/// All errors, in the order of the panel, one per setting. Empty if everything is valid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// Adds an error, unless the setting already has one.
    pub fn add(&mut self, key: Key, code: FieldCode) {
        if self.of(key).is_none() {
            let place = self.0.partition_point(|error| error.key < key);
            self.0.insert(place, FieldError { key, code });
        }
    }

    /// These errors, plus the other errors of settings that have none here.
    #[must_use]
    pub fn with(mut self, others: &Self) -> Self {
        others.iter().for_each(|error| self.add(error.key, error.code));
        self
    }

    /// Removes the error of a setting.
    pub fn remove(&mut self, key: Key) {
        self.0.retain(|error| error.key != key);
    }

    /// The error of a setting, if any.
    #[must_use]
    pub fn of(&self, key: Key) -> Option<FieldCode> {
        self.iter().find(|error| error.key == key).map(|error| error.code)
    }

    /// The errors, in the order of the panel.
    pub fn iter(&self) -> impl Iterator<Item = FieldError> + '_ {
        self.0.iter().copied()
    }

    /// How many settings have an error.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no errors.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn take<T>(&mut self, key: Key, result: Result<T, FieldCode>) -> Option<T> {
        result.map_err(|code| self.add(key, code)).ok()
    }
}
