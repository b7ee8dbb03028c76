//! Views without their types.
//!
//! The type of a Leptos view holds the type of everything in it, and each such type brings code to
//! build, rebuild, hydrate, render on a server and erase it. Parts of the panel only ever need to be
//! built. A [`Piece`] is a view that has been: an element, and what keeps its changing parts alive.
//! Compared with `AnyView` it makes the component a third smaller (see the size budget).

use std::any::Any;

use leptos::prelude::*;
use leptos::tachys::html::attribute::Attribute;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::html::element::ElementState;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::view::add_attr::AddAnyAttr;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use web_sys::{Element, Node};

/// A part of the panel, built and ready to be put on the page.
pub(super) struct Piece(SendWrapper<PieceState>);

/// A piece that is on the page.
pub(super) struct PieceState {
    node: Node,
    // Dropping it ends the effects that keep the element up to date.
    _alive: Option<Box<dyn Any>>,
}

impl Piece {
    /// A text that never changes.
    pub(super) fn text(text: &str) -> Self {
        let node = web_sys::Text::new_with_data(text).map(Node::from);
        // The constructor of a text node has no way to fail in a browser; an empty comment is as good.
        let node = node.unwrap_or_else(|_| document().create_comment("").into());
        Self(SendWrapper::new(PieceState { node, _alive: None }))
    }
}

/// Views that can become a piece: those with one element around them.
pub(super) trait IntoPiece {
    /// Builds the view.
    fn piece(self) -> Piece;
}

impl<View, Attributes: 'static, Children: 'static> IntoPiece for View
where
    View: Render<State = ElementState<Attributes, Children>>,
{
    fn piece(self) -> Piece {
        let state = self.build();
        let node = Node::from(Element::clone(&state));
        Piece(SendWrapper::new(PieceState { node, _alive: Some(Box::new(state)) }))
    }
}

impl Mountable for PieceState {
    fn unmount(&mut self) {
        if let Some(parent) = self.node.parent_node() {
            let _ = parent.remove_child(&self.node);
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.node.parent_element() else { return false };
        child.mount(&parent, Some(&self.node));
        true
    }

    fn elements(&self) -> Vec<Element> {
        Vec::new()
    }
}

impl Render for Piece {
    type State = PieceState;

    fn build(self) -> PieceState {
        self.0.take()
    }

    fn rebuild(self, state: &mut PieceState) {
        let mut new = self.0.take();
        state.insert_before_this(&mut new);
        state.unmount();
        *state = new;
    }
}

impl AddAnyAttr for Piece {
    type Output<NewAttribute: Attribute> = Self;

    fn add_any_attr<NewAttribute: Attribute>(self, _: NewAttribute) -> Self {
        self
    }
}

// The panel is only ever made in a browser, so there is nothing to render elsewhere.
impl RenderHtml for Piece {
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

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> PieceState {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
