//! Type-erased functions.
//!
//! A boxed `dyn Fn` generates three functions for each closure, two of which are never called. These traits
//! generate one.

use std::rc::Rc;

use super::Built;

/// Reads something from a model.
pub(super) trait Read<M, T> {
    fn read(&self, model: &M) -> T;
}

impl<M, T, F: Fn(&M) -> T> Read<M, T> for F {
    fn read(&self, model: &M) -> T {
        self(model)
    }
}

/// Returns a value.
pub(super) trait Give<T> {
    fn give(&self) -> T;
}

impl<T, F: Fn() -> T> Give<T> for F {
    fn give(&self) -> T {
        self()
    }
}

/// Handles an event with a model.
pub(super) trait Act<M, E> {
    fn act(&mut self, model: &Rc<M>, event: E);
}

impl<M, E, F: FnMut(&Rc<M>, E)> Act<M, E> for F {
    fn act(&mut self, model: &Rc<M>, event: E) {
        self(model, event);
    }
}

/// Builds a view of a model.
pub(super) trait Build<M> {
    fn build(&self, model: &Rc<M>) -> Built;
}

impl<M, F: Fn(&Rc<M>) -> Built> Build<M> for F {
    fn build(&self, model: &Rc<M>) -> Built {
        self(model)
    }
}
