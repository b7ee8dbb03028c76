//! Records the traffic between page and backend.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use serde_json::Value;
use tokio::sync::Notify;

use crate::fault::Concerned;
use crate::{Fault, until};

/// A request of the page, and the backend's response.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The method.
    pub method: Method,
    /// Path and query.
    pub uri: String,
    /// The headers of the request.
    pub headers: HeaderMap,
    /// The body of the request.
    pub body: Bytes,
    /// The backend's response, if it has received the request and responded.
    pub answer: Option<Answer>,
}

/// A response of the backend.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Exchange {
    /// The body of the request as JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn is_of_the_window(&self) -> bool {
        self.uri.starts_with("/api/oauth/")
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.answer.as_ref().map(|answer| answer.status.as_u16())
    }
}

/// All requests to `/api` since the stage was set up, whether they reached the backend or not.
#[derive(Clone, Debug, Default)]
pub struct Recorder {
    state: Arc<Mutex<Recorded>>,
    another_fault: Arc<Notify>,
}

#[derive(Debug, Default)]
struct Recorded {
    exchanges: Vec<Exchange>,
    fault: Fault,
    concerned: Concerned,
}

impl Recorder {
    /// All exchanges, oldest first.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.lock().exchanges.clone()
    }

    /// The requests to save: `POST` and `PUT` of connections.
    #[must_use]
    pub fn saves(&self) -> Vec<Exchange> {
        let mut exchanges = self.exchanges();
        exchanges.retain(|e| {
            let one = e.method == Method::PUT && e.uri.starts_with("/api/connections/");
            one || (e.method == Method::POST && e.uri == "/api/connections")
        });
        exchanges
    }

    /// Waits until this many requests to save were sent, and returns the last one.
    pub async fn save(&self, number: usize) -> Exchange {
        until(&format!("save {number} to be sent"), async || {
            let saves = self.saves();
            (saves.len() >= number).then(|| saves.last().cloned()).flatten()
        })
        .await
    }

    /// The requests of the window: the start page, the callback and the done page.
    #[must_use]
    pub fn of_the_window(&self) -> Vec<Exchange> {
        let mut exchanges = self.exchanges();
        exchanges.retain(Exchange::is_of_the_window);
        exchanges
    }

    /// The requests of the page and the panel.
    #[must_use]
    pub fn of_the_page(&self) -> Vec<Exchange> {
        let mut exchanges = self.exchanges();
        exchanges.retain(|exchange| !exchange.is_of_the_window());
        exchanges
    }

    /// How many authorizations were started.
    #[must_use]
    pub fn authorizations(&self) -> usize {
        let begun = |e: &&Exchange| e.method == Method::POST && e.uri.ends_with("/authorizations");
        self.exchanges().iter().filter(begun).count()
    }

    /// How many requests could have changed something or carried a secret.
    #[must_use]
    pub fn writes_sent(&self) -> usize {
        let exchanges = self.exchanges();
        exchanges.iter().filter(|e| e.method != Method::GET).count()
    }

    /// From now on, this fault affects all saves, and nothing else.
    pub fn inject(&self, fault: Fault) {
        self.set_fault(fault, Concerned::Saves);
    }

    /// From now on, this fault affects all requests below a path, such as `/api/oauth/callback`, and nothing else.
    pub fn inject_below(&self, path: &str, fault: Fault) {
        self.set_fault(fault, Concerned::Below(path.to_owned()));
    }

    fn set_fault(&self, fault: Fault, concerned: Concerned) {
        let mut recorded = self.lock();
        (recorded.fault, recorded.concerned) = (fault, concerned);
        self.another_fault.notify_waiters();
    }

    /// Waits while requests are held.
    async fn released(&self) {
        loop {
            // Subscribe before reading the fault, so that no change is missed.
            let another = self.another_fault.notified();
            if self.lock().fault != Fault::Held {
                return;
            }
            another.await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Recorded> {
        // The list of exchanges is always consistent, even after a panic.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn began(&self, exchange: Exchange) -> (usize, Fault) {
        let mut recorded = self.lock();
        let path = exchange.uri.split('?').next().unwrap_or_default();
        let affected = recorded.concerned.includes(&exchange.method, path);
        recorded.exchanges.push(exchange);
        let fault = if affected { recorded.fault } else { Fault::None };
        (recorded.exchanges.len() - 1, fault)
    }
}

/// The middleware around the backend.
pub(crate) async fn record(
    State(recorder): State<Recorder>,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let (number, fault) = recorder.began(Exchange {
        method: parts.method.clone(),
        uri: parts.uri.to_string(),
        headers: parts.headers.clone(),
        body: body.clone(),
        answer: None,
    });
    if fault == Fault::KeptFromBackend {
        std::future::pending::<()>().await;
    }
    if fault == Fault::Held {
        recorder.released().await;
    }
    let (parts, body) = next.run(Request::from_parts(parts, Body::from(body))).await.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    recorder.lock().exchanges[number].answer =
        Some(Answer { status: parts.status, headers: parts.headers.clone(), body: body.clone() });
    if fault == Fault::ResponseHangs {
        std::future::pending::<()>().await;
    }
    if fault == Fault::ResponseLost {
        // A failing body makes the server close the connection.
        let broken = futures_util::stream::iter([Err::<Bytes, _>("the answer is lost")]);
        return Response::new(Body::from_stream(broken));
    }
    Response::from_parts(parts, Body::from(body))
}
