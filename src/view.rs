//! What `view!` needs here beyond Leptos. Nothing in this folder knows about the panel.
//!
//! The markup of the panel is Leptos's own. This folder keeps it small in the wasm file and quick on the page:
//!
//! - [`Tracked`] is a value whose readers follow its changes. It stands in for a signal, which adds 1 to 2 KB of
//!   code for every type of value.
//! - [`Handle`] is a copyable handle to a model. It makes [`Live`] values, which follow what they read, and event
//!   handlers. Both are boxed, so that every use shares one piece of code, and neither runs once the model is gone.
//! - [`attributes`] are attributes that go together.
//! - [`part`] is the `class` attribute, and names the element for `::part()`.
//! - [`Built`] is a view that is already built, without its type. [`When`] and [`Each`] show views as values change,
//!   and keep what did not change.
//!
//! [The measurements behind it](../docs/decisions/view-layer.md) are in the documents.

// Leptos's macro makes the properties of a component public, whatever the component is.
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
