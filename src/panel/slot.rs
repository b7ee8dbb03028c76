//! Signals whose code does not depend on what they hold.
//!
//! A signal of Leptos brings 1 to 2 KB of code for every type of value. A panel has a dozen. Here the
//! value lies behind `dyn Any`, the part that notifies is a trigger without a value, and both are
//! linked once. A slot whose panel is gone reads as the default and takes nothing.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::reactive::signal::Trigger;

/// A value that lives as long as the panel. Nobody is told when it changes.
pub(crate) struct Kept<T> {
    value: StoredValue<Rc<dyn Any>, LocalStorage>,
    of: PhantomData<fn() -> T>,
}

/// A value that lives as long as the panel, and whose readers follow its changes.
pub(crate) struct Slot<T> {
    kept: Kept<T>,
    changed: Trigger,
}

impl<T: 'static> Kept<T> {
    pub(crate) fn new(value: T) -> Self {
        let value: Rc<dyn Any> = Rc::new(RefCell::new(value));
        Self { value: StoredValue::new_local(value), of: PhantomData }
    }

    /// Looks at the value, or gives `None` when the panel is gone.
    pub(crate) fn read<U>(self, look: impl FnOnce(&T) -> U) -> Option<U> {
        let value = self.value.try_get_value()?;
        let value = value.downcast_ref::<RefCell<T>>()?.try_borrow().ok()?;
        Some(look(&value))
    }

    /// Changes the value, or gives `None` when the panel is gone.
    pub(crate) fn write<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let value = self.value.try_get_value()?;
        let mut value = value.downcast_ref::<RefCell<T>>()?.try_borrow_mut().ok()?;
        Some(change(&mut value))
    }

    /// A copy of the value, or `None` when the panel is gone.
    pub(crate) fn get(self) -> Option<T>
    where
        T: Clone,
    {
        self.read(T::clone)
    }

    /// Puts another value in its place.
    pub(crate) fn set(self, value: T) {
        self.write(|old| *old = value);
    }
}

impl<T: Default + 'static> Slot<T> {
    pub(crate) fn new(value: T) -> Self {
        Self { kept: Kept::new(value), changed: Trigger::new() }
    }

    /// Looks at the value, and follows it.
    pub(crate) fn with<U>(self, look: impl Fn(&T) -> U) -> U {
        self.changed.track();
        self.with_untracked(look)
    }

    /// Looks at the value as it is now.
    pub(crate) fn with_untracked<U>(self, look: impl Fn(&T) -> U) -> U {
        self.kept.read(&look).unwrap_or_else(|| look(&T::default()))
    }

    /// Changes the value and tells its readers.
    pub(crate) fn update(self, change: impl FnOnce(&mut T)) {
        if self.kept.write(change).is_some() {
            self.changed.notify();
        }
    }

    /// Puts another value in its place and tells its readers.
    pub(crate) fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    /// A copy of the value, which is followed.
    pub(crate) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    /// A copy of the value as it is now.
    pub(crate) fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }
}

impl<T: Default + 'static> Default for Slot<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Clone for Kept<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Kept<T> {}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Slot<T> {}
