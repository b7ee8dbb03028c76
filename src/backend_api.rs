//! The client of the backend API described in docs/backend-api.md: one function per call. Every failure becomes an
//! [`ApiError`] with a stable code.

#[cfg(not(feature = "ssr"))]
mod call;
#[cfg(not(feature = "ssr"))]
mod calls;
#[cfg(not(feature = "ssr"))]
mod error;
mod page_headers;
#[cfg(not(feature = "ssr"))]
mod paths;
#[cfg(not(feature = "ssr"))]
mod read;
#[cfg(not(feature = "ssr"))]
mod records;
#[cfg(not(feature = "ssr"))]
mod saving;
#[cfg(not(feature = "ssr"))]
mod session;

#[cfg(not(feature = "ssr"))]
pub(crate) use call::{Answered, BackendApi, Calling, read};
#[cfg(not(feature = "ssr"))]
pub(crate) use error::ApiError;
pub use page_headers::{GetHeaders, GivenHeaders, NoSession, PageHeaders};
#[cfg(not(feature = "ssr"))]
pub(crate) use paths::path_segment;
#[cfg(all(feature = "csr", not(feature = "ssr")))]
pub(crate) use read::links;
#[cfg(not(feature = "ssr"))]
pub(crate) use records::{Listed, Saved};
#[cfg(not(feature = "ssr"))]
pub(crate) use saving::{PendingSave, SaveBody, SaveOutcome};
