//! The state of a sandbox, and its methods for tests. This module knows no routes; all routes
//! depend on it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::behavior::Behavior;
use crate::clock::Clock;
use crate::hold::Hold;
use crate::launchpad::{App, SignIns};
use crate::request_log::LoggedRequest;

/// A stand-in for Teamwork. Clones share their state.
#[derive(Clone, Debug, Default)]
pub struct Sandbox {
    app: App,
    hold: Hold,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    behaviors: Vec<Behavior>,
    requests: Vec<LoggedRequest>,
    sign_ins: SignIns,
    clock: Clock,
}

impl Sandbox {
    /// Creates a sandbox that behaves like Teamwork. Its app has the redirect URIs
    /// `http://localhost:…/…/oauth/callback`, or `127.0.0.1` instead of `localhost`, on any port.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Creates a sandbox that behaves like Teamwork and whose app has only this redirect URI.
    #[must_use]
    pub fn with_redirect_uri(redirect_uri: &str) -> Self {
        Self { app: App::At(redirect_uri.into()), ..Self::default() }
    }

    /// Adds a behavior. If several apply to a request, the latest one does.
    pub fn behave(&self, behavior: Behavior) {
        self.lock().behaviors.push(behavior);
    }

    /// Releases all held requests.
    pub fn release(&self) {
        self.hold.release();
    }

    /// Returns how many requests are held.
    #[must_use]
    pub fn held(&self) -> usize {
        self.hold.count()
    }

    /// Waits until this many requests are held.
    pub async fn until_held(&self, count: usize) {
        self.hold.until(count).await;
    }

    /// Advances its clock, which limits a sign-in's code to 15 minutes.
    pub fn advance_clock(&self, by: Duration) {
        self.lock().clock.advance(by);
    }

    /// Removes all behaviors, releases all held requests, and clears the request log, the sign-ins
    /// with their codes and access tokens, and the clock's advance.
    pub fn reset(&self) {
        *self.lock() = State::default();
        self.hold.release();
    }

    /// Returns the requests to Teamwork's endpoints since the last reset, the oldest first.
    #[must_use]
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.lock().requests.clone()
    }

    pub(crate) fn log(&self, request: LoggedRequest) {
        self.lock().requests.push(request);
    }

    pub(crate) fn behavior_for(&self, host: &str, path: &str) -> Option<Behavior> {
        self.lock().behaviors.iter().rfind(|behavior| behavior.applies_to(host, path)).cloned()
    }

    pub(crate) const fn hold(&self) -> &Hold {
        &self.hold
    }

    pub(crate) fn app(&self) -> &App {
        &self.app
    }

    /// Returns the time of its clock.
    pub(crate) fn now(&self) -> Duration {
        self.lock().clock.now()
    }

    pub(crate) fn sign_ins<T>(&self, work: impl FnOnce(&mut SignIns) -> T) -> T {
        work(&mut self.lock().sign_ins)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is always consistent, so a test that panics need not fail the others.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
