//! The panel's data. Nothing in it touches the page.

mod banner;
mod checks;
mod clients;
mod connection;
mod form;
mod secret;
mod session;

pub(crate) use banner::Banner;
pub(crate) use checks::{Checks, Purpose};
pub(crate) use clients::{ClientDialog, ClientList, Clients, PendingClient};
pub(crate) use connection::ConnectionState;
pub(crate) use form::{Author, Form};
pub(crate) use secret::{SecretField, SecretInput};
pub(crate) use session::{Busy, Generation, Leaving, Question, Session};
