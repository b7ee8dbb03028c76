//! What the tests share.

mod bodies;
mod browser;
mod caller;
mod database;
mod form;
mod forms;
mod log;
pub(crate) mod nginx;
mod problem;
mod saving;
mod test_backend;

pub(crate) use bodies::{at_site, desk, id_of, oauth, projects, sandbox_client, with};
pub(crate) use browser::{APP_ORIGIN, Browser, Start};
pub(crate) use caller::{Caller, fresh_key};
pub(crate) use database::TestDatabase;
pub(crate) use form::Form;
pub(crate) use forms::{contains, forms};
pub(crate) use log::Log;
pub(crate) use problem::problem;
pub(crate) use saving::while_saving;
pub(crate) use test_backend::{KEYS, Second, TOKEN_PATH, TestBackend, authority};
