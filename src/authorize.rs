//! What drives an authorization of a connection: the window, the hints, and the questions to the
//! backend. What follows from what is in [`teamwork_connect_core::authorization`], and nothing is decided here.

mod driver;
mod hints;
mod requests;
mod sign_in_window;

pub(crate) use driver::{Driver, Outside, Task};
