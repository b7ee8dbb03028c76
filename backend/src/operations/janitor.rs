//! What is done from time to time, and for nobody in particular.

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

/// How often it comes. An authorization whose process is gone ends so long after its lease at the latest.
const EVERY: Duration = Duration::from_secs(15);

/// Tidies up again and again, as long as somebody else has the database.
pub(crate) fn start(
    database: &Arc<Database>,
    metrics: Arc<Metrics>,
    clock: Clock,
) -> JoinHandle<()> {
    let database = Arc::downgrade(database);
    tokio::spawn(async move {
        let mut ticks = interval(EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        // The first one comes at once, and the backend has just tidied up.
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

/// Removes what is out of date: sessions, answers to saves, authorizations, and what nobody has confirmed in time. Ends
/// the checks that nobody makes any more, all of them where no other process is there, and empties the
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
