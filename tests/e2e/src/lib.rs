//! The harness of the end-to-end tests: everything real, each test on a stage of its own.
//!
//! [`play`] sets up a [`Stage`]: the sandbox, the host over a database file of its own, the built page
//! served from the host's origin as it is behind trunk's proxy, and a headless Chromium, all on loopback
//! ports that nobody else has. Tests act as a user does: they find fields and buttons by what is written
//! on them ([`Panel`], [`Page`]), and type and click through WebDriver. What happened between page and
//! host is in the [`Recorder`].
//!
//! Nothing here sleeps for a while and hopes: [`until`] waits for a condition, and gives up after 15 s.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop at the first surprise.

mod browser;
mod caller;
mod driver;
mod driver_command;
mod encodings;
mod fault;
mod gallery;
mod host_log;
pub mod key;
mod page;
mod panel;
mod paths;
mod play;
mod popup;
mod recorder;
mod row;
mod sandbox_server;
mod served;
mod server;
mod stage;
mod wait;

pub use browser::Browser;
pub use caller::Caller;
pub use encodings::{canary, encodings};
pub use fault::Fault;
pub use gallery::{ENGLISH, Gallery, LOOKS, Look, visit};
pub use host_log::HostLog;
pub use page::Page;
pub use panel::Panel;
pub use play::play;
pub use popup::Popup;
pub use recorder::{Exchange, Recorder};
pub use row::Row;
pub use sandbox_server::SandboxServer;
pub use server::Server;
pub use stage::Stage;
pub use wait::{until, until_equal};
