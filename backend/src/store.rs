//! The database: connecting to it, its rows, and its queries.

pub(crate) mod access_tokens;
pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod after;
pub(crate) mod authorization_row;
pub(crate) mod authorizations;
pub(crate) mod confirmations;
pub(crate) mod connection_row;
pub(crate) mod connections;
pub(crate) mod database;
pub(crate) mod error;
pub(crate) mod idempotent_answers;
pub(crate) mod key_check;
pub(crate) mod named_authorizations;
pub(crate) mod oauth_client_row;
pub(crate) mod oauth_clients;
pub(crate) mod passed_tests;
pub(crate) mod sessions;
