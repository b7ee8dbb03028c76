//! Headers that the page adds to requests.

use std::pin::Pin;
use std::rc::Rc;

/// Gives the headers for the next request.
pub type GetHeaders = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = GivenHeaders>>>>;

/// The headers of the page, `None` where it adds none to any request, or that it has no session any more.
pub type GivenHeaders = Result<Option<PageHeaders>, NoSession>;

/// Names and values of headers.
pub type PageHeaders = Vec<(String, String)>;

/// The page could give no headers, because its user is no longer signed in or for any other reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSession;
