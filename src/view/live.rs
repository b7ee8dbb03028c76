//! Values in the page that track what they read.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::tachys::html::attribute::AttributeValue;
use leptos::tachys::html::property::IntoProperty;
use leptos::tachys::view::{Mountable, Render};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Text};

use super::Watch;
use super::call::Give;
use super::mounting::{browser_only, insert_before};

/// A built-in or owned text.
pub(super) type Words = std::borrow::Cow<'static, str>;

/// A value that tracks what it reads. `view!` accepts it as a text, an attribute, or a property.
///
/// It returns `None` once its model is gone, and the page then stays as it is.
// A thin pointer: values are passed on at every step of building, and the size of what is passed counts in the
// wasm file.
pub(crate) struct Live<T>(Arc<SendWrapper<Box<dyn Give<Option<T>>>>>);

impl<T> Clone for Live<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: 'static> Live<T> {
    pub(crate) fn new(read: impl Fn() -> Option<T> + 'static) -> Self {
        Self(Arc::new(SendWrapper::new(Box::new(read))))
    }

    /// The current value.
    pub(crate) fn read(&self) -> Option<T> {
        self.0.give()
    }

    /// Passes the value to `show` now and whenever it may have changed.
    pub(super) fn follow(self, mut show: impl FnMut(T) + 'static) -> Watch {
        Watch::new(Box::new(move || {
            if let Some(value) = self.read() {
                show(value);
            }
        }))
    }

    pub(crate) fn map<U: 'static>(self, change: fn(T) -> U) -> Live<U> {
        Live::new(move || self.read().map(change))
    }
}

/// The type of a live attribute: a text, or `None` for no attribute. `true` is an empty text.
pub(crate) trait LiveAttribute: 'static {
    fn into_text(self) -> Option<Words>;
}

impl LiveAttribute for bool {
    fn into_text(self) -> Option<Words> {
        self.then(Words::default)
    }
}

impl LiveAttribute for Words {
    fn into_text(self) -> Option<Words> {
        Some(self)
    }
}

impl LiveAttribute for &'static str {
    fn into_text(self) -> Option<Words> {
        Some(self.into())
    }
}

impl LiveAttribute for String {
    fn into_text(self) -> Option<Words> {
        Some(self.into())
    }
}

impl<T: LiveAttribute> LiveAttribute for Option<T> {
    fn into_text(self) -> Option<Words> {
        self.and_then(T::into_text)
    }
}

fn follow_attribute(value: Live<Option<Words>>, element: &Element, name: &str) -> Watch {
    let (element, name) = (element.clone(), name.to_owned());
    value.follow(move |value| {
        // Setting an attribute to the same value is still a mutation, and assistive technology may announce it
        // again.
        if element.get_attribute(&name).as_deref() != value.as_deref() {
            let _ = match &value {
                Some(value) => element.set_attribute(&name, value),
                None => element.remove_attribute(&name),
            };
        }
    })
}

impl<T: LiveAttribute> AttributeValue for Live<T> {
    type State = Watch;
    type AsyncOutput = Self;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn html_len(&self) -> usize {
        0
    }

    // Nothing is live on a server, which renders only a placeholder for the panel.
    fn to_html(self, _: &str, _: &mut String) {}

    fn to_template(_: &str, _: &mut String) {}

    fn hydrate<const FROM_SERVER: bool>(self, name: &str, element: &Element) -> Watch {
        self.build(element, name)
    }

    fn build(self, element: &Element, name: &str) -> Watch {
        follow_attribute(self.map(T::into_text), element, name)
    }

    fn rebuild(self, _: &str, _: &mut Watch) {}

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

fn follow_property(value: Live<JsValue>, element: &Element, name: &str) -> Watch {
    let (element, name) = (element.clone(), JsValue::from_str(name));
    value.follow(move |value| {
        // Setting the same value would move the caret.
        if js_sys::Reflect::get(&element, &name).ok().as_ref() != Some(&value) {
            let _ = js_sys::Reflect::set(&element, &name, &value);
        }
    })
}

impl<T: Into<JsValue> + 'static> IntoProperty for Live<T> {
    type State = Watch;
    type Cloneable = Self;
    type CloneableOwned = Self;

    fn hydrate<const FROM_SERVER: bool>(self, element: &Element, name: &str) -> Watch {
        self.build(element, name)
    }

    fn build(self, element: &Element, name: &str) -> Watch {
        follow_property(self.map(T::into), element, name)
    }

    fn rebuild(self, _: &mut Watch, _: &str) {}

    fn into_cloneable(self) -> Self {
        self
    }

    fn into_cloneable_owned(self) -> Self {
        self
    }
}

/// A text in the page that tracks a value.
pub(crate) struct LiveText {
    node: Text,
    place: Rc<OnceCell<Element>>,
    _watch: Watch,
}

fn follow_text(value: Live<Words>) -> LiveText {
    let node = leptos::prelude::document().create_text_node("");
    let place = Rc::<OnceCell<Element>>::default();
    let (shown, shown_in) = (node.clone(), place.clone());
    let mut last = Words::default();
    let watch = value.follow(move |text| {
        // Setting the same text would make a live region announce it again.
        if text != last {
            shown.set_data(&text);
            put_back(&shown, &shown_in);
            last = text;
        }
    });
    LiveText { node, place, _watch: watch }
}

/// Moves a text back into its place if a page translator has replaced it with a `<font>` element.
fn put_back(text: &Text, place: &OnceCell<Element>) {
    let Some(place) = place.get().filter(|_| text.parent_node().is_none()) else { return };
    let mut next = place.first_child();
    while let Some(child) = next {
        next = child.next_sibling();
        if child.node_name() == "FONT" {
            let _ = place.insert_before(text, Some(&child));
            // Every child node has this method.
            child.unchecked_ref::<Text>().remove();
            return;
        }
    }
}

impl<T: Into<Words> + 'static> Render for Live<T> {
    type State = LiveText;

    fn build(self) -> LiveText {
        follow_text(self.map(T::into))
    }

    fn rebuild(self, _: &mut LiveText) {}
}

impl Mountable for LiveText {
    fn unmount(&mut self) {
        self.node.remove();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.node, marker);
        let _ = self.place.set(parent.clone());
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        insert_before(&self.node, child)
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

browser_only!(Live<T>, T: Into<Words> + 'static);
