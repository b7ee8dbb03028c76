//! Functions without their types.
//!
//! A boxed `dyn Fn` brings three functions for each closure, of which two are never called. These traits bring one.

use std::rc::Rc;

use super::Built;

/// Reads something of a model.
pub(super) trait Read<M, T> {
    fn read(&self, model: &M) -> T;
}

impl<M, T, F: Fn(&M) -> T> Read<M, T> for F {
    fn read(&self, model: &M) -> T {
        self(model)
    }
}

/// Gives a value.
pub(super) trait Give<T> {
    fn give(&self) -> T;
}

impl<T, F: Fn() -> T> Give<T> for F {
    fn give(&self) -> T {
        self()
    }
}

/// Does something to a model on an event.
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
