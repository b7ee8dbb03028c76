//! Authentication and access: sessions, the bearer token, and access to the credentials of
//! connections.

pub(crate) mod bearer_token;
pub(crate) mod credential;
pub(crate) mod session;
