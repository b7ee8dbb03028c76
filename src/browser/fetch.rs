//! `fetch`, with every rejection mapped to a value.
//!
//! gloo-net builds the requests. It is not used to send them or to read bodies, because it traps when either
//! rejects with something other than an `Error`, as a patched `fetch` may.

use gloo_net::http::{Headers, Method, RequestBuilder};
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Request, RequestCredentials, Response};
use zeroize::Zeroizing;

use super::abort::AbortOnDrop;
use super::object::{get, object};
use super::policy::PolicyWatch;
use super::timer::Timer;

/// The timeout of a response, in milliseconds. A save may wait for the backend's own database, and a test for
/// Teamwork (15 s at most there).
const TIMEOUT: i32 = 30_000;

/// A request.
pub(crate) struct Ask {
    pub(crate) method: Method,
    pub(crate) url: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The page's headers. The others override them.
    pub(crate) page_headers: Vec<(String, String)>,
    pub(crate) credentials: RequestCredentials,
    /// A JSON body, which may contain a secret. The caller keeps it, to resend it.
    pub(crate) body: Option<Zeroizing<Vec<u8>>>,
}

/// A response, whatever its status.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) etag: Option<String>,
    pub(crate) location: Option<String>,
    /// The number of seconds in `Retry-After`. A date is ignored, because the local clock may be wrong.
    pub(crate) retry_after: Option<u32>,
    pub(crate) text: String,
}

/// Why there is no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoAnswer {
    /// The request could not be built: the URL is invalid.
    BadUrl,
    /// No connection, blocked by CORS, aborted, or timed out.
    Network,
    /// Blocked by the page's content security policy.
    Forbidden,
}

/// Sends a request and reads the whole response. Dropping the future aborts the request.
pub(crate) async fn ask(ask: &Ask) -> Result<Answer, NoAnswer> {
    let abort = AbortOnDrop::new();
    let _timeout =
        abort.controller().and_then(|controller| Timer::after(TIMEOUT, move || controller.abort()));
    let sent = ask.body.as_ref().map(|bytes| SentBody(Uint8Array::from(bytes.as_slice())));
    let request = build(ask, &abort).ok_or(NoAnswer::BadUrl)?;
    let policy = PolicyWatch::begin(request.url());
    let promise = fetch(&request, sent.as_ref()).ok_or(NoAnswer::Network)?;
    let response = match JsFuture::from(promise).await {
        Ok(value) => value.dyn_into::<Response>().map_err(|_| NoAnswer::Network)?,
        Err(_) if policy.has_forbidden().await => return Err(NoAnswer::Forbidden),
        Err(_) => return Err(NoAnswer::Network),
    };
    let body = response.text().map_err(|_| NoAnswer::Network)?;
    let text = JsFuture::from(body).await.map_err(|_| NoAnswer::Network)?;
    let header = |name| response.headers().get(name).ok().flatten();
    Ok(Answer {
        status: response.status(),
        etag: header("ETag"),
        location: header("Location"),
        retry_after: header("Retry-After").and_then(|seconds| seconds.parse().ok()),
        text: text.as_string().unwrap_or_default(),
    })
}

/// Calls the page's `fetch`, which a script may have patched so that it throws or returns no promise. Passes a URL
/// and options, because many such scripts don't expect a `Request`.
fn fetch(request: &Request, body: Option<&SentBody>) -> Option<Promise> {
    let window = web_sys::window()?;
    let fetch = Reflect::get(&window, &"fetch".into()).ok()?;
    let of_request = |name| get(request, name);
    let options = object(&[
        ("method", of_request("method")),
        ("headers", of_request("headers")),
        ("credentials", of_request("credentials")),
        ("signal", of_request("signal")),
        ("body", body.map_or(JsValue::UNDEFINED, |body| body.0.clone().into())),
    ]);
    let answer = fetch.dyn_ref::<Function>()?.call2(&window, &of_request("url"), &options).ok()?;
    Some(Promise::resolve(&answer))
}

/// The copy of a body that the browser sends. The garbage collector would leave it in memory, so it is
/// overwritten, but not before the response: WebKit's requests do not copy it again, and a page's own `fetch` may
/// be slow.
struct SentBody(Uint8Array);

impl Drop for SentBody {
    fn drop(&mut self) {
        self.0.fill(0, 0, self.0.length());
    }
}

/// Builds everything but the body, which must not be copied.
fn build(ask: &Ask, abort: &AbortOnDrop) -> Option<Request> {
    // Not with gloo-net's own `header`, which traps on an invalid header value.
    let headers = web_sys::Headers::new().ok()?;
    for (name, value) in &ask.page_headers {
        headers.set(name, value).ok()?;
    }
    for (name, value) in &ask.headers {
        headers.set(name, value).ok()?;
    }
    if ask.body.is_some() {
        headers.set("Content-Type", "application/json").ok()?;
    }
    let builder = RequestBuilder::new(&ask.url)
        .method(ask.method.clone())
        .headers(Headers::from_raw(headers))
        .credentials(ask.credentials)
        .abort_signal(abort.signal().as_ref());
    builder.build().ok().map(Request::from)
}
