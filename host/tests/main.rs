//! Tests of the host over a real socket, a real database file and the sandbox, one file about one thing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // A test may stop at the first surprise.

mod accounts;
mod audit;
mod authorizations;
mod bad_bodies;
mod bearer_token;
mod callbacks;
mod common;
mod confirmation;
mod conflicts;
mod connection_tests;
mod connections;
mod cross_origin;
mod database;
mod idempotency;
mod killed;
mod logs;
mod meanwhile;
mod oauth_clients;
mod oauth_pages;
mod oauth_secrets;
mod openapi;
mod pkce;
mod program;
mod rate_limits;
mod redirect_mode;
mod refusals;
mod restart;
mod rotation;
mod secrets;
mod sessions;
mod severed;
mod sign_in;
mod start;
mod staying_authorized;
mod token_endpoint;
