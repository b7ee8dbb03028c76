//! The host's backend, as section 7 of the spec has it: one function a call. Every failure becomes an
//! [`ApiError`] with a stable code.

mod call;
mod calls;
mod error;
mod read;
mod saving;
mod session;

pub(crate) use call::HostApi;
pub(crate) use calls::Listed;
pub(crate) use error::ApiError;
pub(crate) use read::links;
pub(crate) use saving::{Outcome, PendingSave, SaveBody, Saved};
pub use session::{GetHeaders, GivenHeaders, NoSession, PageHeaders};
