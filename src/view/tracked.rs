//! Values with change tracking.

use std::cell::{Cell, RefCell};

use leptos::reactive::signal::ArcTrigger;
use leptos::reactive::traits::{Notify, Track};

/// A value with change tracking: a cell and a trigger, which has no type parameter.
///
/// Its methods are named like those of Leptos's signals. A value must not change while it is being read.
#[derive(Default)]
pub(crate) struct Tracked<T> {
    value: RefCell<T>,
    changed: ArcTrigger,
    version: Cell<u32>,
}

impl<T> Tracked<T> {
    /// Reads the value, tracked.
    pub(crate) fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.changed.track();
        self.with_untracked(read)
    }

    /// Reads the value, untracked.
    pub(crate) fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(&self.value.borrow())
    }

    /// Returns a copy of the value, tracked.
    pub(crate) fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// Returns a copy of the value, untracked.
    pub(crate) fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Sets the value. Notifies readers only if it differs.
    pub(crate) fn set(&self, value: T)
    where
        T: PartialEq,
    {
        if *self.value.borrow() != value {
            self.replace(value);
        }
    }

    /// Sets the value and notifies readers even if it is the same. Returns the old value.
    pub(crate) fn replace(&self, value: T) -> T {
        let old = self.value.replace(value);
        self.notify();
        old
    }

    /// Sets the value without notifying readers. Returns the old value.
    pub(crate) fn replace_quietly(&self, value: T) -> T {
        self.value.replace(value)
    }

    /// Takes the value and leaves the default, without notifying readers.
    pub(crate) fn take_quietly(&self) -> T
    where
        T: Default,
    {
        self.value.take()
    }

    /// Changes the value and notifies readers.
    pub(crate) fn update<U>(&self, change: impl FnOnce(&mut T) -> U) -> U {
        let result = change(&mut self.value.borrow_mut());
        self.notify();
        result
    }

    /// The number of times that readers were notified, as a key for views of the value. Tracked.
    pub(crate) fn version(&self) -> String {
        self.changed.track();
        self.version.get().to_string()
    }

    fn notify(&self) {
        self.version.set(self.version.get().wrapping_add(1));
        self.changed.notify();
    }
}
