//! Every text of a panel, visible or announced.

use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

use super::Panel;

/// Attributes whose values are announced or shown.
const ATTRIBUTES: [&str; 7] = [
    "alt",
    "aria-description",
    "aria-label",
    "aria-roledescription",
    "aria-valuetext",
    "placeholder",
    "title",
];

/// A text node, or an attribute with text.
pub(crate) struct Utterance {
    pub(crate) text: String,
    /// Whether it is user or backend data, or code: it has its own direction.
    pub(crate) is_data: bool,
}

impl Panel {
    /// All current texts, in document order.
    pub(crate) fn utterances(&self) -> Vec<Utterance> {
        let mut all = Vec::new();
        for outermost in self.all("[part~=panel]") {
            collect(&outermost, false, &mut all);
        }
        all
    }
}

fn collect(node: &Node, is_data: bool, all: &mut Vec<Utterance>) {
    let mut say = |text: String| {
        if !text.trim().is_empty() {
            all.push(Utterance { text: text.trim().to_owned(), is_data });
        }
    };
    if node.node_type() == Node::TEXT_NODE {
        say(node.text_content().unwrap_or_default());
    }
    if let Some(element) = node.dyn_ref::<Element>() {
        ATTRIBUTES.iter().filter_map(|name| element.get_attribute(name)).for_each(say);
    }
    let children = node.child_nodes();
    for place in 0..children.length() {
        let child = children.get(place).unwrap();
        let own = child.dyn_ref::<Element>().is_some_and(|element| element.has_attribute("dir"));
        collect(&child, is_data || own, all);
    }
}
