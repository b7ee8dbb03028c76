//! Tests of the host over a real socket, a real database file and the sandbox, one file about one thing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop at the first surprise.

mod common;
mod connections;
