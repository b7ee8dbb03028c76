//! Whole journeys through the page, the host and the sandbox.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop at the first surprise.

mod create;
