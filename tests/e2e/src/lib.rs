//! The harness of the end-to-end tests. Everything is real, and each test has a stage of its own.
//!
//! [`play`] sets up a [`Stage`]: the sandbox, the backend with its own database file, the built page served from
//! the backend's origin as behind trunk's proxy, and a headless browser, all on loopback ports of their own. Tests
//! act as a user does: they find fields and buttons by their text ([`Panel`], [`Page`]), and type and click
//! through WebDriver. The traffic between page and backend is in the [`Recorder`].
//!
//! Nothing here sleeps for a fixed time: [`until`] waits for a condition, and gives up after 15 s.
//!
//! # What a journey can change
//!
//! - **The engine** is that of the run: `E2E_ENGINE` is `chromium`, `firefox` or `webkit`, see [`Engine`].
//! - **Blocked popups**: [`Setting::blocking_popups`]. A click by WebDriver still counts as a user's click.
//! - **The backend's options**: [`Setting::with_backend`].
//! - **Headers of the page**, such as a content security policy: [`Server::send_headers_with_page`].
//! - **A page elsewhere**, on another site or origin than the backend's, that embeds the CDN package: [`Website`],
//!   at [`Stage::website`].
//! - **Another user's browser**: [`Browser::start`]. The cookies a browser would send: [`Browser::cookies`].
//! - **Faults** between page and backend: [`Recorder::inject`], [`Recorder::inject_below`], [`Server::stop`].
//!   Faults of Teamwork: [`SandboxServer::sandbox`].
//! - **The time**: [`Server::clock`].
//!
//! At the end of every journey, [`play`] checks the console of the page for uncaught errors and policy violations.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

mod backend_log;
mod browser;
mod caller;
mod display;
mod driver;
mod driver_command;
mod encodings;
mod engine;
mod example;
mod fault;
mod gallery;
pub mod key;
mod page;
mod panel;
mod paths;
mod play;
mod popup;
mod process;
mod recorder;
mod row;
mod sandbox_server;
mod served;
mod server;
mod setting;
mod site_files;
mod stage;
mod startup_cache;
mod wait;
mod website;

pub use backend_log::BackendLog;
pub use browser::Browser;
pub use caller::Caller;
pub use encodings::{canary, encodings};
pub use engine::Engine;
pub use example::Example;
pub use fault::Fault;
pub use gallery::{ENGLISH, Gallery, LOOKS, Look, visit};
pub use page::Page;
pub use panel::Panel;
pub use paths::package;
pub use play::play;
pub use popup::Popup;
pub use recorder::{Exchange, Recorder};
pub use row::Row;
pub use sandbox_server::SandboxServer;
pub use server::Server;
pub use setting::Setting;
pub use stage::Stage;
pub use wait::{until, until_equal};
pub use website::Website;
