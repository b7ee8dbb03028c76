//! The host's backend, as section 7 of the spec has it: one function a call. Every failure becomes an
//! [`ApiError`] with a stable code.

mod call;
mod calls;
mod error;
mod read;
mod saving;
mod session;

pub(crate) use call::{Answered, Calling, HostApi, read};
pub(crate) use calls::{Listed, path_segment};
pub(crate) use error::ApiError;
pub(crate) use read::links;
pub(crate) use saving::{Outcome, PendingSave, SaveBody, Saved};
pub use session::{GetHeaders, GivenHeaders, NoSession, PageHeaders};
