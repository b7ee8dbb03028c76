//! The package as an integrator gets it: packed by npm, installed in a project of its own, and used there by
//! Node, by TypeScript, and by bundlers.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop at the first surprise.

mod backend;
mod bundlers;
mod memory;
mod node;
mod project;
mod react;
mod tarball;
mod types;
