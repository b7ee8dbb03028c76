//! Parts of the panel that are built and can be put on the page.

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use web_sys::{Element, Node};

/// A node with what keeps its changing parts alive: effects and listeners. A pointer, because it is
/// handed on at every step of building.
pub(super) struct Piece(Box<Parts>);

struct Parts {
    node: Node,
    alive: Vec<Box<dyn Alive>>,
}

/// What is kept only to be dropped.
pub(super) trait Alive {}

impl<T> Alive for T {}

impl Piece {
    /// A node by itself.
    pub(super) fn new(node: Node) -> Self {
        Self(Box::new(Parts { node, alive: Vec::new() }))
    }

    /// A text that never changes.
    pub(super) fn text(text: &str) -> Self {
        Self::new(document().create_text_node(text).into())
    }

    /// The node.
    pub(super) fn node(&self) -> &Node {
        &self.0.node
    }

    /// Keeps something alive as long as the node.
    pub(super) fn keep(&mut self, kept: Box<dyn Alive>) {
        self.0.alive.push(kept);
    }

    /// Puts a piece into this one, at the end.
    pub(super) fn append(&mut self, child: Self) {
        let Parts { node, alive } = *child.0;
        let _ = self.0.node.append_child(&node);
        self.0.alive.extend(alive);
    }

    /// Puts the piece before a node that is on the page.
    pub(super) fn insert_before(&self, next: &Node) {
        if let Some(parent) = next.parent_node() {
            let _ = parent.insert_before(self.node(), Some(next));
        }
    }

    /// Takes the piece off the page, and ends it.
    pub(super) fn remove(mut self) {
        self.unmount();
    }
}

/// A piece as a view of Leptos: what a component returns.
pub(super) struct PieceView(SendWrapper<Piece>);

impl From<Piece> for PieceView {
    fn from(piece: Piece) -> Self {
        Self(SendWrapper::new(piece))
    }
}

impl Mountable for Piece {
    fn unmount(&mut self) {
        if let Some(parent) = self.node().parent_node() {
            let _ = parent.remove_child(self.node());
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(self.node(), marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.node().parent_element() else { return false };
        child.mount(&parent, Some(self.node()));
        true
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

impl Render for PieceView {
    type State = Piece;

    fn build(self) -> Piece {
        self.0.take()
    }

    fn rebuild(self, state: &mut Piece) {
        let mut new = self.0.take();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl AddAnyAttr for PieceView {
    type Output<NewAttribute: Attribute> = Self;

    fn add_any_attr<NewAttribute: Attribute>(self, _: NewAttribute) -> Self {
        self
    }
}

// The panel is only ever made in a browser, so there is nothing to render elsewhere.
impl RenderHtml for PieceView {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Piece {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
