//! The state of a sandbox, and what tests do with it. It knows none of the routes, which all know it.

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
    /// A sandbox that behaves. Its app may have users sent back to any
    /// `http://localhost:…/…/oauth/callback`, or `127.0.0.1` in place of `localhost`, on any port.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A sandbox that behaves, and whose app has this redirect URI and no other.
    #[must_use]
    pub fn with_redirect_uri(redirect_uri: &str) -> Self {
        Self { app: App::At(redirect_uri.into()), ..Self::default() }
    }

    /// Makes it misbehave from now on. Where several behaviors apply to a request, the latest does.
    pub fn behave(&self, behavior: Behavior) {
        self.lock().behaviors.push(behavior);
    }

    /// Lets all requests go on that are being held.
    pub fn release(&self) {
        self.hold.release();
    }

    /// How many requests are being held.
    #[must_use]
    pub fn held(&self) -> usize {
        self.hold.count()
    }

    /// Waits until so many requests are being held.
    pub async fn until_held(&self, count: usize) {
        self.hold.until(count).await;
    }

    /// Moves its clock on, by which a code of the sign-in is good for 15 minutes.
    pub fn advance_clock(&self, by: Duration) {
        self.lock().clock.advance(by);
    }

    /// Makes it behave again, lets all requests go on that are being held, and forgets the requests, the
    /// sign-ins with their codes and access tokens, and how far its clock was moved.
    pub fn reset(&self) {
        *self.lock() = State::default();
        self.hold.release();
    }

    /// The requests to Teamwork's endpoints since the last reset, the oldest first.
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

    /// The time on its clock.
    pub(crate) fn now(&self) -> Duration {
        self.lock().clock.now()
    }

    pub(crate) fn sign_ins<T>(&self, work: impl FnOnce(&mut SignIns) -> T) -> T {
        work(&mut self.lock().sign_ins)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The state is whole at every moment, so one test that panics need not fail the others.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
