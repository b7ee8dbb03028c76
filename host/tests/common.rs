//! What the tests have in common.

mod bodies;
mod caller;
mod problem;
mod test_host;

pub(crate) use bodies::{desk, id_of, projects, with};
pub(crate) use caller::{Caller, fresh_key};
pub(crate) use problem::problem;
pub(crate) use test_host::{KEYS, TestHost};
