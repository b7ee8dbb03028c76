//! Tests of the sandbox on a real socket, one subject per file.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

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
