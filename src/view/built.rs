//! Type-erased views.

use leptos::children::ToChildren;
use leptos::tachys::view::{Mountable, Render};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::mounting::{browser_only, insert_before};

/// A built, type-erased view: the nodes from first to last, and what keeps them alive. It is built once and never
/// rebuilt; what changes in it tracks [`Live`](super::Live) values.
// A thin pointer: views are passed on at every step of building, and the size of what is passed counts in the wasm
// file.
pub(crate) struct Built(Box<SendWrapper<Inner>>);

struct Inner {
    /// The first and the last node. `None` for a view without nodes.
    ends: Option<(Node, Node)>,
    _keep: Box<dyn Keep>,
}

/// The state of a view. It is mounted once and then only kept to be dropped.
trait Keep {
    fn put_into(&mut self, place: &Element);
}

impl<S: Mountable> Keep for S {
    fn put_into(&mut self, place: &Element) {
        self.mount(place, None);
    }
}

/// Erases the type of a view by building it.
pub(crate) trait Erase {
    /// Builds the view and erases its type.
    fn erase(self) -> Built;
}

impl<V: Render<State: 'static>> Erase for V {
    fn erase(self) -> Built {
        Built::new(Box::new(self.build()))
    }
}

impl Built {
    fn new(mut keep: Box<dyn Keep>) -> Self {
        // The parent until it is inserted into the page. Only methods of `Node` are called on it, which Leptos
        // itself relies on for shadow roots.
        let place: Element =
            leptos::prelude::document().create_document_fragment().unchecked_into();
        keep.put_into(&place);
        let ends = place.first_child().zip(place.last_child());
        Self(Box::new(SendWrapper::new(Inner { ends, _keep: keep })))
    }

    /// The first node.
    pub(super) fn first(&self) -> Option<&Node> {
        self.0.ends.as_ref().map(|(first, _)| first)
    }

    /// Inserts the view into `parent`, before `marker` or at the end.
    pub(super) fn insert(&self, parent: &Node, marker: Option<&Node>) {
        self.each_node(|node| {
            let _ = parent.insert_before(node, marker);
        });
    }

    /// Removes the view from the page.
    pub(super) fn remove(&self) {
        self.each_node(|node| {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(node);
            }
        });
    }

    fn each_node(&self, mut act: impl FnMut(&Node)) {
        let Some((first, last)) = &self.0.ends else { return };
        let mut next = Some(first.clone());
        while let Some(node) = next {
            next = if node == *last { None } else { node.next_sibling() };
            act(&node);
        }
    }
}

impl Mountable for Built {
    fn unmount(&mut self) {
        self.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.insert(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.first().is_some_and(|first| insert_before(first, child))
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

impl Render for Built {
    type State = Self;

    fn build(self) -> Self {
        self
    }

    fn rebuild(self, state: &mut Self) {
        if let Some((parent, first)) = state.first().and_then(|it| Some((it.parent_node()?, it))) {
            self.insert(&parent, Some(first));
        }
        state.remove();
        *state = self;
    }
}

browser_only!(Built);

/// The children of a component, built once.
pub(crate) struct Content(Box<dyn FnOnce() -> Built>);

impl Content {
    /// Builds the children.
    pub(crate) fn build(self) -> Built {
        (self.0)()
    }
}

impl<F, V> ToChildren<F> for Content
where
    F: FnOnce() -> V + 'static,
    V: Render<State: 'static>,
{
    fn to_children(children: F) -> Self {
        Self(Box::new(move || children().erase()))
    }
}
