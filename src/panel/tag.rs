//! Elements, built by calls of the DOM.
//!
//! The panel does without the `view!` macro. What the macro makes has a type of its own for every
//! element, with code to build, rebuild, hydrate and print each: the panel was 220 KB of brotli with
//! it, and the budget is 140 (spec, section 14). A [`Tag`] is one type for all elements, on the same
//! signals and effects of Leptos. Nothing here can write HTML, which pages with Trusted Types refuse.

use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomTokenList, Element, Event, Node};

use super::piece::Piece;
use super::state::Panel;
use crate::browser::instance::Instance;
use crate::browser::listener::Listener;
use crate::text::{Message, Text};

/// What every class begins with, so that a panel outside a shadow root leaves the page alone. Without
/// it a class is the name of a part: under that a page may style the element by `::part()`.
const PREFIX: &str = "tc-";

/// A value on the page that follows the signals which it reads. Boxed, so that all of the same type
/// share the code that follows them.
pub(super) type Live<T> = Box<dyn Fn() -> T>;

/// An element being built: a piece whose node is an element. Methods that take a function box it, and
/// leave the rest to one that is linked once.
pub(super) struct Tag(Piece);

/// An HTML element with this name and these classes, which may be none.
pub(super) fn tag(name: &str, class: &str) -> Tag {
    Tag::of(document().create_element(name), class)
}

/// An SVG element with this name and these classes.
pub(super) fn svg(name: &str, class: &str) -> Tag {
    Tag::of(document().create_element_ns(Some("http://www.w3.org/2000/svg"), name), class)
}

impl Tag {
    fn of(element: Result<Element, JsValue>, class: &str) -> Self {
        // Only a name that is none is refused, and all names are in this crate.
        let element = element.unwrap_or_else(|refused| refused.into());
        let tag = Self(Piece::new(element.into()));
        if class.is_empty() {
            return tag;
        }
        let mut part = String::new();
        for name in class.split(' ') {
            part.push_str(name.strip_prefix(PREFIX).unwrap_or(name));
            part.push(' ');
        }
        tag.attrs(&[("class", class), ("part", part.trim_end())])
    }

    /// The element itself, to keep a handle on it.
    pub(super) fn element(&self) -> &Element {
        self.0.node().unchecked_ref()
    }

    /// An attribute that stays as it is.
    pub(super) fn attr(self, name: &str, value: &str) -> Self {
        let _ = self.element().set_attribute(name, value);
        self
    }

    /// Attributes that stay as they are.
    pub(super) fn attrs(self, attributes: &[(&str, &str)]) -> Self {
        attributes.iter().fold(self, |tag, (name, value)| tag.attr(name, value))
    }

    /// An attribute that changes, and is absent when there is nothing to say.
    pub(super) fn live_attr<T: Into<Text>>(
        self,
        name: &'static str,
        value: impl Fn() -> Option<T> + 'static,
    ) -> Self {
        self.follow_attr(name, Box::new(move || value().map(Into::into)))
    }

    fn follow_attr(self, name: &'static str, value: Live<Option<Text>>) -> Self {
        let element = self.element().clone();
        self.follow(Box::new(move || {
            let _ = match value() {
                Some(value) => element.set_attribute(name, &value),
                None => element.remove_attribute(name),
            };
        }))
    }

    /// A class that is there or not.
    pub(super) fn live_class(self, name: &'static str, is: impl Fn() -> bool + 'static) -> Self {
        self.follow_class(name, Box::new(is))
    }

    fn follow_class(self, name: &'static str, is: Live<bool>) -> Self {
        let classes = self.element().class_list();
        let parts = js_sys::Reflect::get(self.element(), &"part".into()).unwrap_or_default();
        // Calling it is refused where a browser has none, and is then of no effect.
        let parts: DomTokenList = parts.unchecked_into();
        self.follow(Box::new(move || {
            let is = is();
            let _ = classes.toggle_with_force(name, is);
            let _ = parts.toggle_with_force(name.strip_prefix(PREFIX).unwrap_or(name), is);
        }))
    }

    /// A property that changes, such as the value of an input.
    pub(super) fn live_property<T: Into<JsValue>>(
        self,
        name: &'static str,
        value: impl Fn() -> T + 'static,
    ) -> Self {
        self.follow_property(name, Box::new(move || value().into()))
    }

    fn follow_property(self, name: &'static str, value: Live<JsValue>) -> Self {
        let element = self.element().clone();
        self.follow(Box::new(move || {
            let (name, value) = (JsValue::from_str(name), value());
            // Setting what is there already would move the caret.
            if js_sys::Reflect::get(&element, &name).ok().as_ref() != Some(&value) {
                let _ = js_sys::Reflect::set(&element, &name, &value);
            }
        }))
    }

    /// A text that stays as it is.
    pub(super) fn text(self, text: &str) -> Self {
        self.child(Piece::text(text))
    }

    /// A text that changes.
    pub(super) fn live_text<T: Into<Text>>(self, text: impl Fn() -> T + 'static) -> Self {
        self.follow_text(Box::new(move || text().into()))
    }

    /// A message, in the language of the moment.
    pub(super) fn message(self, panel: Panel, message: Message) -> Self {
        self.follow_message(panel, Box::new(move || Some(message)))
    }

    /// A message that changes, or none.
    pub(super) fn live_message(
        self,
        panel: Panel,
        message: impl Fn() -> Option<Message> + 'static,
    ) -> Self {
        self.follow_message(panel, Box::new(message))
    }

    fn follow_message(self, panel: Panel, message: Live<Option<Message>>) -> Self {
        let text = move || message().map(|message| panel.say(message)).unwrap_or_default();
        self.follow_text(Box::new(text))
    }

    fn follow_text(self, text: Live<Text>) -> Self {
        let node = Piece::text("");
        let shown = node.node().clone();
        self.child(node).follow(Box::new(move || {
            let text = text();
            // A live region would be told of again where the same is set once more.
            if shown.text_content().as_deref() != Some(&*text) {
                shown.set_text_content(Some(&text));
            }
        }))
    }

    /// A child.
    pub(super) fn child(mut self, child: Piece) -> Self {
        self.0.append(child);
        self
    }

    /// Children.
    pub(super) fn children(self, children: impl IntoIterator<Item = Piece>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// Children that are made anew when a signal that `children` reads changes.
    pub(super) fn live_children(self, children: Live<Vec<Piece>>) -> Self {
        let end = Node::from(document().create_comment(""));
        let _ = self.element().append_child(&end);
        let mut shown: Vec<Piece> = Vec::new();
        self.follow(Box::new(move || {
            let next = children();
            shown.drain(..).for_each(Piece::remove);
            for child in next {
                child.insert_before(&end);
                shown.push(child);
            }
        }))
    }

    /// A child that is made anew when a signal that `child` reads changes.
    pub(super) fn live_child(self, child: impl Fn() -> Option<Piece> + 'static) -> Self {
        self.follow_child(Box::new(child))
    }

    fn follow_child(self, child: Live<Option<Piece>>) -> Self {
        self.live_children(Box::new(move || child().into_iter().collect()))
    }

    /// A child that is there while a condition holds, and stays as it is as long as it does.
    pub(super) fn shown(self, when: Memo<bool>, child: impl Fn() -> Piece + 'static) -> Self {
        let child: Live<Piece> = Box::new(child);
        self.follow_child(Box::new(move || when.get().then(|| untrack(&child))))
    }

    /// What happens on an event.
    pub(super) fn on(self, kind: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        let listener = Listener::new(self.element(), kind, act);
        self.keep(listener)
    }

    /// Keeps something alive as long as the element.
    pub(super) fn keep(mut self, kept: impl Sized + 'static) -> Self {
        self.0.keep(Box::new(kept));
        self
    }

    /// The finished element.
    pub(super) fn done(self) -> Piece {
        self.0
    }

    /// Does something now, and again whenever a signal that it reads has changed. Here all closures
    /// above are of one type, and their effects share one piece of code.
    pub(super) fn follow(self, mut act: Box<dyn FnMut()>) -> Self {
        let instance = Instance::current();
        self.keep(RenderEffect::new(move |_| {
            instance.run(&mut act);
        }))
    }
}
