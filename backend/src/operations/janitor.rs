//! Periodic cleanup.

use std::sync::{Arc, Weak};
use std::time::Duration;

use teamwork_connect_core::ResultCode;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};
use tracing::{error, warn};

use super::audit::Event;
use super::metrics::Metrics;
use crate::clock::Clock;
use crate::store::database::Database;
use crate::store::{authorizations, idempotent_answers, passed_tests, sessions};

/// The interval of the cleanup. An authorization whose process died ends at most this long after
/// its lease.
const EVERY: Duration = Duration::from_secs(15);

/// Cleans up periodically until the database is no longer used elsewhere.
pub(crate) fn start(
    database: &Arc<Database>,
    metrics: Arc<Metrics>,
    clock: Clock,
) -> JoinHandle<()> {
    let database = Arc::downgrade(database);
    tokio::spawn(async move {
        let mut ticks = interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // The first tick completes at once, and the backend has just cleaned up.
        ticks.tick().await;
        loop {
            ticks.tick().await;
            let Some(database) = Weak::upgrade(&database) else { return };
            let tidied = tidy(&database, &metrics, clock.now(), false).await;
            metrics.janitor(tidied.is_ok());
            if let Err(cause) = tidied {
                error!(%cause, "couldn't remove expired data");
            }
        }
    })
}

/// Deletes what has expired: sessions, stored responses, authorizations, and tokens that nobody
/// confirmed in time. Ends abandoned checks; if no other process runs, those are all. Truncates the
/// database's log.
pub(crate) async fn tidy(
    database: &Database,
    metrics: &Metrics,
    now: i64,
    alone: bool,
) -> sqlx::Result<()> {
    let mut transaction = database.write_for_all().await?;
    sessions::purge(&mut transaction, now).await?;
    idempotent_answers::purge(&mut transaction, now).await?;
    authorizations::purge(&mut transaction, now).await?;
    passed_tests::purge(&mut transaction, now).await?;
    let ended = authorizations::end_broken_off(&mut transaction, now, alone).await?;
    transaction.commit().await?;
    for id in &ended {
        metrics.done(Event::AuthorizationFailed(ResultCode::ExchangeUnknown), id);
    }
    if !ended.is_empty() {
        warn!(
            ended = ended.len(),
            "the process checking these authorizations is gone; their results are unknown"
        );
    }
    database.empty_log().await?;
    Ok(())
}
