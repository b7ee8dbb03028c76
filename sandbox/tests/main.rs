//! Tests of the sandbox on a real socket, one file about one thing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop at the first surprise.

mod bearer;
mod common;
mod consent;
mod door;
mod login;
mod misbehavior;
mod products;
mod sign_in;
mod sign_in_misbehavior;
mod token;
