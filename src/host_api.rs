//! The host's backend, as section 7 of the spec has it: one function a call. Every failure becomes an
//! [`ApiError`] with a stable code.

mod call;
mod calls;
mod error;
mod paths;
mod read;
mod records;
mod saving;
mod session;

pub(crate) use call::{Answered, Calling, HostApi, read};
pub(crate) use error::ApiError;
pub(crate) use paths::path_segment;
pub(crate) use read::links;
pub(crate) use records::{Listed, Saved};
pub(crate) use saving::{PendingSave, SaveBody, SaveOutcome};
pub use session::{GetHeaders, GivenHeaders, NoSession, PageHeaders};
