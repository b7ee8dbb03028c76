//! The package as integrators get it: packed by npm, installed in a separate project, and used there by Node,
//! TypeScript and bundlers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

mod backend;
mod bundlers;
mod memory;
mod node;
mod project;
mod react;
mod tarball;
mod types;
