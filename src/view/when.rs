//! Conditional views.

use std::rc::Rc;

use leptos::children::ToChildren;
use leptos::prelude::*;
use leptos::tachys::view::Render;

use super::call::Give;
use super::{Built, Each, Erase, Item, Live};

/// Shows its children while a condition is true. They are built when it becomes true and kept until it becomes
/// false.
#[component]
pub(crate) fn When(
    /// The condition.
    is: Live<bool>,
    /// The content.
    children: Template,
) -> Each {
    let children = children.0;
    Each::new(Live::new(move || {
        let item = || {
            let view = Rc::clone(&children);
            Item::new("", move || view.give())
        };
        is.read().map(|is| is.then(item).into_iter().collect())
    }))
}

/// Children that are built each time they are shown.
#[derive(Clone)]
pub(crate) struct Template(Rc<dyn Give<Built>>);

impl Template {
    /// Builds the children.
    pub(crate) fn build(&self) -> Built {
        self.0.give()
    }
}

impl<F, V> ToChildren<F> for Template
where
    F: Fn() -> V + 'static,
    V: Render<State: 'static>,
{
    fn to_children(children: F) -> Self {
        Self(Rc::new(move || children().erase()))
    }
}
