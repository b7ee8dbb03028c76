//! Drives the authorization of a connection: the window, the hints, and the requests to the backend. The state
//! machine in [`teamwork_connect_core::authorization_flow`] makes all decisions.

mod driver;
mod hints;
mod requests;
mod sign_in_window;

pub(crate) use driver::{Driver, Outside, Task};
