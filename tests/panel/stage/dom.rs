//! Reads the DOM.

use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Element, HtmlElement, Node, ShadowRoot};

use super::gestures::is_visible;

/// All elements that match a selector, in document order.
pub(super) fn all(root: &ShadowRoot, selector: &str) -> Vec<HtmlElement> {
    let fragment: &DocumentFragment = root;
    list(&fragment.query_selector_all(selector).unwrap())
}

/// All descendants that match a selector.
pub(super) fn all_in(element: &Element, selector: &str) -> Vec<HtmlElement> {
    list(&element.query_selector_all(selector).unwrap())
}

fn list(nodes: &web_sys::NodeList) -> Vec<HtmlElement> {
    (0..nodes.length()).filter_map(|place| nodes.get(place)?.dyn_into().ok()).collect()
}

/// Whether an element is visible.
pub(crate) fn visible(element: &Element) -> bool {
    is_visible(element)
}

/// The text of a node, with white space collapsed as in a browser.
pub(crate) fn text_of(node: &Node) -> String {
    match node.dyn_ref::<HtmlElement>() {
        Some(element) => squeeze(&element.inner_text()),
        None => squeeze(&node.text_content().unwrap_or_default()),
    }
}

/// The text of a node for screen readers, without what is hidden from them.
pub(super) fn accessible_text(node: &Node) -> String {
    fn collect(node: &Node, text: &mut String) {
        if node.node_type() == Node::TEXT_NODE {
            text.push_str(&node.text_content().unwrap_or_default());
        }
        let hidden = node
            .dyn_ref::<Element>()
            .is_some_and(|element| element.get_attribute("aria-hidden").as_deref() == Some("true"));
        let children = node.child_nodes();
        for place in (0..children.length()).filter(|_| !hidden) {
            collect(&children.get(place).unwrap(), text);
        }
    }
    let mut text = String::new();
    collect(node, &mut text);
    squeeze(&text)
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The element with this ID.
pub(super) fn by_id(root: &ShadowRoot, id: &str) -> Option<HtmlElement> {
    root.get_element_by_id(id)?.dyn_into().ok()
}

/// The elements referenced by an attribute with IDs.
pub(super) fn named_by(root: &ShadowRoot, element: &Element, attribute: &str) -> Vec<HtmlElement> {
    let ids = element.get_attribute(attribute).unwrap_or_default();
    ids.split_whitespace()
        .map(|id| {
            by_id(root, id)
                .unwrap_or_else(|| panic!("{attribute} refers to {id}, which does not exist"))
        })
        .collect()
}
