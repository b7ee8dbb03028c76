//! What happens around every request.

mod cors;
mod csrf;
mod observe;

pub(crate) use cors::cors;
pub(crate) use csrf::refuse_forged;
pub(crate) use observe::observe;
