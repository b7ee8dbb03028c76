//! Complete journeys through the page, the backend and the sandbox.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Tests may panic.

mod addresses;
mod auth_type;
mod authorize;
mod authorize_elsewhere;
mod authorize_ends;
mod authorize_forged;
mod authorize_framed;
mod authorize_outage;
mod authorize_policies;
mod authorize_secrets;
mod authorize_this_tab;
mod authorize_window;
mod browsers;
mod cdn;
mod clients;
mod common;
mod conflict;
mod create;
mod delete;
mod edit;
mod elsewhere;
mod keyboard;
mod languages;
mod leaving;
mod life_cycle;
mod names;
mod narrow;
mod no_backend;
mod other_names;
mod outage;
mod own_page;
mod reload;
mod secrets;
mod service_worker;
mod strict;
mod testing;
mod validation;
