//! Groups of attributes.

use leptos::tachys::html::attribute::{Attribute, AttributeValue, NextAttribute};
use web_sys::Element;

use super::Watch;
use super::live::{Live, LiveAttribute, Words};

/// Attributes that several elements share: `<input {..attributes(&HINTS)} />`.
///
/// Each attribute of an element has its own type. A group has one type and is linked once.
#[derive(Clone)]
pub(crate) struct Attributes(Box<Inner>);

#[derive(Clone)]
struct Inner {
    fixed: &'static [(&'static str, &'static str)],
    live: Vec<(&'static str, Live<Option<Words>>)>,
}

/// Static attributes.
pub(crate) fn attributes(fixed: &'static [(&'static str, &'static str)]) -> Attributes {
    Attributes(Box::new(Inner { fixed, live: Vec::new() }))
}

impl Attributes {
    /// Adds an attribute that tracks a value.
    pub(crate) fn live<T: LiveAttribute>(mut self, name: &'static str, value: Live<T>) -> Self {
        self.0.live.push((name, value.map(T::into_text)));
        self
    }
}

impl Attribute for Attributes {
    const MIN_LENGTH: usize = 0;

    type State = Vec<Watch>;
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        0
    }

    // Nothing is live on a server, which renders only a placeholder for the panel.
    fn to_html(self, _: &mut String, _: &mut String, _: &mut String, _: &mut String) {}

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element) -> Vec<Watch> {
        self.build(element)
    }

    fn build(self, element: &Element) -> Vec<Watch> {
        for (name, value) in self.0.fixed {
            let _ = element.set_attribute(name, value);
        }
        self.0.live.into_iter().map(|(name, value)| value.build(element, name)).collect()
    }

    fn rebuild(self, _: &mut Vec<Watch>) {}

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }
}

impl NextAttribute for Attributes {
    type Output<New: Attribute> = (Self, New);

    fn add_any_attr<New: Attribute>(self, new: New) -> Self::Output<New> {
        (self, new)
    }
}
