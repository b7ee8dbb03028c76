//! What the tests have in common.

#[allow(dead_code, unused_imports)]
mod bodies;
#[allow(dead_code)] // Widened by the tests that follow.
mod browser;
mod caller;
mod problem;
mod test_host;

pub(crate) use bodies::{at_site, desk, id_of, oauth, projects, sandbox_client, with};
pub(crate) use browser::{Browser, Start};
pub(crate) use caller::{Caller, fresh_key};
pub(crate) use problem::problem;
pub(crate) use test_host::{KEYS, TestHost};
