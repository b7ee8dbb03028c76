//! A request to the backend, with the headers that every request carries.

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

/// How long the page may take to provide headers, in milliseconds. Same as the timeout of a response.
const HEADERS_TIMEOUT: i32 = 30_000;

/// The path of the backend's configuration.
pub(super) const CONFIG: &str = "/config";

/// The backend's base URL, and how to send requests to it.
#[derive(Clone)]
pub(crate) struct BackendApi {
    base: String,
    credentials: RequestCredentials,
    session: Rc<Session>,
}

/// Headers in addition to those that every request carries.
pub(super) type Headers = Vec<(&'static str, String)>;

/// A request in progress.
pub(crate) type Calling = Pin<Box<dyn Future<Output = Answered>>>;

/// The outcome of a request.
pub(crate) type Answered = Result<Answer, ApiError>;

impl BackendApi {
    /// Creates a client for the backend at this base URL, which may be relative to the page. `get_headers` returns
    /// the headers that the page adds to requests.
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

    /// Sends a request. Returns the response if its status is 2xx.
    pub(super) fn call(
        &self,
        method: Method,
        path: &str,
        headers: Headers,
        body: Option<Zeroizing<Vec<u8>>>,
    ) -> Calling {
        // Boxed, or else every caller's future would contain a copy of this one.
        Box::pin(call(self.clone(), method, path.to_owned(), headers, body))
    }

    /// Same as [`call`](Self::call), for `GET`.
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
    // Browsers send this header across origins only with the backend's permission, which keeps other pages from
    // posting on behalf of the user.
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
            // A backend that gives everyone a session sets its cookie with the configuration. If the cookie is
            // lost, requesting the configuration again restores it.
            Err(NoSession) => path != CONFIG && backend.get(CONFIG).await.is_ok(),
        };
        if is_renewed {
            answer = ask(&request).await?;
        }
    }
    if (200..300).contains(&answer.status) { Ok(answer) } else { Err(ApiError::of_answer(&answer)) }
}

/// Waits for the page's headers, with a timeout.
async fn in_time(
    asked: Pin<Box<dyn Future<Output = Result<Issued, NoSession>> + '_>>,
) -> Result<Issued, NoSession> {
    within(HEADERS_TIMEOUT, asked).await.unwrap_or(Err(NoSession))
}

/// Parses a JSON response.
pub(crate) fn read<T: Read>(answer: Answer) -> Result<T, ApiError> {
    let value = json::parse(&answer.text).unwrap_or_default();
    T::read(&value).ok_or_else(|| bad_response(&answer))
}

#[inline(never)]
pub(super) fn bad_response(answer: &Answer) -> ApiError {
    ApiError { status: Some(answer.status), ..ApiError::of(ResultCode::BadResponse) }
}
