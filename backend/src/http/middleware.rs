//! The middleware around every request.

mod cors;
mod csrf;
mod door;
mod observe;

pub(crate) use cors::cors;
pub(crate) use csrf::refuse_forged;
pub(crate) use door::{refuse_foreign, refuse_foreign_forms, refuse_misdirected};
pub(crate) use observe::observe;
