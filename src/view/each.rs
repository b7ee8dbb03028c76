//! Lists of views.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::Owner;
use leptos::tachys::view::{Mountable, Render};
use web_sys::{Element, Node};

use super::mounting::{browser_only, insert_before};
use super::scope::Scope;
use super::{Built, Erase, Live, Watch};

/// A list of views that tracks a value. An item stays in the page and keeps focus as long as its key is in the
/// list.
pub(crate) struct Each(Live<Vec<Item>>);

/// An item of a list.
pub(crate) struct Item {
    key: Cow<'static, str>,
    view: Box<dyn FnOnce() -> Built>,
}

impl Item {
    /// Creates an item with a key. The key must cover everything that the view shows without tracking it. The view
    /// is built only if the list has no item with this key yet.
    pub(crate) fn new<V>(
        key: impl Into<Cow<'static, str>>,
        view: impl FnOnce() -> V + 'static,
    ) -> Self
    where
        V: Render<State: 'static>,
    {
        Self { key: key.into(), view: Box::new(move || view().erase()) }
    }
}

impl Each {
    pub(crate) fn new(items: Live<Vec<Item>>) -> Self {
        Self(items)
    }
}

/// The list in the page: its items between two comments, which keep its ends stable.
pub(crate) struct EachState {
    begin: Node,
    end: Node,
    shown: Rc<RefCell<Vec<Shown>>>,
    _watch: Watch,
}

struct Shown {
    key: Cow<'static, str>,
    scope: Scope,
}

impl Render for Each {
    type State = EachState;

    fn build(self) -> EachState {
        let comment = || -> Node { leptos::prelude::document().create_comment("").into() };
        let (begin, end) = (comment(), comment());
        let shown = Rc::new(RefCell::new(Vec::new()));
        let owner = Owner::current().unwrap_or_default();
        let (place, list) = (end.clone(), Rc::clone(&shown));
        let watch = self.0.follow(move |items| {
            let old = list.take();
            let new = patch(&owner, old, items, &place);
            list.replace(new);
        });
        EachState { begin, end, shown, _watch: watch }
    }

    fn rebuild(self, _: &mut EachState) {}
}

/// Builds new items, drops those that are gone, and sorts the rest into place.
fn patch(owner: &Owner, old: Vec<Shown>, items: Vec<Item>, end: &Node) -> Vec<Shown> {
    let mut old: Vec<Option<Shown>> = old.into_iter().map(Some).collect();
    let mut last = 0;
    let mut in_order = true;
    let mut new = Vec::with_capacity(items.len());
    for Item { key, view } in items {
        let place = old.iter().position(|one| one.as_ref().is_some_and(|one| one.key == key));
        let kept = place.and_then(|place| {
            in_order &= place >= last;
            last = place;
            old[place].take()
        });
        new.push(match kept {
            Some(kept) => (kept, false),
            None => (Shown { key, scope: Scope::build(owner, view) }, true),
        });
    }
    drop(old);
    if let Some(parent) = end.parent_node() {
        let mut next = end;
        // Backward, so that the next sibling is already in place.
        for (one, is_new) in new.iter().rev() {
            if *is_new || !in_order {
                one.scope.insert(&parent, Some(next));
            }
            next = one.scope.first().unwrap_or(next);
        }
    }
    new.into_iter().map(|(one, _)| one).collect()
}

impl Mountable for EachState {
    fn unmount(&mut self) {
        self.shown.take();
        for node in [&self.begin, &self.end] {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(node);
            }
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.begin, marker);
        for one in self.shown.borrow().iter() {
            one.scope.insert(parent, marker);
        }
        let _ = parent.insert_before(&self.end, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        insert_before(&self.begin, child)
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

browser_only!(Each);
