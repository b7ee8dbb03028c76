//! Calls to Teamwork, or to the sandbox in its place.

pub(crate) mod client;
pub(crate) mod connection_test;
pub(crate) mod egress;
mod public_address;
mod resolver;
