//! Static attributes.

use std::fmt::{self, Display};

use leptos::tachys::html::attribute::AttributeValue;
use web_sys::Element;

/// The value of an attribute that is set once and not kept.
#[derive(Clone)]
pub(crate) struct Fixed(Box<str>);

impl From<String> for Fixed {
    fn from(value: String) -> Self {
        Self(value.into_boxed_str())
    }
}

impl Display for Fixed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl AttributeValue for Fixed {
    type State = ();
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        self.0.len()
    }

    fn to_html(self, name: &str, html: &mut String) {
        (&*self.0).to_html(name, html);
    }

    fn to_template(_: &str, _: &mut String) {}

    fn hydrate<const FROM_SERVER: bool>(self, name: &str, element: &Element) {
        self.build(element, name);
    }

    fn build(self, element: &Element, name: &str) {
        let _ = element.set_attribute(name, &self.0);
    }

    fn rebuild(self, _: &str, (): &mut ()) {}

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
