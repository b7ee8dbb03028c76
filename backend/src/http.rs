//! HTTP: routes, extractors, middleware, problem documents, and the server.
//!
//! The other modules don't know HTTP. They return their own errors, which [`api_error`] turns into
//! responses.

pub(crate) mod api;
pub(crate) mod api_error;
pub(crate) mod caller;
pub(crate) mod client_ip;
pub(crate) mod cookies;
pub(crate) mod entity_tag;
pub(crate) mod idempotency;
pub(crate) mod json_body;
pub(crate) mod middleware;
pub(crate) mod pages;
pub(crate) mod path_id;
pub(crate) mod problem;
pub(crate) mod serve;
