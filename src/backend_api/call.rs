//! One request to the backend, with what every request carries.

use std::pin::Pin;
use std::rc::Rc;

use gloo_net::http::Method;
use teamwork_connect_core::ResultCode;
use web_sys::RequestCredentials;
use zeroize::Zeroizing;

use super::ApiError;
use super::page_headers::{GetHeaders, NoSession};
use super::read::Read;
use super::session::{Issued, Session};
use crate::browser::fetch::{Answer, Ask, ask};
use crate::browser::timer::within;
use crate::browser::{address, json};

/// How long the page may take to give headers, in milliseconds: as long as an answer may.
const HEADERS_TIMEOUT: i32 = 30_000;

/// What the backend offers.
pub(super) const CONFIG: &str = "/config";

/// Where the backend is, and how to speak to it.
#[derive(Clone)]
pub(crate) struct BackendApi {
    base: String,
    credentials: RequestCredentials,
    session: Rc<Session>,
}

/// Headers beside those that every request carries.
pub(super) type Headers = Vec<(&'static str, String)>;

/// A request under way.
pub(crate) type Calling = Pin<Box<dyn Future<Output = Answered>>>;

/// What came of it.
pub(crate) type Answered = Result<Answer, ApiError>;

impl BackendApi {
    /// A backend below this URL, which may be relative to the page. `get_headers` gives the headers that
    /// the page adds to requests.
    pub(crate) fn new(
        base: &str,
        credentials: RequestCredentials,
        get_headers: Option<GetHeaders>,
    ) -> Self {
        let base = base.trim_end_matches('/').to_owned();
        Self { base, credentials, session: Rc::new(Session::new(get_headers)) }
    }

    /// The origin of the backend.
    pub(crate) fn origin(&self) -> Option<String> {
        address::origin_of(&self.base)
    }

    /// Asks, and gives the answer if it is a success.
    pub(super) fn call(
        &self,
        method: Method,
        path: &str,
        headers: Headers,
        body: Option<Zeroizing<Vec<u8>>>,
    ) -> Calling {
        // Boxed, or else every call would have a copy of all this in its own future.
        Box::pin(call(self.clone(), method, path.to_owned(), headers, body))
    }

    /// As [`call`](Self::call), for `GET`.
    pub(super) fn get(&self, path: &str) -> Calling {
        self.call(Method::GET, path, Headers::new(), None)
    }
}

async fn call(
    backend: BackendApi,
    method: Method,
    path: String,
    mut headers: Headers,
    body: Option<Zeroizing<Vec<u8>>>,
) -> Answered {
    // Browsers send it across origins only after the backend has allowed it, which keeps other
    // pages from posting in the user's name.
    headers.push(("X-Requested-With", "teamwork-connect".to_owned()));
    headers.push(("Accept", "application/json".to_owned()));
    let url = format!("{}{path}", backend.base);
    let expired = |_| ApiError::of(ResultCode::SessionExpired);
    let issued = in_time(Box::pin(backend.session.headers())).await.map_err(expired)?;
    let page_headers = issued.headers.clone();
    let credentials = backend.credentials;
    let mut request = Ask { method, url, headers, page_headers, credentials, body };
    let mut answer = ask(&request).await?;
    if answer.status == 401 {
        let is_renewed = match in_time(Box::pin(backend.session.renew(issued))).await {
            Ok(renewed) => {
                request.page_headers = renewed.headers;
                true
            }
            // A backend that gives everyone a session gives it as a cookie with its configuration, and again
            // where that cookie is lost.
            Err(NoSession) => path != CONFIG && backend.get(CONFIG).await.is_ok(),
        };
        if is_renewed {
            answer = ask(&request).await?;
        }
    }
    if (200..300).contains(&answer.status) { Ok(answer) } else { Err(ApiError::of_answer(&answer)) }
}

/// Headers from a page that takes no longer than it may.
async fn in_time(
    asked: Pin<Box<dyn Future<Output = Result<Issued, NoSession>> + '_>>,
) -> Result<Issued, NoSession> {
    within(HEADERS_TIMEOUT, asked).await.unwrap_or(Err(NoSession))
}

/// Reads a JSON answer.
pub(crate) fn read<T: Read>(answer: Answer) -> Result<T, ApiError> {
    let value = json::parse(&answer.text).unwrap_or_default();
    T::read(&value).ok_or_else(|| bad_response(&answer))
}

#[inline(never)]
pub(super) fn bad_response(answer: &Answer) -> ApiError {
    ApiError { status: Some(answer.status), ..ApiError::of(ResultCode::BadResponse) }
}
