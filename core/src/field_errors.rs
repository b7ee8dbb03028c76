//! What is wrong with which setting.

use crate::{FieldCode, Key};

/// What is wrong with one setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The setting.
    pub key: Key,
    /// What is wrong with it.
    pub code: FieldCode,
}

/// All that is wrong, in the order of the panel, one error a setting. Empty when nothing is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<FieldError>);

impl FieldErrors {
    /// Adds an error, unless the setting has one already.
    pub fn add(&mut self, key: Key, code: FieldCode) {
        if self.of(key).is_none() {
            let place = self.0.partition_point(|error| error.key < key);
            self.0.insert(place, FieldError { key, code });
        }
    }

    /// These errors, and of others those of settings that have none here.
    #[must_use]
    pub fn with(mut self, others: &Self) -> Self {
        others.iter().for_each(|error| self.add(error.key, error.code));
        self
    }

    /// Forgets what is wrong with one setting.
    pub fn remove(&mut self, key: Key) {
        self.0.retain(|error| error.key != key);
    }

    /// What is wrong with one setting.
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

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn take<T>(&mut self, key: Key, result: Result<T, FieldCode>) -> Option<T> {
        result.map_err(|code| self.add(key, code)).ok()
    }
}
