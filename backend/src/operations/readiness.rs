//! Readiness, checked at most once a second, because the route is public.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;
use tracing::error;

use crate::store::database::Database;

const KEPT: Duration = Duration::from_secs(1);

/// The cached result of the last check.
#[derive(Debug, Default)]
pub(crate) struct Readiness {
    last: Mutex<Option<(Instant, bool)>>,
}

impl Readiness {
    /// Returns whether the backend can serve requests. Concurrent callers share one check.
    pub(crate) async fn look(&self, database: &Database) -> bool {
        let mut last = self.last.lock().await;
        if let Some((when, ready)) = *last
            && when.elapsed() < KEPT
        {
            return ready;
        }
        let ready = match database.is_ready().await {
            Ok(ready) => ready,
            Err(cause) => {
                error!(%cause, "the database isn't ready");
                false
            }
        };
        *last = Some((Instant::now(), ready));
        ready
    }
}
