//! The sandbox as a whole: its state, and its router.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::middleware;

use crate::behaviour::Behaviour;
use crate::request_log::LoggedRequest;
use crate::{control, home, misbehave, products};

/// A stand-in for Teamwork. Clones share their state.
#[derive(Clone, Debug, Default)]
pub struct Sandbox {
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    behaviours: Vec<Behaviour>,
    requests: Vec<LoggedRequest>,
}

impl Sandbox {
    /// A sandbox that behaves.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything it serves: Teamwork's endpoints, `/sandbox/…` to control it, and a page at `/`.
    pub fn router(&self) -> Router {
        // Only what stands in for Teamwork misbehaves and is logged. The way to reset it always works.
        let teamwork = products::router()
            .layer(middleware::from_fn_with_state(self.clone(), misbehave::misbehave));
        Router::new()
            .merge(home::router())
            .merge(control::router())
            .fallback_service(teamwork)
            .with_state(self.clone())
    }

    /// Makes it misbehave from now on. Where several behaviours apply to a request, the latest does.
    pub fn behave(&self, behaviour: Behaviour) {
        self.lock().behaviours.push(behaviour);
    }

    /// Makes it behave again, and forgets the requests.
    pub fn reset(&self) {
        *self.lock() = State::default();
    }

    /// The requests to Teamwork's endpoints since the last reset, the oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.lock().requests.clone()
    }

    pub(crate) fn log(&self, request: LoggedRequest) {
        self.lock().requests.push(request);
    }

    pub(crate) fn behaviour_for(&self, host: &str, path: &str) -> Option<Behaviour> {
        self.lock().behaviours.iter().rfind(|behaviour| behaviour.applies_to(host, path)).cloned()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is whole at every moment, so one test that panics need not fail the others.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
