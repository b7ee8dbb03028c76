//! Whether requests can be served, looked at once a second at most: anybody may ask.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::Instant;
use tracing::error;

use crate::store::database::Database;

const KEPT: Duration = Duration::from_secs(1);

/// What was seen when somebody looked last.
#[derive(Debug, Default)]
pub(crate) struct Readiness {
    last: Mutex<Option<(Instant, bool)>>,
}

impl Readiness {
    /// Whether requests can be served. Who comes while somebody looks waits for what is seen.
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
