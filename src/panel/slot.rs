//! The values of one panel: those that are followed by what shows them, and those that are not.
//!
//! A signal of Leptos brings 1 to 2 KB of code for every type of value, and a panel has two dozen. A slot
//! is a cell beside a trigger without a value, which is linked once for all. No value may be changed
//! while it is being looked at.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::reactive::signal::ArcTrigger;

/// A value that nobody is told of when it changes.
#[derive(Default)]
pub(crate) struct Kept<T>(RefCell<T>);

/// A value whose readers follow its changes.
#[derive(Default)]
pub(crate) struct Slot<T> {
    kept: Kept<T>,
    changed: ArcTrigger,
}

/// A value made of others, whose readers follow it and not those. Boxed first, so that all of the same
/// type share their code.
pub(crate) fn memo<T: PartialEq + Send + Sync + 'static>(
    value: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    let value: Box<dyn Fn() -> T + Send + Sync> = Box::new(value);
    Memo::new(move |_| value())
}

impl<T> Kept<T> {
    /// Looks at the value.
    pub(crate) fn read<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(&self.0.borrow())
    }

    /// Changes the value.
    pub(crate) fn write<U>(&self, change: impl FnOnce(&mut T) -> U) -> U {
        change(&mut self.0.borrow_mut())
    }

    /// A copy of the value.
    pub(crate) fn get(&self) -> T
    where
        T: Clone,
    {
        self.0.borrow().clone()
    }

    /// Puts another value in its place.
    pub(crate) fn set(&self, value: T) {
        // The old one is dropped once the cell is free again, whatever that brings about.
        drop(self.0.replace(value));
    }
}

impl<T> Slot<T> {
    /// Looks at the value, and follows it.
    pub(crate) fn with<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        self.changed.track();
        self.kept.read(look)
    }

    /// Looks at the value as it is now.
    pub(crate) fn with_untracked<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        self.kept.read(look)
    }

    /// Changes the value and tells its readers.
    pub(crate) fn update(&self, change: impl FnOnce(&mut T)) {
        self.kept.write(change);
        self.changed.notify();
    }

    /// Puts another value in its place and tells its readers.
    pub(crate) fn set(&self, value: T) {
        self.kept.set(value);
        self.changed.notify();
    }

    /// A copy of the value, which is followed.
    pub(crate) fn get(&self) -> T
    where
        T: Clone,
    {
        self.changed.track();
        self.kept.get()
    }

    /// A copy of the value as it is now.
    pub(crate) fn get_untracked(&self) -> T
    where
        T: Clone,
    {
        self.kept.get()
    }
}
