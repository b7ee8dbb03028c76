//! All routes of a sandbox, put together.

use axum::Router;
use axum::middleware;

use crate::sandbox::Sandbox;
use crate::{control, door, home, launchpad, misbehave, products};

impl Sandbox {
    /// Everything it serves: Teamwork's endpoints, `/sandbox/…` to control it, and a page at `/`. These two are
    /// called as `localhost` or by an address of this machine only, and no other website's page controls it.
    pub fn router(&self) -> Router {
        // Only what stands in for Teamwork misbehaves and is logged. The way to reset it always works.
        let teamwork = products::router()
            .merge(launchpad::router())
            .layer(middleware::from_fn_with_state(self.clone(), misbehave::misbehave))
            .layer(middleware::from_fn(door::known_names))
            .with_state(self.clone());
        Router::new()
            .merge(home::router().layer(middleware::from_fn(door::this_machine)))
            .merge(control::router().layer(middleware::from_fn(door::this_machine_alone)))
            .fallback_service(teamwork)
            .with_state(self.clone())
    }
}
