//! All routes of a sandbox.

use axum::Router;
use axum::middleware;

use crate::sandbox::Sandbox;
use crate::{control, door, home, launchpad, misbehave, products};

impl Sandbox {
    /// Returns everything that the sandbox serves: Teamwork's endpoints, `/sandbox/…` to control
    /// it, and a page at `/`. The latter two respond only as `localhost` or by an address of this
    /// machine, and no other website's page can control the sandbox.
    pub fn router(&self) -> Router {
        // Only the stand-ins for Teamwork misbehave and are logged. Resetting always works.
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
