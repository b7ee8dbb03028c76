//! A view with its own owner.

use leptos::prelude::{Owner, untrack};
use web_sys::Node;

use super::Built;

/// A view that ends independently, together with what it owns.
///
/// An effect's owner drops everything that it owns each time the effect runs. A view that must survive those runs
/// therefore belongs to the owner of the place where it is shown.
pub(super) struct Scope {
    owner: Owner,
    view: Built,
}

impl Scope {
    /// Builds a view under a new owner that is a child of `parent`.
    pub(super) fn build(parent: &Owner, view: Box<dyn FnOnce() -> Built + '_>) -> Self {
        let owner = parent.child();
        let view = owner.with(|| untrack(view));
        Self { owner, view }
    }

    /// Inserts the view into `parent`, before `marker` or at the end.
    pub(super) fn insert(&self, parent: &Node, marker: Option<&Node>) {
        self.view.insert(parent, marker);
    }

    /// The first node.
    pub(super) fn first(&self) -> Option<&Node> {
        self.view.first()
    }
}

impl Drop for Scope {
    fn drop(&mut self) {
        self.view.remove();
        self.owner.cleanup();
    }
}
