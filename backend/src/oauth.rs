//! The logic of an OAuth 2.0 sign-in. It knows neither routes nor responses; those are in
//! [`http::pages`](crate::http::pages).

pub(crate) mod binding;
pub(crate) mod bring_online;
pub(crate) mod check;
pub(crate) mod exchange;
pub(crate) mod pkce;
pub(crate) mod return_url;
pub(crate) mod stale_cookies;
pub(crate) mod state;
pub(crate) mod verification_code;
