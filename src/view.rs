//! What `view!` needs here beyond Leptos. Nothing in this folder knows about the panel.
//!
//! The panel uses Leptos markup. This folder keeps it small in the wasm file and fast in the page:
//!
//! - [`Tracked`] is a value with change tracking. It replaces a signal, which adds 1 to 2 KB of code per value
//!   type.
//! - [`Handle`] is a `Copy` handle to a model. It creates [`Live`] values, which track what they read, and event
//!   handlers. Both are boxed, so that all uses share their code, and neither runs once the model is gone.
//! - [`attributes`] groups attributes.
//! - [`part`] is the `class` attribute, and names the element for `::part()`.
//! - [`Built`] is a type-erased view. [`When`] and [`Each`] show views as values change, and keep what did not
//!   change.
//!
//! [The measurements behind it](../docs/decisions/view-layer.md) are in docs/decisions.

// Leptos's macro makes the props of a component public, even if the component is not.
#![allow(unreachable_pub)]

mod attributes;
mod browser_only;
mod built;
mod call;
mod each;
mod fixed;
mod handle;
mod live;
mod modal;
mod mounting;
mod part;
mod scope;
mod tracked;
mod watch;
mod when;

pub(crate) use attributes::{Attributes, attributes};
pub(crate) use browser_only::BrowserOnly;
pub(crate) use built::{Built, Content, Erase};
pub(crate) use each::{Each, Item};
pub(crate) use fixed::Fixed;
pub(crate) use handle::{Handle, Handler};
pub(crate) use live::Live;
pub(crate) use modal::{Modal, is_closed, modal};
pub(crate) use part::{Part, part};
pub(crate) use tracked::Tracked;
pub(crate) use watch::Watch;
pub(crate) use when::{Template, When};
