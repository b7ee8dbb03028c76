//! Helpers for mounting our views in other views.

use leptos::tachys::view::Mountable;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// Mounts a view before a node. Returns whether that node has a parent.
pub(super) fn insert_before(node: &Node, child: &mut dyn Mountable) -> bool {
    let Some(parent) = node.parent_node() else { return false };
    child.mount(parent.unchecked_ref::<Element>(), Some(node));
    true
}

/// Lets a browser-only view be part of views that are also rendered on a server. It renders nothing there, because
/// the panel is only built in a browser.
macro_rules! browser_only {
    ($type:ty $(, $($parameter:tt)+)?) => {
        impl $(<$($parameter)+>)? leptos::tachys::view::add_attr::AddAnyAttr for $type {
            type Output<A: leptos::tachys::html::attribute::Attribute> = Self;

            fn add_any_attr<A: leptos::tachys::html::attribute::Attribute>(
                self,
                _: A,
            ) -> Self::Output<A> {
                self
            }
        }

        impl $(<$($parameter)+>)? leptos::tachys::view::RenderHtml for $type {
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
                _: &mut leptos::tachys::view::Position,
                _: bool,
                _: bool,
                _: Vec<leptos::tachys::html::attribute::any_attribute::AnyAttribute>,
            ) {
            }

            fn hydrate<const FROM_SERVER: bool>(
                self,
                _: &leptos::tachys::hydration::Cursor,
                _: &leptos::tachys::view::PositionState,
            ) -> Self::State {
                self.build()
            }

            fn into_owned(self) -> Self {
                self
            }
        }
    };
}

pub(super) use browser_only;
