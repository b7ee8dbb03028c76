//! A value whose readers follow its changes.

use std::cell::{Cell, RefCell};

use leptos::reactive::signal::ArcTrigger;
use leptos::reactive::traits::{Notify, Track};

/// A value whose readers follow its changes: a cell beside a trigger, which has no type of its own.
///
/// The names of its methods are those of Leptos's signals. A value must not change while it is being read.
#[derive(Default)]
pub(crate) struct Tracked<T> {
    value: RefCell<T>,
    changed: ArcTrigger,
    version: Cell<u32>,
}

impl<T> Tracked<T> {
    /// Reads the value and follows it.
    pub(crate) fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.changed.track();
        self.with_untracked(read)
    }

    /// Reads the value as it is now.
    pub(crate) fn with_untracked<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(&self.value.borrow())
    }

    /// A copy of the value, which is followed.
    pub(crate) fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of the value as it is now.
    pub(crate) fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// Puts another value in its place. Readers run only if it differs.
    pub(crate) fn set(&self, value: T)
    where
        T: PartialEq,
    {
        if *self.value.borrow() != value {
            self.replace(value);
        }
    }

    /// Puts another value in its place, and runs the readers whether it differs or not. Gives the old one.
    pub(crate) fn replace(&self, value: T) -> T {
        let old = self.value.replace(value);
        self.notify();
        old
    }

    /// Puts another value in its place, of which no reader has to know. Gives the old one.
    pub(crate) fn replace_quietly(&self, value: T) -> T {
        self.value.replace(value)
    }

    /// Takes the value, and leaves the default, of which no reader has to know.
    pub(crate) fn take_quietly(&self) -> T
    where
        T: Default,
    {
        self.value.take()
    }

    /// Changes the value, and runs the readers.
    pub(crate) fn update<U>(&self, change: impl FnOnce(&mut T) -> U) -> U {
        let result = change(&mut self.value.borrow_mut());
        self.notify();
        result
    }

    /// How often readers had to know of a change, as a key for views of the value. It is followed.
    pub(crate) fn version(&self) -> String {
        self.changed.track();
        self.version.get().to_string()
    }

    fn notify(&self) {
        self.version.set(self.version.get().wrapping_add(1));
        self.changed.notify();
    }
}
