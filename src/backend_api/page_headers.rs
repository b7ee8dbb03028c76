//! Headers that the page adds to requests.

use std::pin::Pin;
use std::rc::Rc;

/// Returns the headers for the next request.
pub type GetHeaders = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = GivenHeaders>>>>;

/// The page's headers, `None` if the page never adds any, or an error if its session has ended.
pub type GivenHeaders = Result<Option<PageHeaders>, NoSession>;

/// Header names and values.
pub type PageHeaders = Vec<(String, String)>;

/// The page could not provide headers, because its user is no longer signed in or for any other reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSession;
