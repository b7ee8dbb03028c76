//! What page and backend say to each other.

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

/// One request of the page, and the backend's answer.
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
    /// What the backend said, if it has got the request and has answered.
    pub answer: Option<Answer>,
}

/// The answer of the backend.
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

    /// The status that the backend gave.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.answer.as_ref().map(|answer| answer.status.as_u16())
    }
}

/// Everything that went to `/api` since the stage was set up, whether the backend got it or not.
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
    /// All exchanges, the oldest first.
    #[must_use]
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.lock().exchanges.clone()
    }

    /// The authorizations to save: `POST` and `PUT` of connections.
    #[must_use]
    pub fn saves(&self) -> Vec<Exchange> {
        let mut exchanges = self.exchanges();
        exchanges.retain(|e| {
            let one = e.method == Method::PUT && e.uri.starts_with("/api/connections/");
            one || (e.method == Method::POST && e.uri == "/api/connections")
        });
        exchanges
    }

    /// Waits until there have been so many authorizations to save, and gives the last.
    pub async fn save(&self, number: usize) -> Exchange {
        until(&format!("save {number} to be sent"), async || {
            let saves = self.saves();
            (saves.len() >= number).then(|| saves.last().cloned()).flatten()
        })
        .await
    }

    /// What the window asked the backend for: the start page, the callback and the done page.
    #[must_use]
    pub fn of_the_window(&self) -> Vec<Exchange> {
        let mut exchanges = self.exchanges();
        exchanges.retain(Exchange::is_of_the_window);
        exchanges
    }

    /// What the page and the panel asked the backend for.
    #[must_use]
    pub fn of_the_page(&self) -> Vec<Exchange> {
        let mut exchanges = self.exchanges();
        exchanges.retain(|exchange| !exchange.is_of_the_window());
        exchanges
    }

    /// How many authorizations to authorise were begun.
    #[must_use]
    pub fn authorizations(&self) -> usize {
        let begun = |e: &&Exchange| e.method == Method::POST && e.uri.ends_with("/authorizations");
        self.exchanges().iter().filter(begun).count()
    }

    /// How many requests could have changed something or carried a secret.
    #[must_use]
    pub fn sendings(&self) -> usize {
        let exchanges = self.exchanges();
        exchanges.iter().filter(|e| e.method != Method::GET).count()
    }

    /// From now on, saves suffer this, and nothing else does.
    pub fn suffer(&self, fault: Fault) {
        self.suffers(fault, Concerned::Saves);
    }

    /// From now on, everything whose path begins so suffers this, such as `/api/oauth/callback`, and nothing
    /// else does.
    pub fn suffer_below(&self, path: &str, fault: Fault) {
        self.suffers(fault, Concerned::Below(path.to_owned()));
    }

    fn suffers(&self, fault: Fault, concerned: Concerned) {
        let mut recorded = self.lock();
        (recorded.fault, recorded.concerned) = (fault, concerned);
        self.another_fault.notify_waiters();
    }

    /// Waits as long as requests are held.
    async fn released(&self) {
        loop {
            // Before the look at the fault, so that no change is missed.
            let another = self.another_fault.notified();
            if self.lock().fault != Fault::Held {
                return;
            }
            another.await;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Recorded> {
        // A list of exchanges is whole at every moment.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn began(&self, exchange: Exchange) -> (usize, Fault) {
        let mut recorded = self.lock();
        let path = exchange.uri.split('?').next().unwrap_or_default();
        let suffers = recorded.concerned.includes(&exchange.method, path);
        recorded.exchanges.push(exchange);
        let fault = if suffers { recorded.fault } else { Fault::None };
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
    if fault == Fault::KeptFromHost {
        std::future::pending::<()>().await;
    }
    if fault == Fault::Held {
        recorder.released().await;
    }
    let (parts, body) = next.run(Request::from_parts(parts, Body::from(body))).await.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    recorder.lock().exchanges[number].answer =
        Some(Answer { status: parts.status, headers: parts.headers.clone(), body: body.clone() });
    if fault == Fault::AnswerHangs {
        std::future::pending::<()>().await;
    }
    if fault == Fault::AnswerLost {
        // A body that fails makes the server close the connection.
        let broken = futures_util::stream::iter([Err::<Bytes, _>("the answer is lost")]);
        return Response::new(Body::from_stream(broken));
    }
    Response::from_parts(parts, Body::from(body))
}
